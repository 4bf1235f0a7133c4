package org.camelquickbooks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and processes do; a wait that is in vain says what it waited for. */
public final class Eventually {

    /** Long enough for a slow, loaded machine with one core; it is only ever waited out by a test that fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final long MILLIS_BETWEEN_LOOKS = 10;

    private Eventually() {}

    /** @param what completes "Waited in vain for …" */
    public static void holds(String what, Callable<Boolean> condition) throws Exception {
        holds(what, condition, () -> null);
    }

    /** For conditions that the test's own line explains. */
    public static void holds(BooleanSupplier condition) {
        try {
            holds("what the line below in the stack trace waits for", condition::getAsBoolean);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param state what is true in place of it, for the message */
    public static void holds(String what, Callable<Boolean> condition, Callable<Object> state) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                Object instead = state.call();
                throw new AssertionError("Waited in vain, " + PATIENCE.toSeconds() + " s, for " + what
                        + (instead == null ? "" : "; there is " + instead));
            }
            pause();
        }
    }

    /** Leaves the core to those who are waited for: on a machine with one, who spins keeps them from it. */
    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
    }
}
