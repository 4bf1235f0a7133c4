package org.camelquickbooks.client.oauth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A load or refresh of a company's tokens that is in flight, for all who wait for it. */
final class PendingRefresh {

    private final String realmId;
    private final String refused;
    private final Instant notBefore;
    private volatile boolean awaited;
    private volatile Token seen;
    private volatile boolean refreshed;

    /**
     * A load or refresh.
     *
     * @param refused the access token that is no good any more; null where none was refused
     * @param notBefore tokens that came earlier are renewed although they are good; null for no such wish
     */
    PendingRefresh(String realmId, String refused, Instant notBefore) {
        this.realmId = realmId;
        this.refused = refused;
        // As exactly as stores keep it.
        this.notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.MILLIS);
    }

    String realmId() {
        return realmId;
    }

    /** Whether it only fetches what is there, if that can still be used. */
    boolean isLoading() {
        return refused == null && notBefore == null;
    }

    boolean accepts(Token token) {
        return !token.accessToken().equals(refused)
                && (notBefore == null
                        || token.refreshed() != null && !token.refreshed().isBefore(notBefore));
    }

    /** Somebody cannot go on without it. */
    void await() {
        awaited = true;
    }

    boolean isAwaited() {
        return awaited;
    }

    /** New tokens came from QuickBooks. */
    void refreshed() {
        refreshed = true;
    }

    boolean isRefreshed() {
        return refreshed;
    }

    /** The tokens that were in the store when it looked last. */
    void saw(Token token) {
        seen = token;
    }

    Token seen() {
        return seen;
    }

    /** When what is there ends; long ago where that is not known. */
    Instant expiry() {
        Token token = seen;
        return token == null || token.accessExpires() == null ? Instant.MIN : token.accessExpires();
    }
}
