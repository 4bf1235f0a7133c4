package org.camelquickbooks.sandbox.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The sandbox's only source of time. It follows the machine's clock until it is frozen, moved or made faster. Expiry,
 * waits and timestamps all use it.
 */
public final class SandboxClock extends Clock {

    /** Time is {@code base} plus what the machine's clock has gone since {@code anchor}, times {@code rate}. */
    private record Motion(Instant base, long anchorNanos, double rate) {}

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

    private volatile Motion motion = new Motion(Instant.now(), System.nanoTime(), 1.0);

    @Override
    public Instant instant() {
        Motion m = motion;
        if (m.rate == 0) {
            return m.base;
        }
        long elapsed = System.nanoTime() - m.anchorNanos;
        return m.base.plusNanos(m.rate == 1.0 ? elapsed : (long) (elapsed * m.rate));
    }

    /** Resets the clock to the machine's time, running. */
    public synchronized void reset() {
        motion = new Motion(Instant.now(), System.nanoTime(), 1.0);
    }

    /** Stops the clock. */
    public synchronized void freeze() {
        motion = new Motion(instant(), System.nanoTime(), 0);
    }

    /** Sets the clock; a frozen clock stays frozen. */
    public synchronized void set(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("The clock can be set from 1900 to 9000, not to " + instant);
        }
        motion = new Motion(Objects.requireNonNull(instant), System.nanoTime(), motion.rate);
    }

    /** Moves the clock; a negative duration moves it back. */
    public synchronized void advance(Duration duration) {
        set(instant().plus(duration));
    }

    /** Lets the clock run at the machine's pace. */
    public void run() {
        run(1.0);
    }

    /** Lets the clock run {@code rate} times as fast as the machine's; 0 freezes it. */
    public synchronized void run(double rate) {
        if (rate < 0 || rate > 1_000_000 || Double.isNaN(rate)) {
            throw new IllegalArgumentException("The clock's rate must be between 0 and 1000000, not " + rate);
        }
        motion = new Motion(instant(), System.nanoTime(), rate);
    }

    public boolean isFrozen() {
        return motion.rate == 0;
    }

    public double rate() {
        return motion.rate;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(this, Duration.ZERO).withZone(zone);
    }
}
