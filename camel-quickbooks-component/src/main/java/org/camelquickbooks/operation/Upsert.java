package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksDuplicateException;
import org.camelquickbooks.model.QuickBooksStaleObjectException;

/**
 * Looks by natural key: makes the entity, changes the fields that differ, or does nothing. When somebody else was faster
 * it looks again.
 */
final class Upsert implements Operation {

    private static final int ATTEMPTS = 8;

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        String field = NaturalKey.field(call);
        String value = Json.text(body, field);
        if (value == null) {
            throw new IllegalArgumentException(call.label() + " looks for the entity by " + field
                    + ", but the body has none; set it, or name another field with the option key");
        }
        RequestId requestId = call.requestId(Json.bytes(body));
        return attempt(call, body, field, value, requestId, 1);
    }

    private static CompletionStage<Outcome> attempt(
            Call call, ObjectNode body, String field, String value, RequestId requestId, int number) {
        return NaturalKey.find(call, field, value)
                .thenCompose(found ->
                        found == null ? create(call, body, requestId) : update(call, body, found, requestId, number))
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.cause(failure);
                    // Found too early: it is there by now, or it is another version by now.
                    boolean raced = cause instanceof QuickBooksDuplicateException
                            || cause instanceof QuickBooksStaleObjectException;
                    return raced && number < ATTEMPTS
                            ? attemptAfterRace(call, body, field, value, requestId, number, cause)
                            : CompletableFuture.failedFuture(cause);
                });
    }

    /** A name may be taken by what the look-up cannot see: another kind of entity, or one that is inactive. */
    private static CompletionStage<Outcome> attemptAfterRace(
            Call call,
            ObjectNode body,
            String field,
            String value,
            RequestId requestId,
            int number,
            Throwable refusal) {
        if (!(refusal instanceof QuickBooksDuplicateException)) {
            return attempt(call, body, field, value, requestId, number + 1);
        }
        return NaturalKey.find(call, field, value)
                .thenCompose(found -> found == null
                        ? CompletableFuture.failedFuture(refusal)
                        : update(call, body, found, requestId, number + 1));
    }

    private static CompletionStage<Outcome> create(Call call, ObjectNode body, RequestId requestId) {
        return EntityWrite.create(call, body, requestId.value())
                .thenApply(written -> Outcome.ofEntity(call.type(), written.entity(), written.response())
                        .header(QuickBooksConstants.UPSERT_RESULT, "created"));
    }

    private static CompletionStage<Outcome> update(
            Call call, ObjectNode body, JsonNode found, RequestId requestId, int number) {
        ObjectNode changes = Difference.between(body, found);
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Outcome.ofEntity(call.type(), found, null).header(QuickBooksConstants.UPSERT_RESULT, "unchanged"));
        }
        changes.put("Id", Json.text(found, "Id"))
                .put("SyncToken", Json.text(found, "SyncToken"))
                .put("sparse", true);
        // Another id than the creation's: QuickBooks would answer with the entity as it was made.
        String id = requestId.step("u" + Json.text(found, "SyncToken") + (number == 1 ? "" : "r" + number));
        return EntityWrite.update(call, changes, id)
                .thenApply(written -> Outcome.ofEntity(call.type(), written.entity(), written.response())
                        .header(QuickBooksConstants.UPSERT_RESULT, "updated"));
    }
}
