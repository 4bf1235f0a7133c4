package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.camelquickbooks.QuickBooksConfiguration.Conflict;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.QuickBooksStaleObjectException;
import org.camelquickbooks.outbox.LastAttempt;
import org.camelquickbooks.outbox.WriteDraft;
import org.camelquickbooks.outbox.WriteOrder;

/** Finds the version of what is to be changed, and finds it again when somebody else was faster. */
final class Conflicts {

    /** Who loses so often has a rival that never stops. */
    private static final int ATTEMPTS = 8;

    private Conflicts() {}

    /**
     * What a change needs of the entity as it is.
     *
     * @param isNeeded whether it has to be read in any case
     * @param include what the read asks for besides; null for nothing
     * @param isOptional whether the change is sent, too, where the version is known and that read fails
     */
    record CurrentEntity(boolean isNeeded, String include, boolean isOptional) {

        static final CurrentEntity NOT_NEEDED = new CurrentEntity(false, null, false);
    }

    /** Has a change done for which the Id is enough: what is sent is made of it and of the version. */
    static CompletionStage<OperationResult> settleById(Call call, BiFunction<String, String, WriteDraft> change)
            throws Exception {
        IdBody body = IdBody.of(call, call.hasIdBesideBody());
        String id = call.idToChange(body.id());
        RequestId requestId = call.requestId(id.getBytes(StandardCharsets.UTF_8));
        return settle(call, id, call.syncToken(body.json(), id), requestId, version -> change.apply(id, version))
                .thenApply(written -> OperationResult.ofEntity(call.type(), written.entity(), written.response()));
    }

    /**
     * Has a change done.
     *
     * @param given the version that the caller has seen, or null
     * @param change what is to be sent for a version
     */
    static CompletionStage<WrittenEntity> settle(
            Call call, String entityId, String given, RequestId requestId, Function<String, WriteDraft> change) {
        return settle(
                call,
                entityId,
                given,
                requestId,
                (version, current) -> CompletableFuture.completedFuture(change.apply(version)),
                CurrentEntity.NOT_NEEDED);
    }

    /**
     * Has a change done.
     *
     * @param change what is to be sent for a version, and for the entity as it is now where that was read
     * @param needs whether the entity has to be read although its version is known
     */
    static CompletionStage<WrittenEntity> settle(
            Call call,
            String entityId,
            String given,
            RequestId requestId,
            BiFunction<String, JsonNode, CompletionStage<WriteDraft>> change,
            CurrentEntity needs) {
        Conflict policy = call.options().getConflict();
        boolean repeats = policy == Conflict.RETRY || policy == Conflict.AUTO && given == null;
        int first = first(requestId);
        return attempt(call, entityId, first == 1 ? given : null, requestId, change, needs, repeats, first);
    }

    /** A redelivered exchange goes on with the attempt of which nobody knows what became of it. */
    private static int first(RequestId requestId) {
        return IntStream.rangeClosed(1, ATTEMPTS)
                .filter(number -> requestId.wasSent(id(requestId, number)))
                .findFirst()
                .orElse(1);
    }

    /** QuickBooks would repeat its refusal to the same id; the outbox sees to those that it records. */
    private static String id(RequestId requestId, int number) {
        return number == 1 ? requestId.value() : requestId.step("r" + number);
    }

    private static CompletionStage<WrittenEntity> attempt(
            Call call,
            String entityId,
            String version,
            RequestId requestId,
            BiFunction<String, JsonNode, CompletionStage<WriteDraft>> change,
            CurrentEntity needs,
            boolean repeats,
            int number) {
        String id = id(requestId, number);
        LastAttempt last = requestId.last(id);
        // The same as before, since what was done has another version by now, and what was deleted is not found.
        String known = version != null ? version : last.version();
        boolean ready = known != null && !needs.isNeeded();
        BiFunction<String, JsonNode, CompletionStage<WriteDraft>> draft = (sent, current) -> {
            last.sends(sent);
            return change.apply(sent, current);
        };
        // The version is looked up only where the write is not known already.
        WriteOrder order = EntityWrite.order(
                call,
                requestId,
                id,
                ready,
                () -> ready
                        ? draft.apply(known, null)
                        : current(call, entityId, needs, known != null)
                                .thenCompose(current -> draft.apply(
                                        known != null ? known : EntityRead.version(call, entityId, current), current)));
        return EntityWrite.written(call, call.type().name(), order).exceptionallyCompose(failure -> {
            Throwable cause = Failures.cause(failure);
            return repeats && number < ATTEMPTS && cause instanceof QuickBooksStaleObjectException
                    ? attempt(call, entityId, null, requestId, change, needs, true, number + 1)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    private static CompletionStage<JsonNode> current(Call call, String id, CurrentEntity needs, boolean knowsVersion) {
        CompletionStage<JsonNode> read = EntityRead.current(call, id, needs.include());
        return knowsVersion && needs.isOptional()
                ? read.exceptionally(failure -> {
                    ClearedFields.notChecked(call, id, Failures.cause(failure));
                    return null;
                })
                : read;
    }
}
