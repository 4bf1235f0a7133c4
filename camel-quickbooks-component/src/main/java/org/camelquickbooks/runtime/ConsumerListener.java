package org.camelquickbooks.runtime;

import org.camelquickbooks.client.changes.FeedListener;

/** Receives reports of consumers. It must not block. */
public interface ConsumerListener extends FeedListener {

    /** A company is followed. */
    void following(ConsumerProgress.FollowedCursor following);

    /** An exchange was routed. */
    void delivered(String realmId, String entity, String operation);

    /** A webhook post was answered with something else than 200. */
    void postRefused(int status);

    /** Events of a signed webhook post cannot be used, and are not delivered. */
    void eventsSetAside(int count);
}
