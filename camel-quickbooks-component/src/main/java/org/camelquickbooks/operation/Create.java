package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.WriteDraft;
import org.camelquickbooks.outbox.WriteOrder;

/** Makes an entity. */
final class Create implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        if (call.type().name().equals("TaxService")) {
            return taxService(call, body);
        }
        RequestId id = call.requestId(Json.bytes(body));
        ObjectNode asked = KeptFields.asked(body);
        return KeptFields.checked(
                        call,
                        id,
                        asked,
                        () -> EntityWrite.written(call, call.type().name(), order(call, id, body)))
                .thenApply(written -> OperationResult.ofEntity(call.type(), written.entity(), written.response()));
    }

    private static WriteOrder order(Call call, RequestId id, ObjectNode body) {
        if (!CustomFields.areNamed(body) && !ForeignRate.isWatched(call, call.type(), body)) {
            return EntityWrite.order(call, id, EntityWrite.create(call, body));
        }
        // Definitions and rates are looked up only where the write is not known already.
        return EntityWrite.order(
                call, id, id.value(), false, () -> ForeignRate.check(call, call.type(), body, id.last(id.value()))
                        .thenCompose(good ->
                                NamedFields.of(call, call.label(), call.type().name(), body))
                        .thenApply(fields -> {
                            ObjectNode ready = fields.in(body);
                            return EntityWrite.create(call, ready, fields.includeFor(ready));
                        }));
    }

    /** Its answer is the code with its rates, and stands in no envelope. */
    private static CompletionStage<OperationResult> taxService(Call call, ObjectNode body) {
        RequestId id = call.requestId(Json.bytes(body));
        WriteDraft draft = WriteDraft.json(call.type().path(), call.label(), call.label(), null, body);
        return EntityWrite.send(call, id, draft)
                .thenApply(written -> OperationResult.ofEntity(call.type(), written.entity(), written.response()));
    }
}
