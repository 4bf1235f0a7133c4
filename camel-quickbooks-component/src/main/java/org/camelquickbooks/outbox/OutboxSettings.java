package org.camelquickbooks.outbox;

import java.time.Duration;

/**
 * The settings of an outbox.
 *
 * @param records whether writes with a stable id are recorded before they are sent
 * @param retention how long answers are kept for redelivered exchanges
 * @param requestIdLifetime how long the component relies on QuickBooks to know a request id
 * @param singles whether coalesced operations may also be sent alone if the limits allow it
 * @param window how long a batch call waits for more operations
 * @param parallel the maximum number of coalesced batch calls of a company in flight
 * @param maxWaiting the maximum number of waiting coalesced operations of a company
 */
public record OutboxSettings(
        boolean records,
        Duration retention,
        Duration requestIdLifetime,
        boolean singles,
        Duration window,
        int parallel,
        int maxWaiting) {}
