package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.operation.Conflicts.CurrentEntity;
import org.camelquickbooks.outbox.WriteDraft;

/** Changes an entity: the fields of the body, unless sparse=false. */
final class Update implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        EntityType type = call.type();
        // There is one a company; QuickBooks knows which.
        String id = type.kind() == EntityType.Category.SINGLE && Json.text(body, "Id") == null
                ? "1"
                : call.idToChange(Json.text(body, "Id"));
        // With its Id, from wherever that is: the same change of another entity is another write.
        RequestId requestId = call.requestId(Json.bytes(body.put("Id", id)));
        String given = call.syncToken(body, id);
        body.put("sparse", isSparse(call, body));
        // What QuickBooks writes itself is no change, and comes along where somebody sends back what was read.
        body.remove(type.readOnly());
        ObjectNode asked = KeptFields.asked(body);
        return KeptFields.checked(
                        call,
                        requestId,
                        asked,
                        () -> Conflicts.settle(
                                call,
                                id,
                                given,
                                requestId,
                                (version, current) -> draft(call, body, version, current),
                                needs(call, body)))
                .thenApply(written -> OperationResult.ofEntity(type, written.entity(), written.response()));
    }

    private static CompletionStage<WriteDraft> draft(Call call, ObjectNode body, String version, JsonNode current) {
        ClearedFields.check(call, body, current);
        return NamedFields.of(call, call.label(), call.type().name(), body).thenApply(fields -> {
            ObjectNode complete = complete(call.type(), body, current).put("SyncToken", version);
            boolean keepsOthers = body.path("sparse").asBoolean();
            ObjectNode ready = fields.in(complete, keepsOthers ? current : null);
            return EntityWrite.update(call, ready, fields.includeFor(ready));
        });
    }

    private static CurrentEntity needs(Call call, ObjectNode body) {
        boolean named = CustomFields.areNamed(body);
        // The list of custom fields is replaced as a whole: those that are not named come from the entity as it is.
        boolean needed = named && body.path("sparse").asBoolean() || !isComplete(call.type(), body);
        boolean watched = ClearedFields.isWatched(call, body);
        boolean refuses = watched && ClearedFields.refuses(call);
        return new CurrentEntity(
                needed || watched, named ? CustomFields.ENHANCED : null, watched && !needed && !refuses);
    }

    /** Whether a sparse update has what QuickBooks insists on although it does not change (facts, section 11). */
    static boolean isComplete(EntityType type, ObjectNode body) {
        return !body.path("sparse").asBoolean()
                || type.requiredInSparse().stream().allMatch(body::has);
    }

    /** The body, and of the entity as it is now what QuickBooks insists on. */
    static ObjectNode complete(EntityType type, ObjectNode body, JsonNode current) {
        ObjectNode complete = body.deepCopy();
        if (current != null && body.path("sparse").asBoolean()) {
            type.requiredInSparse().stream()
                    .filter(field -> !complete.has(field) && current.has(field))
                    .forEach(field -> complete.set(field, current.get(field)));
        }
        return complete;
    }

    private static boolean isSparse(Call call, ObjectNode body) {
        return body.path("sparse").isBoolean() && !call.options().isSparse()
                ? body.path("sparse").booleanValue()
                : call.options().isSparse();
    }
}
