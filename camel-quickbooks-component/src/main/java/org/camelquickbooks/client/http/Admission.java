package org.camelquickbooks.client.http;

import java.time.Duration;

/**
 * The state of a request that waits for the company's limits, and a callback for the end of the wait. Must neither
 * block nor throw.
 */
public interface Admission {

    /** For requests whose admission nobody waits for. */
    Admission NONE = new Admission() {};

    /** How long it has waited before it came to the limits: that much less it may wait there. */
    default Duration waited() {
        return Duration.ZERO;
    }

    /** An attempt may be sent. */
    default void granted() {}
}
