package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.WriteDraft;
import org.camelquickbooks.outbox.WriteOrder;
import org.camelquickbooks.outbox.WriteResult;

/** Writes one entity: by itself, or where the endpoint coalesces, as the budget has it. */
final class EntityWrite {

    private EntityWrite() {}

    static WriteDraft create(Call call, ObjectNode body) {
        return create(call, body, null);
    }

    /** @param include what is asked for besides what the endpoint's option says; null for nothing */
    static WriteDraft create(Call call, ObjectNode body, String include) {
        return draft(call, "create", body, null, include);
    }

    static WriteDraft update(Call call, ObjectNode body) {
        return update(call, body, null);
    }

    /** @param include what is asked for besides what the endpoint's option says; null for nothing */
    static WriteDraft update(Call call, ObjectNode body, String include) {
        return draft(call, "update", body, null, include);
    }

    static WriteDraft delete(Call call, String id, String syncToken) {
        return draft(call, "delete", Json.object().put("Id", id).put("SyncToken", syncToken), "delete", null);
    }

    /** @param operation the parameter operation, or null */
    private static WriteDraft draft(Call call, String what, ObjectNode body, String operation, String more) {
        call.sends(body);
        EntityType type = call.type();
        String include = joined(call.options().getInclude(), more);
        WriteDraft draft = WriteDraft.json(type.path(), call.label(), what + "/" + type.name(), type.name(), body)
                .parameter("operation", operation)
                .parameter("include", include);
        // One that may have been done in a batch call goes there again, also if custom fields that are known by now ask
        // for
        // an include: QuickBooks knows it by that call.
        boolean gathers = call.isCoalesced() && (include == null || call.wasGathered());
        return gathers
                ? draft.gathered(new BatchItem(what, type.name(), body, null, null).withOptions(include))
                : draft;
    }

    private static String joined(String include, String more) {
        if (include == null || more == null || CommaList.of(include).contains(more)) {
            return include == null ? more : include;
        }
        return include + "," + more;
    }

    /** Has a write done whose content is known. */
    static CompletionStage<WrittenEntity> send(Call call, RequestId requestId, WriteDraft draft) {
        return written(call, draft.expects(), order(call, requestId, draft));
    }

    static WriteOrder order(Call call, RequestId requestId, WriteDraft draft) {
        return order(call, requestId, requestId.value(), true, () -> CompletableFuture.completedFuture(draft));
    }

    /**
     * A write.
     *
     * @param id what QuickBooks gets it under where nothing names it for good
     */
    static WriteOrder order(
            Call call, RequestId requestId, String id, boolean ready, Supplier<CompletionStage<WriteDraft>> draft) {
        return new WriteOrder(
                call.isCoalesced() ? call.coalesced() : call.origin(),
                call.caller(),
                requestId.key(),
                id,
                requestId.last(id),
                ready,
                draft);
    }

    /** @param field under which the answer has the entity; null where it is the answer */
    static CompletionStage<WrittenEntity> written(Call call, String field, WriteOrder order) {
        return call.runtime()
                .outbox()
                .write(order)
                .thenCompose(answer -> field == null
                        ? CompletableFuture.completedFuture(entity(call, null, answer))
                        : verified(call, field, answer));
    }

    /** What was written, unless the answer is that of an earlier write and it is gone by now. */
    static CompletionStage<WrittenEntity> verified(Call call, String field, WriteResult answer) {
        WrittenEntity written = entity(call, field, answer);
        return ReplayCheck.checked(call, written, answer.repeated()).thenApply(there -> {
            // What is gone by now is not kept as what there is.
            if (!answer.remembered()) {
                call.wrote(field, there.entity());
            }
            return there;
        });
    }

    private static WrittenEntity entity(Call call, String field, WriteResult answer) {
        JsonNode entity = field == null ? answer.json() : call.entity(field, answer.json());
        return new WrittenEntity(entity, answer.response(), answer.does());
    }
}
