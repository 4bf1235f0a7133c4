package org.camelquickbooks.outbox;

import java.time.Instant;

/** Receives reports of writes that need an operator. It must not block. */
public interface OutboxListener {

    /**
     * QuickBooks' answer to a write is not known, and it is too old to be asked for under its request id.
     *
     * @param key the id that the caller gave
     * @param operation such as {@code create/Invoice}
     */
    void undecided(String realmId, String key, String operation, Instant begun);
}
