package org.camelquickbooks.client.throttle;

import java.time.Instant;

/**
 * The use of a company's limits in the last minute, and the number of requests in flight and waiting.
 *
 * @param dispatching whether a request is being dispatched at this moment
 * @param throttledUntil until when QuickBooks accepts no requests; null if it does
 * @param paused whether an operator has paused the company
 */
public record ThrottleState(
        int requests,
        int batches,
        int reports,
        int inFlight,
        int waiting,
        boolean dispatching,
        Instant throttledUntil,
        boolean paused) {}
