package org.camelquickbooks.client.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One thing that happens to a request on its way to QuickBooks. No stage holds a thread while it waits, and within a chain
 * none throws: what a stage throws is a failed stage for those before it.
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
