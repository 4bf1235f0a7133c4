package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.WriteDraft;

/** Makes an entity. */
final class Create implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        if (call.type().name().equals("TaxService")) {
            return taxService(call, body);
        }
        RequestId id = call.requestId(Json.bytes(body));
        return EntityWrite.send(call, id, EntityWrite.create(call, body))
                .thenApply(written -> OperationResult.ofEntity(call.type(), written.entity(), written.response()));
    }

    /** Its answer is the code with its rates, and stands in no envelope. */
    private static CompletionStage<OperationResult> taxService(Call call, ObjectNode body) {
        RequestId id = call.requestId(Json.bytes(body));
        WriteDraft draft = WriteDraft.json(call.type().path(), call.label(), call.label(), null, body);
        return EntityWrite.send(call, id, draft)
                .thenApply(written -> OperationResult.ofEntity(call.type(), written.entity(), written.response()));
    }
}
