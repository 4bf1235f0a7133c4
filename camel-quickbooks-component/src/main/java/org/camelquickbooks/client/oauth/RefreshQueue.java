package org.camelquickbooks.client.oauth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A few refreshes at a time: first those that a request waits for, and among them those whose token expired first. So the
 * tokens of five hundred companies that expire in one second cause no burst.
 */
final class RefreshQueue {

    private record QueuedRefresh(
            PendingRefresh pending, Supplier<CompletionStage<Token>> work, CompletableFuture<Token> done) {}

    private static final Comparator<QueuedRefresh> PRIORITY = Comparator.<QueuedRefresh, Boolean>comparing(
                    queued -> !queued.pending.isAwaited())
            .thenComparing(queued -> queued.pending.expiry());

    private final Executor workers;
    private final int most;
    private final List<QueuedRefresh> waiting = new ArrayList<>();
    private int running;

    RefreshQueue(Executor workers, int most) {
        this.workers = workers;
        this.most = most;
    }

    /** Runs the refresh when there is a place for it. */
    CompletionStage<Token> submit(PendingRefresh pending, Supplier<CompletionStage<Token>> work) {
        QueuedRefresh queued = new QueuedRefresh(pending, work, new CompletableFuture<>());
        synchronized (this) {
            waiting.add(queued);
        }
        next();
        return queued.done;
    }

    private void next() {
        QueuedRefresh queued;
        synchronized (this) {
            if (running == most || waiting.isEmpty()) {
                return;
            }
            queued = Collections.min(waiting, PRIORITY);
            waiting.remove(queued);
            running++;
        }
        CompletableFuture.supplyAsync(queued.work, workers)
                .thenCompose(Function.identity())
                .whenComplete((token, failure) -> {
                    synchronized (this) {
                        running--;
                    }
                    next();
                    if (failure == null) {
                        queued.done.complete(token);
                    } else {
                        queued.done.completeExceptionally(failure);
                    }
                });
    }
}
