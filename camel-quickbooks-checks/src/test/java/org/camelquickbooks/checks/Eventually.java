package org.camelquickbooks.checks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what other threads and processes do; a wait that is in vain says what it waited for. */
final class Eventually {

    /** Long enough for a slow, loaded machine with one core; only a test that fails waits so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private Eventually() {}

    /** @param what completes "Waited in vain for …" */
    static void holds(String what, Callable<Boolean> condition) throws Exception {
        holds(PATIENCE, what, condition, () -> "");
    }

    /** @param state what is true in place of it, for the message */
    static void holds(String what, Callable<Boolean> condition, Callable<Object> state) throws Exception {
        holds(PATIENCE, what, condition, state);
    }

    /** @param state what is true in place of it, for the message */
    static void holds(Duration patience, String what, Callable<Boolean> condition, Callable<Object> state)
            throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "Waited in vain, " + patience.toSeconds() + " s, for " + what + "\n" + state.call());
            }
            // Leaves the core to those who are waited for.
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }
}
