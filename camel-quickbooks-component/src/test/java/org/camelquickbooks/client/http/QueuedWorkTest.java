package org.camelquickbooks.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** One after the other for each key, whatever the work does. */
class QueuedWorkTest {

    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    private CompletionStage<String> work() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        begun.add(stage);
        return stage;
    }

    @Test
    void whatIsQueuedBeginsAfterWhatWasQueuedBeforeWhateverBecameOfIt() {
        QueuedWork<String, String> all = new QueuedWork<>();
        CompletionStage<String> first = all.enqueue("a", this::work);
        CompletionStage<String> second = all.enqueue("a", this::work);
        all.enqueue("b", this::work);
        assertThat(begun).hasSize(2);
        begun.get(0).completeExceptionally(new IllegalStateException("no"));
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(begun).hasSize(3);
        begun.get(2).complete("done");
        assertThat(second.toCompletableFuture()).isCompletedWithValue("done");
    }

    /** Each ends at once, and lets the next one begin. */
    @Test
    void anyNumberThatWaitsEnds() {
        QueuedWork<String, Integer> all = new QueuedWork<>();
        CompletableFuture<Integer> first = new CompletableFuture<>();
        all.enqueue("a", () -> first);
        List<CompletionStage<Integer>> waiting = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int number = i;
            waiting.add(all.enqueue("a", () -> {
                order.add(number);
                if (number % 2 == 0) {
                    throw new AssertionError("work");
                }
                return CompletableFuture.completedFuture(number);
            }));
        }
        first.complete(0);
        assertThat(waiting)
                .allSatisfy(each -> assertThat(each.toCompletableFuture()).isDone());
        assertThat(waiting.get(0).toCompletableFuture()).isCompletedExceptionally();
        assertThat(waiting.get(1).toCompletableFuture()).isCompletedWithValue(1);
        assertThat(order).hasSize(20_000).isSorted();
    }

    @Test
    void whoHearsOfAResultMayWaitForTheNextOne() {
        QueuedWork<String, String> all = new QueuedWork<>();
        List<String> order = new ArrayList<>();
        all.enqueue("a", this::work).thenRun(() -> order.add("first heard"));
        all.enqueue("a", () -> {
            order.add("second begun");
            return work();
        });
        begun.get(0).complete("done");
        assertThat(order).containsExactly("second begun", "first heard");
    }

    @Test
    void whoHearsOfAResultMayQueueMore() {
        QueuedWork<String, String> all = new QueuedWork<>();
        CompletableFuture<String> more = all.enqueue("a", this::work)
                .thenCompose(done -> all.enqueue("a", () -> CompletableFuture.completedFuture("more")))
                .toCompletableFuture();
        begun.get(0).complete("done");
        assertThat(more).isCompletedWithValue("more");
    }
}
