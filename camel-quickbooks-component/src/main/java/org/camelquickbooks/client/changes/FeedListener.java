package org.camelquickbooks.client.changes;

import java.time.Instant;

/** Receives reports of changes that may be missing. Called on the thread that polls. */
public interface FeedListener {

    /** Nobody asked for longer than QuickBooks remembers; what is still there is read in full. */
    void gap(String realmId, String entity, Instant since);

    /** What was deleted after a time may be missing. */
    void deletesUnsure(String realmId, String entity, Instant since);
}
