package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Deletes a transaction. */
final class Delete implements Operation {

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        JsonNode body = IdBody.of(call);
        String id = call.entityId(body);
        RequestId requestId = call.requestId(id.getBytes(StandardCharsets.UTF_8));
        return Conflicts.settle(
                        call,
                        id,
                        call.syncToken(body),
                        requestId,
                        (version, attempt) -> EntityWrite.delete(call, id, version, attempt))
                .thenApply(written -> Outcome.ofEntity(call.type(), written.entity(), written.response()));
    }
}
