package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.query.Statements;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryStatement;
import org.camelquickbooks.outbox.BatchEntry;

/** Has statements run in the name of a call; remembers the last answer for its headers. */
final class Statement implements Statements {

    private final Call call;
    private final String include;
    private volatile Response last;

    Statement(Call call) {
        this(call, null);
    }

    /** @param include what is asked for besides; null for nothing */
    Statement(Call call, String include) {
        this.call = call;
        this.include = include;
    }

    @Override
    public CompletionStage<JsonNode> run(String text) {
        // The queries of a batch have no include.
        if (include == null && call.isCoalesced()) {
            return call.runtime()
                    .outbox()
                    .gather(call.coalesced(), new BatchEntry(BatchItem.query(text), 0, null, call.caller()))
                    .thenApply(rows -> {
                        // As it would stand in an answer of its own.
                        return rows.isArray()
                                ? Json.object().set(QueryStatement.parse(text).entity(), rows)
                                : rows;
                    });
        }
        return call.send(Query.request(call.realmId(), text).parameter("include", include))
                .thenApply(response -> {
                    last = response;
                    return response.json().path("QueryResponse");
                });
    }

    Response last() {
        return last;
    }
}
