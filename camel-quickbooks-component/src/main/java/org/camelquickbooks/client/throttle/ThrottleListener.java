package org.camelquickbooks.client.throttle;

import java.time.Instant;

/** Notified when a company comes near a limit. */
public interface ThrottleListener {

    /** A limit is used to four fifths or more; reported once until the use has fallen again. */
    void near(String realmId, String limit, long used, long allowed);

    /** A metered read was answered. */
    default void metered(String realmId, String endpoint) {}

    /** A share of the month's budget of metered reads is used: 50, 80 or 95 percent, each reported once. */
    default void budgetUsed(int percent, ReadUse use) {}

    /** QuickBooks throttled the company; nothing is sent before that time. */
    void throttled(String realmId, Instant until);
}
