package org.camelquickbooks.client.oauth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Refreshes during which a lock is held: of a file, of a row. Locks hold threads, so these have some of their own, a few
 * and only while there is something to do.
 */
final class HeldRefresh {

    private static final int AT_A_TIME = 4;

    private final Executor threads;

    HeldRefresh() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                AT_A_TIME, AT_A_TIME, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "QuickBooksTokenStore");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    CompletionStage<Token> run(Supplier<Token> refresh) {
        return CompletableFuture.supplyAsync(refresh, threads);
    }
}
