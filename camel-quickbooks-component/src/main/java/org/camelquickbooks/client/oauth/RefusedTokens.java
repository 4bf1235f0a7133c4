package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/**
 * Tokens that QuickBooks refused, of companies that have to be connected again. They are not tried again, but now and
 * then, since QuickBooks has been known to refuse good ones.
 */
final class RefusedTokens {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What was refused, and why. */
    private record Refusal(Token seen, QuickBooksAuthenticationException why, long at) {

        /** Whether the company was connected before: it had tokens that QuickBooks once gave, not only configured ones. */
        boolean afterConnection() {
            return seen != null && (seen.refreshed() != null || seen.accessToken() != null);
        }

        boolean isOf(Token token) {
            return seen == null || token == null
                    ? seen == token
                    : Objects.equals(seen.refreshToken(), token.refreshToken())
                            && Objects.equals(seen.accessToken(), token.accessToken());
        }
    }

    private final Time time;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    RefusedTokens(Time time) {
        this.time = time;
    }

    /** Whether the company had not been refused before. */
    boolean add(PendingRefresh pending, QuickBooksAuthenticationException why) {
        return refusals.put(pending.realmId(), new Refusal(pending.seen(), why, time.nanos())) == null;
    }

    /** What is known of a company whose tokens are good now. */
    enum Former {
        ACCEPTED,
        REFUSED,
        NEVER_CONNECTED
    }

    /** Its tokens are good; how it was before. */
    Former remove(String realmId) {
        Refusal refusal = refusals.remove(realmId);
        if (refusal == null) {
            return Former.ACCEPTED;
        }
        return refusal.afterConnection() ? Former.REFUSED : Former.NEVER_CONNECTED;
    }

    Set<String> realms() {
        return Set.copyOf(refusals.keySet());
    }

    /** Why a company has to be connected again; null where it has not. */
    QuickBooksAuthenticationException of(String realmId) {
        Refusal refusal = refusals.get(realmId);
        return refusal == null ? null : refusal.why;
    }

    /** Why tokens need not be tried; null where they may be good. */
    QuickBooksAuthenticationException of(String realmId, Token token) {
        Refusal refusal = refusals.get(realmId);
        return refusal != null && refusal.isOf(token) && time.nanos() - refusal.at < PATIENCE.toNanos()
                ? refusal.why
                : null;
    }
}
