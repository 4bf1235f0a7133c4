package org.camelquickbooks.client.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One stage of a request. No stage blocks a thread, and within a chain none throws: if a stage throws, the stage
 * before it gets a failed stage.
 */
@FunctionalInterface
public interface Stage {

    CompletionStage<Response> handle(Request request, Next next);

    /** The way through stages, the first outermost, to what sends. */
    static Next chain(List<Stage> stages, Next last) {
        Next next = request -> failing(() -> last.proceed(request));
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            Next after = next;
            next = request -> failing(() -> stage.handle(request, after));
        }
        return next;
    }

    /** The one place where what is thrown becomes a failed stage, whatever is thrown. */
    static <T> CompletionStage<T> failing(Supplier<? extends CompletionStage<T>> step) {
        try {
            CompletionStage<T> stage = step.get();
            return stage != null ? stage : CompletableFuture.failedFuture(new IllegalStateException("no stage came"));
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
