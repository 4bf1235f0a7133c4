package org.camelquickbooks.flow.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CompanyRunsTest {

    @Test
    void whatWasNotDoneFailsWhenTheThreadsEnd() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompanyRuns runs = new CompanyRuns(threads, realm -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        CompletableFuture<Void> running = runs.wake("1");
        CompletableFuture<Void> waiting = runs.wake("1");
        CompletableFuture<Void> queued = runs.wake("2");
        begun.await();
        threads.shutdownNow();
        runs.close();
        // The thread that is interrupted may fail its run itself, a moment later.
        assertThat(running).failsWithin(Duration.ofSeconds(10));
        assertThat(waiting).failsWithin(Duration.ofSeconds(10));
        assertThat(queued).failsWithin(Duration.ofSeconds(10));
        assertThat(runs.wake("1")).isCompletedExceptionally();
    }
}
