package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.time.Time;

/**
 * Counts within the process, its part of what several share. QuickBooks counts what came within any minute and any second, and so
 * does this, with room for requests that arrive closer together than they were sent.
 *
 * <p>Nobody knows what a process before this one sent. So in its first minute requests are spaced evenly; later a burst
 * may use what the minute before it left. Batch calls are always spaced: what waits for them gathers meanwhile.
 */
final class LocalPermits implements Permits {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long MINUTE_WINDOW = MINUTE + Duration.ofMillis(500).toNanos();
    /** A batch call that was late for its time does not make the next ones late, by up to so much. */
    private static final long BATCHES_CATCH_UP = Duration.ofSeconds(6).toNanos();

    /** Less in the first minute: nobody knows what a process before this one sent. */
    private static final long FIRST_BATCHES_CATCH_UP = Duration.ofMillis(500).toNanos();

    /** Less for requests: in the first minute everything is cold, and what is sent in a burst may arrive in one. */
    private static final long REQUESTS_CATCH_UP = Duration.ofMillis(100).toNanos();

    private final Limits limits;
    private final Time time;
    private final IntSupplier processes;
    private long began;
    private final PermitWindow minute = new PermitWindow(MINUTE_WINDOW);
    private final SecondWindow second = new SecondWindow();
    private final PermitWindow reports = new PermitWindow(MINUTE_WINDOW);
    private final PermitWindow batches = new PermitWindow(MINUTE_WINDOW);
    /** Until when evenly spaced requests have used up their time. */
    private long requestsSpaced;

    private long batchesSpaced;
    private boolean afterFirstMinute;

    /** @param processes among how many the limits are divided now */
    LocalPermits(Limits limits, Time time, IntSupplier processes) {
        this.limits = limits;
        this.time = time;
        this.processes = processes;
        this.began = time.nanos();
        this.requestsSpaced = began;
        this.batchesSpaced = began;
    }

    /** Nobody knows what was sent within the last minute: requests are spaced for a minute. */
    synchronized void beginAnew() {
        began = time.nanos();
        requestsSpaced = began;
        afterFirstMinute = false;
        batchesSpaced = began + (limits.batchesPerMinute() > 0 ? MINUTE / limits.batchesPerMinute() : 0);
    }

    @Override
    public CompletionStage<PermitResult> take(LimitClass limitClass, Priority priority) {
        return CompletableFuture.completedFuture(now(limitClass, priority));
    }

    private synchronized PermitResult now(LimitClass limitClass, Priority priority) {
        Limits part = limits.part(Math.max(1, processes.getAsInt()));
        long now = time.nanos();
        long all = general(part, priority, now);
        if (all > 0) {
            return PermitResult.refused(
                    all, general(part, Priority.INTERACTIVE, now) > 0 ? Scope.COMPANY : Scope.PRIORITY);
        }
        long own = own(part, limitClass, now);
        if (own > 0) {
            return PermitResult.refused(own, Scope.LIMIT_CLASS);
        }
        // What has no limit is not counted: nothing would forget it.
        if (part.requestsPerMinute() > 0) {
            minute.take(now);
            requestsSpaced =
                    afterOneMore(requestsSpaced, withMargin(part.requestsPerMinute()), now - REQUESTS_CATCH_UP);
        }
        if (limitClass == LimitClass.BATCH && part.batchesPerMinute() > 0) {
            batches.take(now);
            takeBatch(part, now);
        } else if (limitClass == LimitClass.REPORT && part.reportsPerMinute() > 0) {
            reports.take(now);
        }
        if (part.requestsPerSecond() <= 0) {
            return PermitResult.GIVEN;
        }
        SecondWindow.Given given = second.take(now, isFirstMinute(now));
        return PermitResult.given(new Use() {
            @Override
            public void sent() {
                LocalPermits.this.sent(given);
            }

            @Override
            public boolean answered() {
                return LocalPermits.this.answered(given);
            }
        });
    }

    private void takeBatch(Limits part, long now) {
        if (isFirstMinute(now)) {
            batchesSpaced = afterOneMore(batchesSpaced, part.batchesPerMinute(), now - FIRST_BATCHES_CATCH_UP);
            return;
        }
        if (!afterFirstMinute) {
            // What the first minute was late may be caught up, too: from now on the window knows what was sent.
            afterFirstMinute = true;
            batchesSpaced = Math.min(batchesSpaced, now - BATCHES_CATCH_UP);
        }
        batchesSpaced = afterOneMore(batchesSpaced, part.batchesPerMinute(), now - BATCHES_CATCH_UP);
    }

    private synchronized void sent(SecondWindow.Given given) {
        second.sent(given, time.nanos());
    }

    private synchronized boolean answered(SecondWindow.Given given) {
        return second.answered(given, time.nanos());
    }

    private boolean isFirstMinute(long now) {
        return now - began < MINUTE;
    }

    /** How long a request waits for what is counted for all. The last of a minute's permits are kept for interactive ones. */
    private long general(Limits part, Priority priority, long now) {
        long wait = 0;
        if (part.requestsPerMinute() > 0) {
            int limit = withMargin(part.requestsPerMinute());
            int reserve = priority == Priority.INTERACTIVE ? 0 : limit / 50;
            wait = minute.nanosToWait(now, limit - reserve);
            if (isFirstMinute(now)) {
                wait = Math.max(wait, requestsSpaced - now);
            }
        }
        return part.requestsPerSecond() > 0 ? Math.max(wait, second.nanosToWait(now, part.requestsPerSecond())) : wait;
    }

    private long own(Limits part, LimitClass limitClass, long now) {
        if (limitClass == LimitClass.BATCH && part.batchesPerMinute() > 0) {
            return Math.max(batches.nanosToWait(now, part.batchesPerMinute()), batchesSpaced - now);
        }
        return limitClass == LimitClass.REPORT && part.reportsPerMinute() > 0
                ? reports.nanosToWait(now, withMargin(part.reportsPerMinute()))
                : 0;
    }

    private static long afterOneMore(long spaced, int perMinute, long earliest) {
        return Math.max(spaced, earliest) + MINUTE / perMinute;
    }

    private static int withMargin(int limit) {
        return (int) Math.max(1, limit * 98L / 100);
    }
}
