package org.camelquickbooks.consumer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.model.CommaList;

/** Which companies a consumer follows now. One that was disconnected pauses until it has other tokens. */
final class Companies {

    static final String ALL = "all";

    private final QuickBooksEndpoint endpoint;
    private final List<String> named;
    private final Map<String, String> paused = new ConcurrentHashMap<>();

    Companies(QuickBooksEndpoint endpoint) {
        this.endpoint = endpoint;
        QuickBooksConfiguration options = endpoint.getConfiguration();
        this.named = options.getRealms() == null ? List.of(options.getRealmId()) : CommaList.of(options.getRealms());
    }

    /** Whether there can be more than one. */
    boolean areMany() {
        return endpoint.getConfiguration().getRealms() != null;
    }

    List<String> now() {
        Collection<String> all = named.contains(ALL) ? store().list() : named;
        List<String> now = new ArrayList<>();
        for (String realmId : all) {
            String with = paused.get(realmId);
            if (with != null && !with.equals(tokens(realmId))) {
                paused.remove(realmId);
                endpoint.getComponent().connection().listener().companyResumed(realmId);
            }
            if (!paused.containsKey(realmId)) {
                now.add(realmId);
            }
        }
        return now;
    }

    /** The company has to be connected again. */
    void pause(String realmId, Exception why) {
        if (paused.put(realmId, tokens(realmId)) == null) {
            endpoint.getComponent().connection().listener().companyPaused(realmId, why);
        }
    }

    /** Something that is another one when the company was connected again. */
    private String tokens(String realmId) {
        return store().load(realmId)
                .map(token -> Integer.toHexString(fingerprint(token)))
                .orElse("none");
    }

    private static int fingerprint(Token token) {
        return (token.accessToken() + "/" + token.refreshToken()).hashCode();
    }

    private TokenStore store() {
        return endpoint.getComponent().connection().client().tokens().store();
    }
}
