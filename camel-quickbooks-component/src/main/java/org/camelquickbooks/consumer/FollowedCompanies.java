package org.camelquickbooks.consumer;

import java.util.Collection;
import java.util.List;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.oauth.TokenService;
import org.camelquickbooks.model.CommaList;

/** Which companies a consumer follows now: one that has to be connected again, or was paused, waits until somebody acts. */
final class FollowedCompanies {

    static final String ALL = "all";

    private final QuickBooksEndpoint endpoint;
    private final List<String> named;

    FollowedCompanies(QuickBooksEndpoint endpoint) {
        this.endpoint = endpoint;
        QuickBooksConfiguration options = endpoint.getConfiguration();
        this.named = options.getRealms() == null ? List.of(options.getRealmId()) : CommaList.of(options.getRealms());
    }

    List<String> now() {
        QuickBooksClient client = endpoint.runtime().client();
        TokenService tokens = client.tokens();
        Collection<String> all = named.contains(ALL) ? tokens.store().list() : named;
        return all.stream()
                .filter(realm -> !client.isPaused(realm))
                .filter(tokens::isWorthTrying)
                .toList();
    }
}
