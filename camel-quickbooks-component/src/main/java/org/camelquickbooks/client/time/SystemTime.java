package org.camelquickbooks.client.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The machine's time. One thread waits for all timers; other threads run the tasks. */
public final class SystemTime implements Time {

    private static final long REJECTED_MILLIS = 20;

    private final ScheduledExecutorService timer;
    private final Executor workers;

    public SystemTime(ScheduledExecutorService timer, Executor workers) {
        this.timer = timer;
        this.workers = workers;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Task after(Duration delay, Runnable task) {
        AtomicBoolean cancelled = new AtomicBoolean();
        ScheduledFuture<?> future = timer.schedule(() -> run(task, cancelled), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> {
            cancelled.set(true);
            future.cancel(false);
        };
    }

    /** Workers that have no thread and no place now get it again: nobody else would. */
    private void run(Runnable task, AtomicBoolean cancelled) {
        if (cancelled.get()) {
            return;
        }
        try {
            workers.execute(task);
        } catch (RejectedExecutionException | Error e) {
            if (!timer.isShutdown()) {
                timer.schedule(() -> run(task, cancelled), REJECTED_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
