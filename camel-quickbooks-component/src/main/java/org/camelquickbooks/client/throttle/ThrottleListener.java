package org.camelquickbooks.client.throttle;

import java.time.Instant;

/** Told when a company comes near a limit. */
public interface ThrottleListener {

    /** A limit is used to four fifths or more; told once until the use has fallen again. */
    void near(String realmId, String limit, long used, long allowed);

    /** QuickBooks throttled the company; nothing is sent before that time. */
    void gateClosed(String realmId, Instant until);
}
