package org.camelquickbooks.client.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs asynchronous work one after the other for each key, such as a company, in the order in which it came. No method
 * throws: if work throws, its result fails. Any number may wait: when work ends at once, the next one does not begin
 * within it.
 *
 * @param <K> the keys
 * @param <T> the results
 */
public final class QueuedWork<K, T> {

    private record Queued<T>(Supplier<CompletionStage<T>> work, CompletableFuture<T> result) {

        void end(T done, Throwable failure) {
            if (failure == null) {
                result.complete(done);
            } else {
                result.completeExceptionally(Failures.cause(failure));
            }
        }
    }

    /** By key the work that runs, and behind it what waits. */
    private final Map<K, Deque<Queued<T>>> queues = new ConcurrentHashMap<>();

    /** Begins when all work that was queued before under the key has ended, however. */
    public CompletionStage<T> enqueue(K key, Supplier<CompletionStage<T>> work) {
        Queued<T> mine = new Queued<>(work, new CompletableFuture<>());
        boolean[] isFirst = new boolean[1];
        queues.compute(key, (k, there) -> {
            isFirst[0] = there == null;
            Deque<Queued<T>> queue = isFirst[0] ? new ArrayDeque<>() : there;
            queue.add(mine);
            return queue;
        });
        if (isFirst[0]) {
            run(key, mine);
        }
        return mine.result();
    }

    /** What follows begins before a result is announced: who hears of it may take its time. */
    private void run(K key, Queued<T> first) {
        List<Runnable> announcements = new ArrayList<>();
        for (Queued<T> next = first; next != null; ) {
            Queued<T> running = next;
            CompletableFuture<T> stage = Stage.failing(running.work()).toCompletableFuture();
            if (!stage.isDone()) {
                stage.whenComplete((done, failure) -> {
                    Queued<T> following = following(key);
                    if (following != null) {
                        run(key, following);
                    }
                    running.end(done, failure);
                });
                break;
            }
            announcements.add(() -> stage.whenComplete(running::end));
            next = following(key);
        }
        announcements.forEach(Runnable::run);
    }

    /** Takes away what has ended; null where nothing waits behind it. */
    private Queued<T> following(K key) {
        List<Queued<T>> following = new ArrayList<>(1);
        queues.computeIfPresent(key, (k, queue) -> {
            queue.poll();
            if (queue.isEmpty()) {
                return null;
            }
            following.add(queue.peek());
            return queue;
        });
        return following.isEmpty() ? null : following.get(0);
    }
}
