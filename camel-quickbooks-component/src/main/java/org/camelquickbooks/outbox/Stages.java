package org.camelquickbooks.outbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Stages that end whatever happens. */
final class Stages {

    private Stages() {}

    /** A stage also where the work throws, whatever it throws. */
    static <T> CompletionStage<T> guarded(Supplier<? extends CompletionStage<T>> work) {
        try {
            CompletionStage<T> stage = work.get();
            return stage != null ? stage : CompletableFuture.failedFuture(new IllegalStateException("no stage came"));
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** On a worker; where those take nothing any more, here. */
    static void run(Executor workers, Runnable work) {
        try {
            workers.execute(work);
        } catch (Throwable refused) {
            work.run();
        }
    }
}
