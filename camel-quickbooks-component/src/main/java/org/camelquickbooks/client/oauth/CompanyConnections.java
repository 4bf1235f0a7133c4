package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/** The states of connections, from the stored tokens and from refusals of QuickBooks. */
public final class CompanyConnections {

    private final TokenStore store;
    private final RefusedTokens refusals;
    private final Time time;

    CompanyConnections(TokenStore store, RefusedTokens refusals, Time time) {
        this.store = store;
        this.refusals = refusals;
        this.time = time;
    }

    /** How the companies of the store stand. */
    public List<CompanyConnection> all() {
        return store.list().stream().sorted().map(this::of).toList();
    }

    /** How a company stands. */
    public CompanyConnection of(String realmId) {
        try {
            return store.load(realmId)
                    .map(this::of)
                    .orElseGet(() -> unknown(
                            realmId, CompanyConnection.Status.RECONNECT_NEEDED, CompanyConnection.NOT_CONNECTED));
        } catch (RuntimeException e) {
            return unknown(realmId, CompanyConnection.Status.UNREADABLE, e.getMessage());
        }
    }

    private static CompanyConnection unknown(String realmId, CompanyConnection.Status state, String why) {
        return new CompanyConnection(realmId, null, state, why, null, null, null, null);
    }

    private CompanyConnection of(Token token) {
        QuickBooksAuthenticationException refused = refusals.of(token.realmId(), token);
        CompanyConnection.Status state = CompanyConnection.Status.CONNECTED;
        String why = null;
        if (refused != null) {
            state = CompanyConnection.Status.RECONNECT_NEEDED;
            why = refused.getReconnectReason();
        } else if (isNear(token.hardExpires(), Duration.ZERO)) {
            state = CompanyConnection.Status.RECONNECT_NEEDED;
            why = "The connection has expired, five years after somebody connected the company";
        } else if (isNear(token.hardExpires(), TokenWatch.FIRST_WARNING)) {
            state = CompanyConnection.Status.EXPIRING;
            why = "A connection expires five years after somebody connected the company";
        }
        return new CompanyConnection(
                token.realmId(),
                token.companyName(),
                state,
                why,
                token.refreshed(),
                token.accessExpires(),
                token.refreshExpires(),
                token.hardExpires());
    }

    private boolean isNear(Instant end, Duration distance) {
        return end != null && !end.minus(distance).isAfter(time.now());
    }
}
