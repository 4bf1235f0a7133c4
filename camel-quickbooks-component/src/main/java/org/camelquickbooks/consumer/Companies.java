package org.camelquickbooks.consumer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.ExceptionHandler;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;

/** Which companies a consumer follows now. One that was disconnected pauses until it has other tokens. */
final class Companies {

    private static final String ALL = "all";

    private final QuickBooksEndpoint endpoint;
    private final List<String> named;
    private final Map<String, String> paused = new ConcurrentHashMap<>();

    Companies(QuickBooksEndpoint endpoint) {
        this.endpoint = endpoint;
        QuickBooksConfiguration options = endpoint.getConfiguration();
        this.named = options.getRealms() == null
                ? List.of(options.getRealmId())
                : Arrays.stream(options.getRealms().split(","))
                        .map(String::strip)
                        .toList();
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

    /** Where nothing works that is a failed poll as Camel knows it, with its back-off; else the others go on. */
    void tell(List<Exception> failures, boolean all, ExceptionHandler errors) throws Exception {
        if (!failures.isEmpty() && all) {
            throw failures.get(0);
        }
        failures.forEach(failure ->
                errors.handleException("A company could not be read; it is read with the next poll", failure));
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
