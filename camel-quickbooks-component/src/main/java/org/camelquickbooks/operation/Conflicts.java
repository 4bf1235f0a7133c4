package org.camelquickbooks.operation;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.camelquickbooks.QuickBooksConfiguration.Conflict;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.QuickBooksStaleObjectException;

/** Finds the version of what is to be changed, and finds it again when somebody else was faster. */
final class Conflicts {

    /** Who loses so often has a rival that never stops. */
    private static final int ATTEMPTS = 8;

    private Conflicts() {}

    /** A change of what an Id names: is given the Id, the version, and the request id of the attempt. */
    @FunctionalInterface
    interface ChangeById {
        CompletionStage<Written> apply(String id, String version, String requestId);
    }

    /** Has a change done for which the Id is enough. */
    static CompletionStage<Outcome> settleById(Call call, ChangeById change) throws Exception {
        IdBody body = IdBody.of(call, call.hasIdBesideBody());
        String id = call.idToChange(body.id());
        RequestId requestId = call.requestId(id.getBytes(StandardCharsets.UTF_8));
        return settle(
                        call,
                        id,
                        call.syncToken(body.json(), id),
                        requestId,
                        (version, attempt) -> change.apply(id, version, attempt))
                .thenApply(written -> Outcome.ofEntity(call.type(), written.entity(), written.response()));
    }

    /**
     * Has a change done.
     *
     * @param given the version that the caller has seen, or null
     * @param change is given the version and the id for the attempt
     */
    static CompletionStage<Written> settle(
            Call call,
            String entityId,
            String given,
            RequestId requestId,
            BiFunction<String, String, CompletionStage<Written>> change) {
        Conflict policy = call.options().getConflict();
        boolean repeats = policy == Conflict.RETRY || policy == Conflict.AUTO && given == null;
        return attempt(call, entityId, given, requestId, change, repeats, 1);
    }

    private static CompletionStage<Written> attempt(
            Call call,
            String entityId,
            String version,
            RequestId requestId,
            BiFunction<String, String, CompletionStage<Written>> change,
            boolean repeats,
            int number) {
        CompletionStage<String> known =
                version == null ? EntityRead.syncToken(call, entityId) : CompletableFuture.completedFuture(version);
        // QuickBooks would repeat its refusal to the same id.
        String id = number == 1 ? requestId.value() : requestId.step("r" + number);
        return known.thenCompose(now -> change.apply(now, id)).exceptionallyCompose(failure -> {
            Throwable cause = Failures.cause(failure);
            return repeats && number < ATTEMPTS && cause instanceof QuickBooksStaleObjectException
                    ? attempt(call, entityId, null, requestId, change, true, number + 1)
                    : CompletableFuture.failedFuture(cause);
        });
    }
}
