package org.camelquickbooks.outbox;

import java.time.Duration;

/**
 * How an outbox works.
 *
 * @param records whether writes with a stable id are recorded before they are sent
 * @param retention how long answers are kept for exchanges that are redelivered
 * @param requestIdLifetime how long QuickBooks is relied upon to know a request id
 * @param singles whether what could be gathered may also go singly, where the limits leave room for it
 * @param window how long a call waits for more operations
 * @param parallel how many gathered calls of a company are in flight at the same time
 * @param maxWaiting how many gathered operations of a company may wait
 */
public record OutboxSettings(
        boolean records,
        Duration retention,
        Duration requestIdLifetime,
        boolean singles,
        Duration window,
        int parallel,
        int maxWaiting) {}
