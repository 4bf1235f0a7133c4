package org.camelquickbooks.client.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs asynchronous work, one at a time for each key, such as a company; who comes meanwhile gets the same result. What
 * has to run one after the other has {@link QueuedWork}. No method throws: if work throws, its result fails. The key is
 * free again after any result.
 *
 * @param <C> what callers know about work in addition to its key
 */
public final class ExclusiveWork<C, T> {

    /** Work that is pending. */
    public record Pending<C, T>(String key, C context, CompletableFuture<T> result) {}

    private final Map<String, Pending<C, T>> pending = new ConcurrentHashMap<>();
    private final Function<T, CompletionStage<?>> heldUntil;

    /** Work whose key is free before its result is announced: whoever hears of it can begin again at once. */
    public ExclusiveWork() {
        this(result -> CompletableFuture.completedFuture(null));
    }

    /** @param heldUntil until when a key stays taken after success, and others get the same result */
    public ExclusiveWork(Function<T, CompletionStage<?>> heldUntil) {
        this.heldUntil = heldUntil;
    }

    /** Joins the work that is pending under the key; where none is, begins it. */
    public Pending<C, T> join(String key, C context, Supplier<CompletionStage<T>> work) {
        return join(key, context, work, (result, failure) -> {});
    }

    /** @param freed called once the key is free, before the result is announced; only where this call began the work */
    public Pending<C, T> join(
            String key, C context, Supplier<CompletionStage<T>> work, BiConsumer<T, Throwable> freed) {
        Pending<C, T> mine = new Pending<>(key, context, new CompletableFuture<>());
        Pending<C, T> other = pending.putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        run(mine, work, freed);
        return mine;
    }

    private void run(Pending<C, T> mine, Supplier<CompletionStage<T>> work, BiConsumer<T, Throwable> freed) {
        Stage.failing(work).whenComplete((result, failure) -> {
            if (failure != null) {
                end(mine, null, Failures.cause(failure), freed);
                return;
            }
            CompletionStage<?> held =
                    Stage.failing(() -> heldUntil.apply(result).thenApply(done -> null));
            if (held.toCompletableFuture().isDone()) {
                end(mine, result, null, freed);
            } else {
                held.whenComplete((done, failed) -> pending.remove(mine.key(), mine));
                mine.result().complete(result);
            }
        });
    }

    private void end(Pending<C, T> mine, T result, Throwable failure, BiConsumer<T, Throwable> freed) {
        pending.remove(mine.key(), mine);
        try {
            freed.accept(result, failure);
        } finally {
            if (failure == null) {
                mine.result().complete(result);
            } else {
                mine.result().completeExceptionally(failure);
            }
        }
    }

    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** What callers know of all whose key is taken. */
    public List<C> contexts() {
        return pending.values().stream().map(Pending::context).toList();
    }

    /** The results of all that is pending. */
    public List<CompletableFuture<T>> results() {
        return pending.values().stream().map(Pending::result).toList();
    }

    /** Nobody waits any longer: fails all that is pending. */
    public void failAll(Function<C, Throwable> why) {
        pending.values().forEach(mine -> {
            pending.remove(mine.key(), mine);
            mine.result().completeExceptionally(why.apply(mine.context()));
        });
    }
}
