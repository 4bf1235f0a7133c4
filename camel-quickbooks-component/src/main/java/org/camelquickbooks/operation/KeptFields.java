package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelquickbooks.QuickBooksConfiguration.OnDroppedFields;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksDroppedFieldsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether QuickBooks has kept the custom fields that were written: it drops some without a word, with a 200 (facts,
 * section 11). A write that comes again gets its first answer, so it is compared again, and makes no second entity.
 */
final class KeptFields {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFields.class);
    private static final int OK = 200;

    private KeptFields() {}

    /** What a body asks for, to be compared with the answer. */
    static ObjectNode asked(JsonNode body) {
        ObjectNode asked = Json.object();
        for (String form : List.of(CustomFields.BY_NAME, CustomFields.LIST)) {
            if (body.has(form)) {
                asked.set(form, body.path(form).deepCopy());
            }
        }
        return asked;
    }

    /**
     * Completes with what was written, or fails where something of it was dropped. Where Camel redelivers an exchange
     * after that, nothing is written: the entity is there, and only compared again.
     */
    static CompletionStage<WrittenEntity> checked(
            Call call, RequestId requestId, ObjectNode asked, Supplier<CompletionStage<WrittenEntity>> write) {
        QuickBooksDroppedFieldsException before = call.droppedBefore(requestId, asked);
        if (before != null) {
            return now(call, call.type(), before.getEntityId()).thenApply(now -> {
                if (now == null || !CustomFields.dropped(asked, now).isEmpty()) {
                    throw before;
                }
                // What it came to is not known any more where an upsert did it; that it is there is.
                return new WrittenEntity(now, null, "update/" + call.type().name());
            });
        }
        return write.get().thenCompose(written -> {
            String tid = written.response() == null ? null : written.response().intuitTid();
            return dropped(call, call.type(), call.label(), asked, written.entity(), tid)
                    .thenCompose(failure -> {
                        if (failure == null) {
                            return CompletableFuture.completedFuture(written);
                        }
                        call.dropped(requestId, asked, failure);
                        return CompletableFuture.failedFuture(failure);
                    });
        });
    }

    /** The failure of a write whose fields were dropped; completes with null where none were, or only a warning is wanted. */
    static CompletionStage<QuickBooksDroppedFieldsException> dropped(
            Call call, EntityType type, String label, ObjectNode asked, JsonNode entity, String tid) {
        List<String> dropped = CustomFields.dropped(asked, entity);
        String id = Json.text(entity, "Id");
        if (dropped.isEmpty() || id == null) {
            return CompletableFuture.completedFuture(null);
        }
        // The definitions may be others by now.
        call.runtime().cache().settings().forget(call.realmId());
        return now(call, type, id).handle((now, failed) -> {
            // Whatever becomes of this read, the entity is written, and the caller has to hear its Id.
            List<String> still = failed != null || now == null ? dropped : CustomFields.dropped(asked, now);
            if (still.isEmpty()) {
                return null;
            }
            QuickBooksDroppedFieldsException failure = new QuickBooksDroppedFieldsException(
                    type.name(),
                    id,
                    Json.text(entity, "SyncToken"),
                    still,
                    new FaultContext(OK, Fault.NONE, tid, call.realmId(), label, null));
            if (call.options().getOnDroppedFields() == OnDroppedFields.WARN) {
                LOG.warn("{}", failure.getMessage());
                return null;
            }
            return failure;
        });
    }

    /** How it stands: somebody may have set the field since, and not every answer lists all fields. Null where it is gone. */
    private static CompletionStage<JsonNode> now(Call call, EntityType type, String id) {
        return EntityRead.find(call, type, id, CustomFields.ENHANCED);
    }
}
