package org.camelquickbooks.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.http.Admission;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.RecordedCalls.Attempted;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(1500);
    private static final CallOrigin ORIGIN = new CallOrigin("1", Priority.INTERACTIVE, "test");

    /** A batch call that waits for its permit. */
    private record Call(List<BatchEntry> entries, Admission admission, CompletableFuture<List<Attempted>> answer) {}

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"), now -> {});
    private final List<Call> calls = new ArrayList<>();
    private final Coalescer coalescer = new Coalescer(
            (origin, entries, admission) -> {
                calls.add(new Call(entries, admission, new CompletableFuture<>()));
                return calls.get(calls.size() - 1).answer();
            },
            Duration.ofMillis(50),
            4,
            1_000,
            realm -> BETWEEN_BATCHES,
            time,
            Runnable::run);

    private void submit(int number) {
        for (int i = 0; i < number; i++) {
            BatchItem item = BatchItem.create("Customer", Json.object().put("DisplayName", "C"));
            coalescer.submit(
                    ORIGIN, new BatchEntry(item, 0, null, Caller.NOBODY), admission -> new CompletableFuture<>());
        }
    }

    private void advance(Duration distance) {
        time.advance(distance, () -> false);
    }

    private List<Integer> sizes() {
        return calls.stream().map(call -> call.entries().size()).toList();
    }

    /** Fifty callers that each write again when their write is done. */
    @Test
    void aBatchCallThatWasFullBeforeItsTimeLeavesTheNextOneItsOwnTime() {
        submit(50);
        assertThat(sizes()).containsExactly(30);
        calls.get(0).admission().granted();
        advance(Duration.ofMillis(100));
        calls.get(0).answer().completeExceptionally(new IllegalStateException("answered"));
        submit(30);
        assertThat(sizes()).containsExactly(30, 30);
        advance(BETWEEN_BATCHES.minusMillis(101));
        calls.get(1).admission().granted();
        advance(Duration.ofMillis(100));
        assertThat(sizes()).as("no third call yet, of the few that wait now").containsExactly(30, 30);
        submit(30);
        assertThat(sizes()).containsExactly(30, 30, 30);
    }

    @Test
    void whatNeverFillsACallGoesInTime() {
        submit(10);
        assertThat(calls).isEmpty();
        advance(BETWEEN_BATCHES);
        assertThat(sizes()).containsExactly(9);
        calls.get(0).admission().granted();
        submit(5);
        advance(BETWEEN_BATCHES);
        assertThat(sizes()).containsExactly(9, 5);
    }
}
