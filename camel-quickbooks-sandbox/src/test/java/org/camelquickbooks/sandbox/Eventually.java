package org.camelquickbooks.sandbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads and processes do; a wait that is in vain says what it waited for. */
final class Eventually {

    /** Long enough for a slow, loaded machine with one core; only a test that fails waits so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("eventually.seconds", 180));

    private static final long MILLIS_BETWEEN_LOOKS = 10;

    private Eventually() {}

    /**
     * @param what completes "Waited in vain for …"
     * @param state what is true in place of it, for the message
     */
    static void holds(String what, BooleanSupplier condition, Supplier<Object> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "Waited in vain, " + PATIENCE.toSeconds() + " s, for " + what + "; there is " + state.get());
            }
            // Leaves the core to those who are waited for: on a machine with one, who spins keeps them from it.
            try {
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while it waited for " + what, e);
            }
        }
    }
}
