package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/**
 * Companies that have to be connected again. QuickBooks is not asked again for them as long as their tokens are the ones
 * that it refused, but now and then, since it has been known to refuse good ones.
 */
final class Refusals {

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

    Refusals(Time time) {
        this.time = time;
    }

    /** Whether it is news. */
    boolean add(Flight flight, QuickBooksAuthenticationException why) {
        return refusals.put(flight.realmId(), new Refusal(flight.seen(), why, time.nanos())) == null;
    }

    /** What is known of a company whose tokens are good now. */
    enum Before {
        ACCEPTED,
        REFUSED,
        NEVER_CONNECTED
    }

    /** Its tokens are good; how it was before. */
    Before remove(String realmId) {
        Refusal refusal = refusals.remove(realmId);
        if (refusal == null) {
            return Before.ACCEPTED;
        }
        return refusal.afterConnection() ? Before.REFUSED : Before.NEVER_CONNECTED;
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
