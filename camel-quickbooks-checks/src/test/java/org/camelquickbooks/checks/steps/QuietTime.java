package org.camelquickbooks.checks.steps;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.camelquickbooks.client.time.Time;

/**
 * Time that goes on to the next thing that waits when nothing else happens: hours of retries pass in a moment. Whether
 * something happens is judged by counters (steps of the database, requests), so it is right on slow machines, too: where
 * it is wrong, a wait ends early, which the promises have to bear.
 */
final class QuietTime implements Time {

    private static final long QUIET_NANOS = 10_000_000;
    /** With nothing to wait for, whatever does not happen by then never does. */
    private static final long STUCK_NANOS = 5_000_000_000L;

    private record Waiting(long at, long order, Runnable task) {}

    private final Instant start;
    private final Consumer<Instant> others;
    private final Executor executor;
    private final PriorityQueue<Waiting> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::order));
    private long nanos;
    private long order;

    QuietTime(Instant start, Consumer<Instant> others, Executor executor) {
        this.start = start;
        this.others = others;
        this.executor = executor;
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Task after(Duration delay, Runnable task) {
        Waiting waiting = new Waiting(nanos + Math.max(0, delay.toNanos()), order++, task);
        tasks.add(waiting);
        return () -> {
            synchronized (this) {
                tasks.remove(waiting);
            }
        };
    }

    /** Everything that waits is forgotten: the process that waited is gone. */
    synchronized void forget() {
        tasks.clear();
    }

    /**
     * Lets time pass until the condition is true.
     *
     * @param activity a counter that moves while something happens
     * @param limit how much time may pass
     * @return whether the condition came true
     */
    boolean passUntil(BooleanSupplier condition, LongSupplier activity, Duration limit) {
        long end = nanos() + limit.toNanos();
        Quiet quiet = new Quiet(activity);
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(500_000);
            if (!quiet.isFor(QUIET_NANOS)) {
                continue;
            }
            if (isNextBy(end)) {
                step();
                quiet = new Quiet(activity);
            } else if (quiet.isStuck()) {
                return false;
            }
        }
        return true;
    }

    /** Lets so much time pass, with all that is due on the way. */
    void pass(LongSupplier activity, Duration distance) {
        long end = nanos() + distance.toNanos();
        Quiet quiet = new Quiet(activity);
        while (nanos() < end) {
            LockSupport.parkNanos(500_000);
            if (!quiet.isFor(QUIET_NANOS)) {
                continue;
            }
            if (isNextBy(end)) {
                step();
                quiet = new Quiet(activity);
            } else {
                moveTo(end);
            }
        }
    }

    /** Time goes on at once, without what falls due on the way. */
    void jump(Duration distance) {
        moveTo(nanos() + distance.toNanos());
    }

    private synchronized boolean isNextBy(long end) {
        return !tasks.isEmpty() && tasks.peek().at() <= end;
    }

    private synchronized void moveTo(long at) {
        nanos = Math.max(nanos, at);
        others.accept(now());
    }

    private void step() {
        Waiting next;
        synchronized (this) {
            next = tasks.poll();
            if (next == null) {
                return;
            }
            moveTo(next.at());
        }
        executor.execute(next.task());
    }

    /** Since when nothing happens: no step, no request, and no work of the processor for this JVM to speak of. */
    private static final class Quiet {

        private static final boolean VISIBLE = Threads.areVisible();
        /** Once more after a moment, for what goes from one thread to the next. */
        private static final int LOOKS = 3;

        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        private final LongSupplier activity;
        private long seen;
        private long cpu;
        private long since;
        private long lastActivity;
        private int looks;

        Quiet(LongSupplier activity) {
            this.activity = activity;
            again();
        }

        private void again() {
            seen = activity.getAsLong();
            cpu = SYSTEM.getProcessCpuTime();
            since = System.nanoTime();
            lastActivity = since;
            looks = 0;
        }

        /** Whatever is computed meanwhile: some of that there always is. */
        boolean isStuck() {
            return activity.getAsLong() == seen && System.nanoTime() - lastActivity > STUCK_NANOS;
        }

        boolean isFor(long nanos) {
            if (activity.getAsLong() != seen) {
                again();
                return false;
            }
            if (VISIBLE) {
                looks = Threads.areQuiet() ? looks + 1 : 0;
                return looks >= LOOKS;
            }
            if (System.nanoTime() - since < nanos) {
                return false;
            }
            if (SYSTEM.getProcessCpuTime() - cpu > nanos / 3) {
                // Something is computed; it may be a long garbage collection, or a class that is loaded.
                cpu = SYSTEM.getProcessCpuTime();
                since = System.nanoTime();
                return false;
            }
            return true;
        }
    }
}
