package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Work and what becomes of it. Its caller hears of it once the transaction has ended. */
final class QueuedTransaction<T> {

    private final TransactionBody<T> work;
    private final Executor callbacks;
    private final CompletableFuture<T> completion = new CompletableFuture<>();
    private T result;
    private Throwable failure;

    /** @param callbacks on which the caller hears of it; null for a caller that waits */
    QueuedTransaction(TransactionBody<T> work, Executor callbacks) {
        this.work = work;
        this.callbacks = callbacks;
    }

    CompletableFuture<T> completion() {
        return completion;
    }

    /** Does the work; what it throws is its outcome, unless {@link #complete} or {@link #fail} come to know better. */
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
    void timeOut(Throwable why) {
        if (callbacks == null) {
            completion.completeExceptionally(why);
            return;
        }
        try {
            callbacks.execute(() -> completion.completeExceptionally(why));
        } catch (RejectedExecutionException e) {
            completion.completeExceptionally(why);
        }
    }

    /** The transaction has ended. */
    void complete(String database) {
        Throwable failed = failure instanceof SQLException e ? DatabaseFailures.of(database, e) : failure;
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
            completion.complete(value);
        } else {
            completion.completeExceptionally(failed);
        }
    }
}
