package org.camelquickbooks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelquickbooks.client.time.Deadlines;
import org.camelquickbooks.client.time.Time;
import org.junit.jupiter.api.Test;

/** What takes too long ends within a twentieth of its time, and nobody looks before there can be something to see. */
class DeadlinesTest {

    private final VirtualTime virtual = new VirtualTime(Instant.parse("2026-03-10T09:00:00Z"), now -> {});
    private final AtomicInteger looks = new AtomicInteger();
    private final Deadlines deadlines = new Deadlines(
            new Time() {
                @Override
                public Instant now() {
                    return virtual.now();
                }

                @Override
                public long nanos() {
                    return virtual.nanos();
                }

                @Override
                public Task after(Duration delay, Runnable task) {
                    looks.incrementAndGet();
                    return virtual.after(delay, task);
                }
            },
            Duration.ofSeconds(20));

    private final List<String> late = new ArrayList<>();

    @Test
    void whatIsLateIsReportedOnceAndAtOnce() {
        deadlines.watch(() -> late.add("first"));
        pass(Duration.ofSeconds(7));
        deadlines.watch(() -> late.add("second"));
        pass(Duration.ofSeconds(12));
        assertThat(late).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(late).containsExactly("first");
        pass(Duration.ofSeconds(7));
        assertThat(late).containsExactly("first", "second");
        pass(Duration.ofMinutes(5));
        assertThat(late).hasSize(2);
        assertThat(looks).as("looks for what is late").hasValueLessThanOrEqualTo(5);
    }

    @Test
    void whatWasDoneIsNotLate() {
        deadlines.done(deadlines.watch(() -> late.add("done")));
        pass(Duration.ofMinutes(1));
        deadlines.watch(() -> late.add("second"));
        pass(Duration.ofSeconds(21));
        assertThat(late).containsExactly("second");
    }

    private void pass(Duration distance) {
        virtual.advance(distance, () -> false);
    }
}
