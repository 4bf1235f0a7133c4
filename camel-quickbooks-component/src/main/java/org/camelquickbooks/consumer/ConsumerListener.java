package org.camelquickbooks.consumer;

import org.camelquickbooks.client.changes.FeedListener;

/** Told of what one would like to see of consumers from outside. It must not block. */
public interface ConsumerListener extends FeedListener {

    /** An exchange was routed. */
    void told(String entity, String operation);

    /** A company has to be connected again; it is not polled until then. */
    void companyPaused(String realmId, Exception why);

    /** A company has other tokens and is polled again. */
    void companyResumed(String realmId);
}
