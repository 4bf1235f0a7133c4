package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.Answer;
import org.camelquickbooks.outbox.Draft;
import org.camelquickbooks.outbox.Order;

/** Writes one entity: by itself, or where the endpoint coalesces, as the budget has it. */
final class EntityWrite {

    private EntityWrite() {}

    static Draft create(Call call, ObjectNode body) {
        return draft(call, "create", body, null);
    }

    static Draft update(Call call, ObjectNode body) {
        return draft(call, "update", body, null);
    }

    static Draft delete(Call call, String id, String syncToken) {
        return draft(call, "delete", Json.object().put("Id", id).put("SyncToken", syncToken), "delete");
    }

    /** @param operation the parameter operation, or null */
    private static Draft draft(Call call, String what, ObjectNode body, String operation) {
        call.sends(body);
        EntityType type = call.type();
        String include = call.options().getInclude();
        Draft draft = Draft.json(type.path(), call.label(), what + "/" + type.name(), type.name(), body)
                .parameter("operation", operation)
                .parameter("include", include);
        return include == null && call.isCoalesced()
                ? draft.gathered(new BatchItem(what, type.name(), body, null, null))
                : draft;
    }

    /** Has a write done whose content is known. */
    static CompletionStage<Written> send(Call call, RequestId requestId, Draft draft) {
        return written(call, draft.expects(), order(call, requestId, draft));
    }

    static Order order(Call call, RequestId requestId, Draft draft) {
        return order(call, requestId, requestId.value(), true, () -> CompletableFuture.completedFuture(draft));
    }

    /**
     * A write.
     *
     * @param id what QuickBooks gets it under where nothing names it for good
     */
    static Order order(
            Call call, RequestId requestId, String id, boolean ready, Supplier<CompletionStage<Draft>> draft) {
        return new Order(
                call.isCoalesced() ? call.coalesced() : call.sender(),
                call.caller(),
                requestId.key(),
                id,
                ready,
                draft);
    }

    /** @param field under which the answer has the entity; null where it is the answer */
    static CompletionStage<Written> written(Call call, String field, Order order) {
        return call.runtime().outbox().write(order).thenApply(answer -> written(call, field, answer));
    }

    static Written written(Call call, String field, Answer answer) {
        JsonNode entity = field == null ? answer.json() : call.entity(field, answer.json());
        if (!answer.remembered() && field != null) {
            call.wrote(field, entity);
        }
        return new Written(entity, answer.response(), answer.does());
    }
}
