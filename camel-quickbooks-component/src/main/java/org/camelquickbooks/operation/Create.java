package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.Json;

/** Makes an entity. */
final class Create implements Operation {

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        if (call.type().name().equals("TaxService")) {
            return taxService(call, body);
        }
        RequestId id = call.requestId(Json.bytes(body));
        return EntityWrite.create(call, body, id.value())
                .thenApply(written -> Outcome.ofEntity(call.type(), written.entity(), written.response()));
    }

    /** Its answer is the code with its rates, and stands in no envelope. */
    private static CompletionStage<Outcome> taxService(Call call, ObjectNode body) {
        RequestId id = call.requestId(Json.bytes(body));
        return call.send(Request.post(call.realmId(), call.type().path(), Body.json(body))
                        .requestId(id.value()))
                .thenApply(response -> Outcome.ofEntity(call.type(), response.json(), response));
    }
}
