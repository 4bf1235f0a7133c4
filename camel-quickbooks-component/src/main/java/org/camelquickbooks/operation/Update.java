package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/** Changes an entity: the fields of the body, unless sparse=false. */
final class Update implements Operation {

    @Override
    public CompletionStage<Outcome> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        RequestId requestId = call.requestId(Json.bytes(body));
        EntityType type = call.type();
        // There is one a company; QuickBooks knows which.
        String id = type.kind() == EntityType.Kind.SINGLE && Json.text(body, "Id") == null
                ? "1"
                : call.idToChange(Json.text(body, "Id"));
        String given = call.syncToken(body, id);
        body.put("Id", id).put("sparse", isSparse(call, body));
        return Conflicts.settle(
                        call,
                        id,
                        given,
                        requestId,
                        version -> EntityWrite.update(call, body.deepCopy().put("SyncToken", version)))
                .thenApply(written -> Outcome.ofEntity(type, written.entity(), written.response()));
    }

    private static boolean isSparse(Call call, ObjectNode body) {
        return body.path("sparse").isBoolean() && !call.options().isSparse()
                ? body.path("sparse").booleanValue()
                : call.options().isSparse();
    }
}
