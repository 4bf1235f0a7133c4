package org.camelquickbooks.client.http;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits for an answer on a thread that has no other work, such as the thread of a poll. */
public final class Awaited {

    private Awaited() {}

    /** @throws CancellationException where the thread is asked to stop */
    public static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Stopped while waiting for QuickBooks");
        } catch (ExecutionException e) {
            Throwable cause = Failures.cause(e.getCause());
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }
}
