package org.camelquickbooks.client.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.junit.jupiter.api.Test;

/** A database that does not answer delays one bulk read for a moment, and no other read at all. */
class HangingCountTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-10T12:00:00Z"), now -> {});
    private final CompletableFuture<Map<ReadKey, ReadCount>> database = new CompletableFuture<>();
    private final ReadMeter meter =
            new ReadMeter((month, more, all) -> database, new ReadBudget(10, true, 100), time, new ThrottleListener() {
                @Override
                public void near(String realmId, String limit, long used, long allowed) {}

                @Override
                public void throttled(String realmId, Instant until) {}
            });

    private CompletableFuture<Response> read(Priority priority) {
        Request request = Request.get("1", "customer/1")
                .operation("read/Customer")
                .priority(priority)
                .build();
        CompletionStage<Response> answer =
                meter.handle(request, r -> CompletableFuture.failedFuture(new IllegalStateException("sent")));
        return answer.toCompletableFuture();
    }

    @Test
    void oneBulkReadWaitsTwoSecondsAndTheOthersNotAtAll() {
        assertThat(read(Priority.INTERACTIVE)).isDone();
        CompletableFuture<Response> first = read(Priority.BULK);
        assertThat(first).isNotDone();
        time.advance(Duration.ofSeconds(3), () -> false);
        assertThat(first).isDone();
        assertThat(read(Priority.BULK)).isDone();
    }
}
