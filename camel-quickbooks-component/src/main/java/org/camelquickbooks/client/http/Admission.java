package org.camelquickbooks.client.http;

import java.time.Duration;

/** What is known of a request's wait for the company's limits, and who waits for its end. Must not block nor throw. */
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
