package org.camelquickbooks.flow.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.camelquickbooks.client.http.Failures;

/** Runs the work of companies: that of one company one after the other, and at most one that waits. */
final class CompanyRuns {

    /** The work of a company. */
    interface Work {
        void run(String realmId) throws Exception;
    }

    private final ExecutorService threads;
    private final Work work;
    private final Map<String, CompletableFuture<Void>> running = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> waiting = new HashMap<>();
    private boolean closed;

    CompanyRuns(ExecutorService threads, Work work) {
        this.threads = threads;
        this.work = work;
    }

    /** Completes when a run has ended that began after this call. */
    synchronized CompletableFuture<Void> wake(String realmId) {
        if (closed) {
            return CompletableFuture.failedFuture(stopping(null));
        }
        if (running.containsKey(realmId)) {
            return waiting.computeIfAbsent(realmId, realm -> new CompletableFuture<>());
        }
        CompletableFuture<Void> run = new CompletableFuture<>();
        start(realmId, run);
        return run;
    }

    private synchronized void start(String realmId, CompletableFuture<Void> run) {
        running.put(realmId, run);
        try {
            threads.execute(() -> run(realmId, run));
        } catch (RejectedExecutionException e) {
            running.remove(realmId);
            run.completeExceptionally(stopping(e));
        }
    }

    /** The threads run nothing more: what was not done, or not to its end, fails. */
    void close() {
        List<CompletableFuture<Void>> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(running.values());
            left.addAll(waiting.values());
            waiting.clear();
        }
        left.forEach(run -> run.completeExceptionally(stopping(null)));
    }

    private static IllegalStateException stopping(Throwable cause) {
        return new IllegalStateException(
                "The replica flow is stopping; the run continues when the flow starts again", cause);
    }

    private void run(String realmId, CompletableFuture<Void> run) {
        Throwable failure = null;
        try {
            work.run(realmId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        } catch (Throwable e) {
            failure = Failures.cause(e);
        }
        next(realmId);
        if (failure == null) {
            run.complete(null);
        } else {
            run.completeExceptionally(failure);
        }
    }

    private synchronized void next(String realmId) {
        running.remove(realmId);
        CompletableFuture<Void> next = waiting.remove(realmId);
        if (next != null) {
            start(realmId, next);
        }
    }
}
