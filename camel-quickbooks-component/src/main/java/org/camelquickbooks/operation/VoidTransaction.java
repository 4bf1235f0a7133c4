package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.WriteDraft;

/** Voids a transaction: it stays, with its amounts at zero. */
final class VoidTransaction implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        return Conflicts.settleById(call, (id, version) -> draft(call, id, version));
    }

    /** An invoice is voided one way, a payment another (facts, section 1). */
    private static WriteDraft draft(Call call, String id, String version) {
        ObjectNode body = Json.object().put("Id", id).put("SyncToken", version);
        boolean own = call.type().isVoidedByOperation();
        if (!own) {
            body.put("sparse", true);
        }
        return WriteDraft.json(
                        call.type().path(),
                        call.label(),
                        call.label(),
                        call.type().name(),
                        body)
                .parameter("operation", own ? "void" : "update")
                .parameter("include", own ? null : "void");
    }
}
