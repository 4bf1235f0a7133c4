package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;

/**
 * Waits for exchanges that come by themselves. A mock endpoint whose expectation is raised waits for as many new ones, and so
 * to the end of its patience.
 */
public final class Arrival {

    /** Long enough for a slow, loaded machine; only a test that fails waits so long. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private Arrival() {}

    /** @param count how many have come since the endpoint is there, at least */
    public static void await(MockEndpoint mock, int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (mock.getReceivedCounter() < count) {
            assertThat(end - System.nanoTime())
                    .as("waited in vain for %d exchanges at %s; there are %d", count, mock, mock.getReceivedCounter())
                    .isPositive();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
