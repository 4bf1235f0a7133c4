package org.camelquickbooks.consumer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camelquickbooks.client.http.Awaited;

/**
 * Work that another thread may help with. What has not begun by the end is skipped: it may be waiting for a thread that
 * nobody has to lend, and those that have one would wait for each other.
 */
final class OptionalWork {

    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<Void> done;

    private OptionalWork(Runnable work, Executor threads) {
        done = CompletableFuture.runAsync(
                () -> {
                    if (claimed.compareAndSet(false, true)) {
                        work.run();
                    }
                },
                threads);
    }

    static OptionalWork start(Runnable work, Executor threads) {
        return new OptionalWork(work, threads);
    }

    /** Waits for it where it has begun; else it never does. */
    void awaitOrSkip() {
        if (!claimed.compareAndSet(false, true)) {
            Awaited.result(done);
        }
    }
}
