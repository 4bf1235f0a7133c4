package org.camelquickbooks.client.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.junit.jupiter.api.Test;

/** Processes that share a company's limits have equal parts of the places, too. */
class ThrottleSharingTest {

    private final AtomicInteger processes = new AtomicInteger(2);
    private final List<CompletableFuture<Response>> inside = new ArrayList<>();

    private final Throttle throttle = new Throttle(
            new Limits(0, 0, 4, 0, 0, 100, Duration.ofMinutes(1), Duration.ofMinutes(5)),
            new LimitSharing() {
                @Override
                public int processes() {
                    return processes.get();
                }
            },
            new VirtualTime(Instant.parse("2026-03-10T09:00:00Z"), now -> {}),
            Runnable::run,
            () -> 0.5,
            new ThrottleListener() {
                @Override
                public void throttled(String realmId, Instant until) {}

                @Override
                public void near(String realmId, String limit, long used, long of) {}
            });

    private void send(int requests) {
        for (int i = 0; i < requests; i++) {
            throttle.handle(Request.get("1", "companyinfo/1").operation("read").build(), request -> {
                CompletableFuture<Response> answer = new CompletableFuture<>();
                inside.add(answer);
                return answer;
            });
        }
    }

    @Test
    void placesAreDividedAmongTheLiveProcesses() {
        send(1);
        inside.remove(0).complete(null);
        send(6);
        assertThat(inside).hasSize(2);
        processes.set(1);
        inside.remove(0).complete(null);
        assertThat(inside).as("the other process has ended").hasSize(4);
        processes.set(100);
        List.copyOf(inside).forEach(answer -> answer.complete(null));
        assertThat(inside).as("one place at the least").hasSize(5);
    }
}
