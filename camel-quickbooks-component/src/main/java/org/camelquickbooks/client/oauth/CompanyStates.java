package org.camelquickbooks.client.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/** What can be said of connections to people: from the tokens that are kept, and from what QuickBooks has refused. */
public final class CompanyStates {

    private final TokenStore store;
    private final Refusals refusals;
    private final Time time;

    CompanyStates(TokenStore store, Refusals refusals, Time time) {
        this.store = store;
        this.refusals = refusals;
        this.time = time;
    }

    /** How the companies of the store stand. */
    public List<CompanyState> all() {
        return store.list().stream().sorted().map(this::of).toList();
    }

    /** How a company stands. */
    public CompanyState of(String realmId) {
        try {
            return store.load(realmId)
                    .map(this::of)
                    .orElseGet(() -> unknown(realmId, CompanyState.State.RECONNECT_NEEDED, CompanyState.NOT_CONNECTED));
        } catch (RuntimeException e) {
            return unknown(realmId, CompanyState.State.UNREADABLE, e.getMessage());
        }
    }

    private static CompanyState unknown(String realmId, CompanyState.State state, String why) {
        return new CompanyState(realmId, null, state, why, null, null, null, null);
    }

    private CompanyState of(Token token) {
        QuickBooksAuthenticationException refused = refusals.of(token.realmId(), token);
        CompanyState.State state = CompanyState.State.CONNECTED;
        String why = null;
        if (refused != null) {
            state = CompanyState.State.RECONNECT_NEEDED;
            why = refused.getReconnectReason();
        } else if (isNear(token.hardExpires(), Duration.ZERO)) {
            state = CompanyState.State.RECONNECT_NEEDED;
            why = "Five years have passed since somebody connected it";
        } else if (isNear(token.hardExpires(), TokenWatch.FIRST_WARNING)) {
            state = CompanyState.State.ENDING;
            why = "Five years after somebody connected it, a connection ends";
        }
        return new CompanyState(
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
