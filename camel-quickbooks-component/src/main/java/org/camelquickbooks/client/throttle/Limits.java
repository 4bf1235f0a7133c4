package org.camelquickbooks.client.throttle;

import java.time.Duration;

/**
 * The limits of a company, and of its queue of waiting requests.
 *
 * @param requestsPerMinute 0 for no limit, as for the next three
 * @param maxQueueSize the maximum number of waiting requests of a company
 * @param maxWait the maximum wait of a request
 * @param maxRetryAfter the maximum pause after a 429, whatever Retry-After says
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
