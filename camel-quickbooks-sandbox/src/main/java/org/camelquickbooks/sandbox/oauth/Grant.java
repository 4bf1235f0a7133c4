package org.camelquickbooks.sandbox.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a user has consented to: an app may use a company. Its refresh token changes its value about once a day, and the
 * former value stays good for another day.
 */
record Grant(
        String id,
        String clientId,
        String realmId,
        Set<String> scopes,
        Instant consented,
        boolean revoked,
        List<Refresh> refreshTokens) {

    /** Five years after consent it is over, whatever was refreshed. */
    private static final Duration HARD_END = Duration.ofDays(5 * 365L);

    /** About 101 days. */
    static final Duration ROLLING_END = Duration.ofSeconds(8_726_400);

    static final Duration ROTATION = Duration.ofHours(24);
    static final Duration GRACE = Duration.ofHours(24);

    /** A value of the refresh token; the last one of the list is the current. */
    record Refresh(String value, Instant issued) {}

    Refresh current() {
        return refreshTokens.get(refreshTokens.size() - 1);
    }

    Instant hardEnd() {
        return consented.plus(HARD_END);
    }

    Instant end(Refresh token) {
        Instant rolling = token.issued.plus(ROLLING_END);
        return rolling.isBefore(hardEnd()) ? rolling : hardEnd();
    }

    Grant revokedNow() {
        return new Grant(id, clientId, realmId, scopes, consented, true, refreshTokens);
    }

    /** The same with a new value of the refresh token; only the former one is remembered beside it. */
    Grant rotated(String value, Instant now) {
        return new Grant(
                id, clientId, realmId, scopes, consented, revoked, List.of(current(), new Refresh(value, now)));
    }
}
