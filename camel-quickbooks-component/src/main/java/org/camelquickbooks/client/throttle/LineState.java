package org.camelquickbooks.client.throttle;

import java.time.Instant;

/**
 * How a company's line stands: the use of the last minute, how many are inside and how many wait.
 *
 * @param serving whether somebody is being let in at this moment
 * @param gateUntil until when QuickBooks wants to be left alone; null where it does not
 * @param paused whether an operator has stopped what goes to the company
 */
public record LineState(
        int requests,
        int batches,
        int reports,
        int inside,
        int waiting,
        boolean serving,
        Instant gateUntil,
        boolean paused) {}
