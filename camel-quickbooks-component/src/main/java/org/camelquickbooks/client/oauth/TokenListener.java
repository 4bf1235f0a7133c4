package org.camelquickbooks.client.oauth;

import java.time.Instant;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/** Receives reports about the connections of companies. It must not block. */
public interface TokenListener {

    /** A person consented. */
    default void connected(String realmId) {}

    /** A person disconnected it. */
    default void disconnected(String realmId) {}

    /** Nothing helps but a person who connects the company again; told once. */
    default void reconnectNeeded(String realmId, QuickBooksAuthenticationException why) {}

    /** After that, its tokens are good. */
    default void connectedAgain(String realmId) {}

    /** The connection ends five years after consent, whatever is refreshed: soon, or it has. */
    default void ending(String realmId, Instant end) {}

    /** New tokens came. */
    default void refreshed(String realmId) {}
}
