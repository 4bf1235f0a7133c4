package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Difference;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksDuplicateException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksStaleObjectException;
import org.camelquickbooks.outbox.KeyTurns;
import org.camelquickbooks.outbox.LastAttempt;
import org.camelquickbooks.outbox.WriteDraft;
import org.camelquickbooks.outbox.WriteOrder;

/**
 * Looks by natural key: makes the entity, changes the fields that differ, or does nothing. When somebody else was faster
 * it looks again.
 */
final class Upsert implements Operation {

    private static final int ATTEMPTS = 8;

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        ObjectNode body = call.body().object(call.exchange());
        String field = NaturalKey.field(call);
        String value = Json.text(body, field);
        if (value == null) {
            throw new IllegalArgumentException(call.label() + " finds the entity by " + field
                    + ", but the body has no such field; set it, or name another field with the option key");
        }
        RequestId requestId = call.requestId(Json.bytes(body));
        ObjectNode asked = KeptFields.asked(body);
        KeyTurns.UpsertKey key =
                new KeyTurns.UpsertKey(call.realmId(), call.type().name(), field, value);
        KeyTurns turns = call.runtime().outbox().turns();
        // Two at the same time would both find nothing, and make two where QuickBooks allows two of one key.
        return turns.inTurn(
                        key,
                        () -> KeptFields.checked(
                                call, requestId, asked, () -> attempt(call, body, key, value, requestId, 1, null)
                                        .thenApply(written -> remembered(turns, key, written))))
                .thenApply(written -> result(call, written));
    }

    private static WrittenEntity remembered(KeyTurns turns, KeyTurns.UpsertKey key, WrittenEntity written) {
        String id = Json.text(written.entity(), "Id");
        if (id != null) {
            turns.wrote(key, id);
        }
        return written;
    }

    /** The entity that has the key; null where there is none. */
    private static CompletionStage<JsonNode> find(Call call, KeyTurns.UpsertKey key, String value, ObjectNode body) {
        String include = CustomFields.areNamed(body) ? CustomFields.ENHANCED : null;
        return NaturalKey.find(call, key.field(), value, include).thenCompose(found -> {
            String written = call.runtime().outbox().turns().written(key);
            return found != null || written == null || !call.type().can(EntityType.Ability.READ)
                    ? CompletableFuture.completedFuture(found)
                    // Perhaps queries do not show it yet. It may have another name by now, or be gone.
                    : EntityRead.find(call, call.type(), written, include)
                            .thenApply(there -> hasKey(there, key.field(), value) ? there : null);
        });
    }

    private static boolean hasKey(JsonNode there, String field, String value) {
        return there != null && there.path("Active").asBoolean(true) && value.equalsIgnoreCase(Json.text(there, field));
    }

    /** @param race why the attempt before failed; null for the first */
    private static CompletionStage<WrittenEntity> attempt(
            Call call,
            ObjectNode body,
            KeyTurns.UpsertKey key,
            String value,
            RequestId requestId,
            int number,
            QuickBooksException race) {
        // Another id than that of the attempt before: QuickBooks would answer with what it said to that.
        String id = number == 1 ? requestId.value() : requestId.step("u" + number);
        WriteOrder order = EntityWrite.order(call, requestId, id, false, () -> find(call, key, value, body)
                .thenCompose(found -> draft(call, body, found, race, requestId.last(id))));
        return call.runtime()
                .outbox()
                .write(order)
                .thenCompose(answer -> EntityWrite.verified(call, call.type().name(), answer))
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.cause(failure);
                    // Found too early: it is there by now, or it is another version by now.
                    boolean raced = cause != race
                            && (cause instanceof QuickBooksDuplicateException
                                    || cause instanceof QuickBooksStaleObjectException);
                    return raced && number < ATTEMPTS
                            ? attempt(call, body, key, value, requestId, number + 1, (QuickBooksException) cause)
                            : CompletableFuture.failedFuture(cause);
                });
    }

    private static CompletionStage<WriteDraft> draft(
            Call call, ObjectNode body, JsonNode found, QuickBooksException race, LastAttempt last) {
        if (found == null) {
            if (race instanceof QuickBooksDuplicateException) {
                // The name is taken by what the look-up cannot see: another kind of entity, or one that is inactive.
                throw race;
            }
            return ForeignRate.check(call, call.type(), body, last)
                    .thenCompose(good -> fields(call, body))
                    .thenApply(fields -> {
                        ObjectNode ready = fields.in(body);
                        return EntityWrite.create(call, ready, fields.includeFor(ready));
                    });
        }
        ObjectNode changes = changes(call, body, found);
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(WriteDraft.nothing(
                    call.label(), Json.object().set(call.type().name(), found)));
        }
        changes.put("Id", Json.text(found, "Id"))
                .put("SyncToken", Json.text(found, "SyncToken"))
                .put("sparse", true);
        return fields(call, changes).thenApply(fields -> {
            ObjectNode ready = fields.in(Update.complete(call.type(), changes, found), found);
            return EntityWrite.update(call, ready, fields.includeFor(ready));
        });
    }

    private static CompletionStage<NamedFields> fields(Call call, ObjectNode body) {
        return NamedFields.of(call, call.label(), call.type().name(), body);
    }

    /** The fields that differ, custom fields by their names. */
    private static ObjectNode changes(Call call, ObjectNode body, JsonNode found) {
        if (!CustomFields.areNamed(body)) {
            return Difference.between(body, found);
        }
        ObjectNode plain = body.deepCopy();
        plain.remove(CustomFields.BY_NAME);
        ObjectNode changes = Difference.between(plain, found);
        ObjectNode named = CustomFields.missing(CustomFields.named(body, call.label()), found);
        if (!named.isEmpty()) {
            changes.set(CustomFields.BY_NAME, named);
        }
        return changes;
    }

    private static OperationResult result(Call call, WrittenEntity written) {
        String result = written.does().startsWith("create/")
                ? "created"
                : written.does().startsWith("update/") ? "updated" : "unchanged";
        return OperationResult.ofEntity(call.type(), written.entity(), written.response())
                .header(QuickBooksConstants.UPSERT_RESULT, result);
    }
}
