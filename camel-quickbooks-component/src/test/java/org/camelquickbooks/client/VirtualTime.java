package org.camelquickbooks.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.camelquickbooks.client.time.Time;

/**
 * Time that stands still until all that can be done is done, and then goes on to the next thing that waits: five minutes
 * pass in a second, and no test sleeps.
 */
public final class VirtualTime implements Time {

    private record Waiting(long at, long order, Runnable task) {}

    private final Instant start;
    private final PriorityQueue<Waiting> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::at).thenComparingLong(Waiting::order));
    private final Consumer<Instant> others;
    private long nanos;
    private long order;

    /** @param others other clocks that are to go with this one */
    public VirtualTime(Instant start, Consumer<Instant> others) {
        this.start = start;
        this.others = others;
        others.accept(start);
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

    /** Goes on while the condition holds; {@code busy} says whether somebody is at work, so that time has to wait. */
    public void runWhile(BooleanSupplier condition, BooleanSupplier busy) {
        while (condition.getAsBoolean()) {
            if (busy.getAsBoolean()) {
                Thread.yield();
                continue;
            }
            Waiting next;
            synchronized (this) {
                next = tasks.poll();
                if (next != null) {
                    nanos = Math.max(nanos, next.at());
                    others.accept(now());
                }
            }
            if (next != null) {
                next.task().run();
            }
        }
    }

    /** Moves on at once, as on a machine that was asleep: what fell due meanwhile is done afterwards, once. */
    public synchronized void leap(Duration distance) {
        nanos += distance.toNanos();
        others.accept(now());
    }

    /** Moves on by a distance, doing what falls due on the way. */
    public void advance(Duration distance, BooleanSupplier busy) {
        long until = nanos() + distance.toNanos();
        after(distance, () -> {});
        runWhile(() -> nanos() < until, busy);
    }
}
