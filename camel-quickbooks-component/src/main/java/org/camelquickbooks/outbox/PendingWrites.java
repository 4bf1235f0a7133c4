package org.camelquickbooks.outbox;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Writes with a key that somebody in this process waits for. A second one under the same key waits for the same answer. */
final class PendingWrites {

    /** One write. */
    record PendingWrite(WriteKey key, CompletableFuture<WriteResult> answer) {}

    private final Map<String, PendingWrite> writes = new ConcurrentHashMap<>();

    private static String name(WriteKey key) {
        return key.realmId() + "/" + key.name();
    }

    /** Null where the caller's is the first, and is to be ended; else the answer of the one that is. */
    CompletionStage<WriteResult> joined(PendingWrite mine) {
        PendingWrite first = writes.putIfAbsent(name(mine.key()), mine);
        if (first == null) {
            return null;
        }
        return first.key().digest().equals(mine.key().digest())
                ? first.answer().copy()
                : CompletableFuture.failedFuture(
                        OutboxErrors.anotherWrite(mine.key(), first.key().label()));
    }

    /** The write is answered; until the verdict is safe, whoever comes with the same key gets the same answer. */
    void end(PendingWrite pending, WriteResult answer, CompletionStage<?> kept) {
        kept.whenComplete((done, failure) -> writes.remove(name(pending.key()), pending));
        pending.answer().complete(answer);
    }

    void fail(PendingWrite pending, Throwable failure) {
        // First of all, so that whoever hears of it can try again at once.
        writes.remove(name(pending.key()), pending);
        pending.answer().completeExceptionally(failure);
    }

    /** Nobody waits any longer. */
    void failAll() {
        writes.values()
                .forEach(pending -> fail(
                        pending,
                        OutboxErrors.stopped(
                                pending.key().realmId(), pending.key().label())));
    }
}
