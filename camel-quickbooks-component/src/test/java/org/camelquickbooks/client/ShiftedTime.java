package org.camelquickbooks.client;

import java.time.Duration;
import java.time.Instant;
import org.camelquickbooks.client.time.Time;

/** A clock that goes with another one, and is wrong by as much as it is told to be. */
public final class ShiftedTime implements Time {

    private final Time right;
    private volatile Duration by;

    public ShiftedTime(Time right, Duration by) {
        this.right = right;
        this.by = by;
    }

    public void shift(Duration other) {
        by = other;
    }

    @Override
    public Instant now() {
        return right.now().plus(by);
    }

    @Override
    public long nanos() {
        return right.nanos();
    }

    @Override
    public Task after(Duration delay, Runnable task) {
        return right.after(delay, task);
    }
}
