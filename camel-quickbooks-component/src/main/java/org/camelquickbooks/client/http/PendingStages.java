package org.camelquickbooks.client.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Stages that are not complete yet. Closing fails them, so that every caller gets a result. */
public final class PendingStages {

    private record PendingStage(CompletableFuture<?> stage, Supplier<? extends Throwable> closed) {

        void fail() {
            stage.completeExceptionally(closed.get());
        }
    }

    private final Set<PendingStage> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Follows a stage.
     *
     * @param closed the failure where the stage is not complete when this is closed
     * @return completes as the stage does, or when this is closed
     */
    public <T> CompletionStage<T> follow(CompletionStage<T> stage, Supplier<? extends Throwable> closed) {
        if (stage.toCompletableFuture().isDone()) {
            return stage;
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        PendingStage entry = new PendingStage(result, closed);
        pending.add(entry);
        stage.whenComplete((value, failure) -> {
            pending.remove(entry);
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        if (this.closed) {
            entry.fail();
        }
        return result;
    }

    /** Fails what is not complete, and what comes later. */
    public void close() {
        closed = true;
        pending.forEach(PendingStage::fail);
        pending.clear();
    }
}
