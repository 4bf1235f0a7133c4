package org.camelquickbooks.client.throttle;

import java.time.Duration;

/**
 * What a company allows, and how long and how many may wait for it.
 *
 * @param requestsPerMinute 0 for no limit, as with the next three
 * @param maxQueueSize how many requests of a company may wait
 * @param maxWait how long one may wait
 * @param maxRetryAfter no longer is a company left alone when it is throttled, whatever QuickBooks asks for
 */
public record Limits(
        int requestsPerMinute,
        int requestsPerSecond,
        int concurrentRequests,
        int batchesPerMinute,
        int reportsPerMinute,
        int maxQueueSize,
        Duration maxWait,
        Duration maxRetryAfter) {

    /** One of so many equal parts of the rates; at least one of each that is limited. */
    Limits part(int of) {
        return of == 1
                ? this
                : new Limits(
                        part(requestsPerMinute, of),
                        part(requestsPerSecond, of),
                        concurrentRequests,
                        part(batchesPerMinute, of),
                        part(reportsPerMinute, of),
                        maxQueueSize,
                        maxWait,
                        maxRetryAfter);
    }

    private static int part(int limit, int of) {
        return limit == 0 ? 0 : Math.max(1, limit / of);
    }
}
