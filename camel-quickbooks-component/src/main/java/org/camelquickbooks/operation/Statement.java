package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Kind;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.query.Statements;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryStatement;

/** Has statements run in the name of a call; remembers the last answer for its headers. */
final class Statement implements Statements {

    /** Longer ones do not fit a URL everywhere on the way. */
    private static final int LONGEST_GET = 1500;

    private final Call call;
    private volatile Response last;

    Statement(Call call) {
        this.call = call;
    }

    @Override
    public CompletionStage<JsonNode> run(String text) {
        if (call.isCoalesced()) {
            return call.connection()
                    .coalescer()
                    .submit(call.coalesced(), BatchItem.query(text), null)
                    .thenApply(result -> {
                        if (result.isFault()) {
                            throw result.fault();
                        }
                        // As it would stand in an answer of its own.
                        JsonNode rows = result.entity();
                        return rows.isArray()
                                ? Json.object().set(QueryStatement.parse(text).entity(), rows)
                                : rows;
                    });
        }
        Request.Builder request = text.length() > LONGEST_GET
                ? Request.to(call.realmId(), "POST", "query").body(Body.text(text, "application/text"))
                : Request.get(call.realmId(), "query").parameter("query", text);
        return call.send(request.kind(Kind.READ)).thenApply(response -> {
            last = response;
            return response.json().path("QueryResponse");
        });
    }

    Response last() {
        return last;
    }
}
