package org.camelquickbooks.outbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.ExclusiveWork;
import org.camelquickbooks.client.http.ExclusiveWork.Pending;

/**
 * Writes with a key that somebody in this process waits for. A second one under the same key gets the same answer, also
 * until the verdict on the first is safe.
 */
final class PendingWrites<T> {

    private final ExclusiveWork<WriteKey, T> writes;

    /** @param safe when the verdict is safe */
    PendingWrites(Function<T, CompletionStage<?>> safe) {
        this.writes = new ExclusiveWork<>(safe);
    }

    CompletionStage<T> join(WriteKey key, Supplier<CompletionStage<T>> work) {
        Pending<WriteKey, T> first = writes.join(key.realmId() + "/" + key.name(), key, work);
        return first.context().digest().equals(key.digest())
                ? first.result().copy()
                : CompletableFuture.failedFuture(
                        OutboxErrors.anotherWrite(key, first.context().label()));
    }

    /** Nobody waits any longer. */
    void failAll() {
        writes.failAll(key -> OutboxErrors.stopped(key.realmId(), key.label()));
    }
}
