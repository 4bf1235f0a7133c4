package org.camelquickbooks.client.http;

import java.time.Duration;

/**
 * How often and how long a request is retried.
 *
 * @param attempts the maximum number of attempts; 1 for no retry
 * @param total no attempt starts later than this after the first failure
 * @param delay the delay before the second attempt; it doubles with each attempt
 * @param longest the maximum delay
 */
public record RetryPolicy(int attempts, Duration total, Duration delay, Duration longest) {

    /** Before attempt {@code n + 1}; half of it is left to chance, so that those who failed together part. */
    Duration delayAfter(int n, double chance) {
        long doubled = delay.toNanos() << Math.min(20, n - 1);
        long nanos = doubled <= 0 ? longest.toNanos() : Math.min(longest.toNanos(), doubled);
        return Duration.ofNanos(nanos / 2 + (long) (nanos / 2 * chance));
    }
}
