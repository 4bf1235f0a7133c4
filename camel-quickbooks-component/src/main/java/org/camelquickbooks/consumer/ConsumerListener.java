package org.camelquickbooks.consumer;

import org.camelquickbooks.client.changes.FeedListener;

/** Told of what one would like to see of consumers from outside. It must not block. */
public interface ConsumerListener extends FeedListener {

    /** An exchange was routed. */
    void told(String entity, String operation);
}
