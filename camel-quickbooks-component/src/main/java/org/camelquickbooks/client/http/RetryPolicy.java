package org.camelquickbooks.client.http;

import java.time.Duration;

/**
 * How often and how long a request that may succeed later is repeated.
 *
 * @param attempts in all; 1 for no repetition
 * @param total no attempt begins later than this after the first has failed
 * @param delay before the second attempt; doubled with each
 * @param longest no delay is longer
 */
public record RetryPolicy(int attempts, Duration total, Duration delay, Duration longest) {

    /** Before attempt {@code n + 1}; half of it is left to chance, so that those who failed together part. */
    Duration delayAfter(int n, double chance) {
        long doubled = delay.toNanos() << Math.min(20, n - 1);
        long nanos = doubled <= 0 ? longest.toNanos() : Math.min(longest.toNanos(), doubled);
        return Duration.ofNanos(nanos / 2 + (long) (nanos / 2 * chance));
    }
}
