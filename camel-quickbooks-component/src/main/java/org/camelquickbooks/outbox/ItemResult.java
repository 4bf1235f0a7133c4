package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.outbox.Verdicts.Verdict;

/**
 * What an attempt has come to, for one write.
 *
 * @param json the answer where it is done; else null
 * @param response null where it was one of several in a call
 * @param failure why it is not done; null where it is
 */
record ItemResult(Verdict verdict, JsonNode json, Response response, Throwable failure) {

    static ItemResult done(JsonNode json, Response response) {
        return new ItemResult(Verdict.DONE, json, response, null);
    }

    static ItemResult failed(Throwable failure) {
        return new ItemResult(Verdicts.of(failure), null, null, failure);
    }

    boolean isDone() {
        return verdict == Verdict.DONE;
    }
}
