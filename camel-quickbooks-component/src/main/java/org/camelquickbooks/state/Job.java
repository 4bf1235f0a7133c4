package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Work and what becomes of it. Its caller hears of it once the transaction has ended. */
final class Job<T> {

    private final Work<T> work;
    private final Executor callbacks;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private T result;
    private Throwable failure;

    /** @param callbacks on which the caller hears of it; null for a caller that waits */
    Job(Work<T> work, Executor callbacks) {
        this.work = work;
        this.callbacks = callbacks;
    }

    CompletableFuture<T> outcome() {
        return outcome;
    }

    /** Does the work; what it throws is its outcome, unless {@link #end} or {@link #fail} come to know better. */
    boolean run(Connection connection) {
        result = null;
        failure = null;
        try {
            result = work.on(connection);
        } catch (Throwable e) {
            failure = e;
        }
        return failure == null;
    }

    /** What the database itself had to say; null where there was no failure, or one of the work's own. */
    SQLException databaseFailure() {
        return failure instanceof SQLException e ? e : null;
    }

    void fail(Throwable e) {
        failure = e;
    }

    /** The caller does not wait any longer; what becomes of the work nobody hears. */
    void giveUp(Throwable why) {
        if (callbacks == null) {
            outcome.completeExceptionally(why);
            return;
        }
        try {
            callbacks.execute(() -> outcome.completeExceptionally(why));
        } catch (RejectedExecutionException e) {
            outcome.completeExceptionally(why);
        }
    }

    /** The transaction has ended. */
    void end(String home) {
        Throwable failed = failure instanceof SQLException e ? Failures.of(home, e) : failure;
        T value = result;
        if (callbacks == null) {
            complete(value, failed);
            return;
        }
        try {
            // Not here: whoever goes on with it may take his time, and others wait for this thread.
            callbacks.execute(() -> complete(value, failed));
        } catch (RejectedExecutionException e) {
            complete(value, failed);
        }
    }

    private void complete(T value, Throwable failed) {
        if (failed == null) {
            outcome.complete(value);
        } else {
            outcome.completeExceptionally(failed);
        }
    }
}
