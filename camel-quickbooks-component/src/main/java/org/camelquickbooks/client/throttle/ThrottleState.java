package org.camelquickbooks.client.throttle;

import java.time.Instant;

/**
 * The use of a company's limits in the last minute, and how many requests are in flight and wait.
 *
 * @param dispatching whether a request is being dispatched at this moment
 * @param throttledUntil until when QuickBooks wants to be left alone; null where it does not
 * @param paused whether an operator has stopped what goes to the company
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
