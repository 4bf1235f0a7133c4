package org.camelquickbooks.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Once at a time for each key, whatever the work does. */
class ExclusiveWorkTest {

    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    private CompletionStage<String> work() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        begun.add(stage);
        return stage;
    }

    @Test
    void whoComesMeanwhileGetsTheSameResultAndAnotherKeyItsOwn() {
        ExclusiveWork<String, String> all = new ExclusiveWork<>();
        CompletableFuture<String> first = all.join("a", "first", this::work).result();
        assertThat(all.join("a", "second", this::work).context()).isEqualTo("first");
        all.join("b", "third", this::work);
        assertThat(begun).hasSize(2);
        begun.get(0).complete("done");
        assertThat(first).isCompletedWithValue("done");
        all.join("a", "fourth", this::work);
        assertThat(begun).hasSize(3);
    }

    @Test
    void theKeyIsFreeBeforeAnybodyHearsOfTheResult() {
        ExclusiveWork<Void, String> all = new ExclusiveWork<>();
        List<String> order = new ArrayList<>();
        CompletableFuture<String> result = all.join(
                        "a", null, this::work, (done, failure) -> order.add(all.isEmpty() ? "free" : "taken"))
                .result();
        result.whenComplete((done, failure) -> order.add("result"));
        begun.get(0).completeExceptionally(new IllegalStateException("no"));
        assertThat(order).containsExactly("free", "result");
    }

    @Test
    void whatThrowsFailsItsResultAndFreesTheKey() {
        ExclusiveWork<Void, String> all = new ExclusiveWork<>(result -> {
            throw new StackOverflowError("held");
        });
        assertThat(all.join("a", null, () -> {
                            throw new AssertionError("work");
                        })
                        .result())
                .isCompletedExceptionally();
        CompletableFuture<String> other = all.join("a", null, this::work, (done, failure) -> {
                    throw new IllegalStateException("freed");
                })
                .result();
        begun.get(0).complete("done");
        assertThat(other).isCompletedWithValue("done");
        assertThat(all.join("b", null, () -> null).result()).isCompletedExceptionally();
        assertThat(all.isEmpty()).isTrue();
    }

    @Test
    void theKeyCanStayTakenUntilTheResultIsSafe() {
        CompletableFuture<Void> safe = new CompletableFuture<>();
        ExclusiveWork<Void, String> all = new ExclusiveWork<>(result -> safe);
        all.join("a", null, this::work);
        begun.get(0).complete("done");
        assertThat(all.join("a", null, this::work).result()).isCompletedWithValue("done");
        safe.completeExceptionally(new IllegalStateException("never safe"));
        all.join("a", null, this::work);
        assertThat(begun).hasSize(2);
    }

    @Test
    void whenItStopsEverybodyHearsOfIt() {
        ExclusiveWork<String, String> all = new ExclusiveWork<>();
        CompletableFuture<String> waiting = all.join("a", "for me", this::work).result();
        all.failAll(context -> new IllegalStateException("stopped " + context));
        assertThat(waiting)
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("for me");
        begun.get(0).complete("late");
        assertThat(all.isEmpty()).isTrue();
    }
}
