package org.camelquickbooks.flow.replica;

import java.util.HashMap;
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

    CompanyRuns(ExecutorService threads, Work work) {
        this.threads = threads;
        this.work = work;
    }

    /** Completes when a run has ended that began after this call. */
    synchronized CompletableFuture<Void> wake(String realmId) {
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
            run.completeExceptionally(new IllegalStateException("The replica flow is stopping", e));
        }
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
