package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.batch.BatchCalls.Entry;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.Json;

/** Writes one entity: by itself, or where the endpoint coalesces, as the budget has it. */
final class EntityWrite {

    private EntityWrite() {}

    static CompletionStage<Written> create(Call call, ObjectNode body, String requestId) {
        return send(call, "create", body, null, requestId);
    }

    static CompletionStage<Written> update(Call call, ObjectNode body, String requestId) {
        return send(call, "update", body, null, requestId);
    }

    static CompletionStage<Written> delete(Call call, String id, String syncToken, String requestId) {
        ObjectNode body = Json.object().put("Id", id).put("SyncToken", syncToken);
        return send(call, "delete", body, "delete", requestId);
    }

    /** @param operation the parameter operation, or null */
    private static CompletionStage<Written> send(
            Call call, String what, ObjectNode body, String operation, String requestId) {
        boolean batchable = call.options().isCoalesce() && call.options().getInclude() == null;
        if (batchable) {
            return coalesced(call, new BatchItem(what, call.type().name(), body, null, null), requestId);
        }
        Request.Builder request = Request.post(call.realmId(), call.type().path(), Body.json(body))
                .parameter("operation", operation)
                .parameter("include", call.options().getInclude())
                .requestId(requestId);
        return call.send(request).thenApply(response -> {
            JsonNode entity = call.entity(response);
            call.wrote(call.type().name(), entity);
            return new Written(entity, response);
        });
    }

    /**
     * Whichever way it goes, by itself or with others, it is written down under its key first: after a crash the budget
     * may be another, and it must not go the other way then.
     */
    private static CompletionStage<Written> coalesced(Call call, BatchItem item, String requestId) {
        String key = call.requestId(new byte[0]).key();
        Entry entry = new Entry(item, 0, key == null ? null : call.label() + " " + key, call.caller());
        CompletionStage<BatchResult> result = call.isCoalesced()
                ? call.runtime().coalescer().submit(call.coalesced(), item, entry.key(), call.caller())
                : CompletableFuture.supplyAsync(
                                () -> call.runtime().batches().single(call.sender(), entry, requestId),
                                call.runtime().workers())
                        .thenCompose(sent -> sent);
        return result.thenApply(done -> {
            if (done.isFault()) {
                throw done.fault();
            }
            call.wrote(call.type().name(), done.entity());
            return new Written(done.entity(), null);
        });
    }
}
