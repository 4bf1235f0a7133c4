package org.camelquickbooks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelquickbooks.client.time.Deadlines;
import org.camelquickbooks.client.time.SystemTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimeTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void whatBusyWorkersRejectIsRunWhenTheyHaveAPlace() throws Exception {
        AtomicInteger rejections = new AtomicInteger(3);
        SystemTime time = new SystemTime(timer, task -> {
            if (rejections.getAndDecrement() > 0) {
                throw new RejectedExecutionException("all threads work");
            }
            task.run();
        });
        CompletableFuture<Void> done = new CompletableFuture<>();
        time.after(Duration.ofMillis(1), () -> done.complete(null));
        done.get(30, TimeUnit.SECONDS);
        assertThat(rejections).hasValue(-1);
    }

    @Test
    void oneThatThrowsWhenItIsLateHidesNoOther() throws Exception {
        SystemTime time = new SystemTime(timer, Runnable::run);
        Deadlines deadlines = new Deadlines(time, Duration.ofMillis(20));
        deadlines.watch(() -> {
            throw new IllegalStateException("a listener");
        });
        CompletableFuture<Void> other = new CompletableFuture<>();
        timer.schedule(() -> deadlines.watch(() -> other.complete(null)), 100, TimeUnit.MILLISECONDS);
        other.get(30, TimeUnit.SECONDS);
    }
}
