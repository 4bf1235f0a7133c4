package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.Json;

/** Voids a transaction: it stays, with its amounts at zero. */
final class VoidTransaction implements Operation {

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        return Conflicts.settleById(call, (id, version, requestId) -> send(call, id, version, requestId));
    }

    /** An invoice is voided one way, a payment another (facts, section 1). */
    private static CompletionStage<Written> send(Call call, String id, String version, String requestId) {
        ObjectNode body = Json.object().put("Id", id).put("SyncToken", version);
        boolean own = call.type().isVoidedByOperation();
        if (!own) {
            body.put("sparse", true);
        }
        Request.Builder request = Request.post(call.realmId(), call.type().path(), Body.json(body))
                .parameter("operation", own ? "void" : "update")
                .parameter("include", own ? null : "void")
                .requestId(requestId);
        return call.send(request).thenApply(response -> new Written(call.entity(response), response));
    }
}
