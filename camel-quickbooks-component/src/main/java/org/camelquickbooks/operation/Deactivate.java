package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;

/** Makes an entry of a list inactive: the way QuickBooks deletes these. */
final class Deactivate implements Operation {

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        JsonNode body = IdBody.of(call);
        String id = call.entityId(body);
        RequestId requestId = call.requestId(id.getBytes(StandardCharsets.UTF_8));
        return Conflicts.settle(call, id, call.syncToken(body), requestId, (version, attempt) -> {
                    ObjectNode change = Json.object()
                            .put("Id", id)
                            .put("SyncToken", version)
                            .put("sparse", true)
                            .put("Active", false);
                    return EntityWrite.update(call, change, attempt);
                })
                .thenApply(written -> Outcome.ofEntity(call.type(), written.entity(), written.response()));
    }
}
