package org.camelquickbooks.validation;

import java.net.URI;
import java.util.List;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.connect.WebRequest;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Nearest;

/** Says when a route is made what would go wrong when somebody wants to connect a company. */
public final class ConnectChecks {

    private static final int SHORTEST_SECRET = 12;

    /** Those that Intuit knows (facts, section 1). */
    private static final List<String> SCOPES = List.of(
            "com.intuit.quickbooks.accounting",
            "com.intuit.quickbooks.payment",
            "openid",
            "profile",
            "email",
            "phone",
            "address");

    private ConnectChecks() {}

    public static void check(QuickBooksEndpoint endpoint) {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        QuickBooksComponent component = endpoint.getComponent();
        if (component.getClientId() == null || component.getClientSecret() == null) {
            throw new IllegalArgumentException(
                    "quickbooks:connect needs the app that people connect: set clientId and clientSecret on the"
                            + " component");
        }
        if (options.getConnectPath() == null || !options.getConnectPath().matches("(/[\\w.~-]+)+")) {
            throw new IllegalArgumentException("connectPath=" + options.getConnectPath()
                    + " cannot be one; write it as /quickbooks, with letters, digits and dashes");
        }
        url(options);
        if (options.getConnectSecret() != null && options.getConnectAuthenticator() != null) {
            throw new IllegalArgumentException(
                    "connectSecret and connectAuthenticator are both given; one of them lets people in, leave out the"
                            + " other");
        }
        if (options.getConnectSecret() != null && options.getConnectSecret().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("connectSecret is too short to protect anything; take " + SHORTEST_SECRET
                    + " characters or more, such as those of: openssl rand -hex 16");
        }
        scopes(options);
    }

    private static void scopes(QuickBooksConfiguration options) {
        List<String> scopes = CommaList.of(options.getConnectScopes());
        for (String scope : scopes) {
            if (!SCOPES.contains(scope)) {
                throw new IllegalArgumentException("connectScopes: there is no scope '" + scope + "'"
                        + Nearest.suggest(scope, SCOPES) + " Scopes are " + String.join(", ", SCOPES));
            }
        }
        if (!scopes.contains(SCOPES.get(0))) {
            throw new IllegalArgumentException("connectScopes=" + options.getConnectScopes()
                    + " does not let anybody read or write books; add " + SCOPES.get(0));
        }
    }

    private static void url(QuickBooksConfiguration options) {
        String url = options.getConnectUrl();
        ComponentChecks.url("connectUrl", url);
        if (url == null) {
            return;
        }
        boolean open = options.getConnectSecret() == null && options.getConnectAuthenticator() == null;
        boolean local = WebRequest.isLoopback(URI.create(url).getHost());
        if (open && !local) {
            throw new IllegalArgumentException("connectUrl=" + url
                    + " would let anybody connect and disconnect companies; set connectSecret or connectAuthenticator"
                    + " too");
        }
        if (!local && url.startsWith("http:")) {
            throw new IllegalArgumentException("connectUrl=" + url
                    + " would send codes and the connectSecret in the clear; write it with https://, which Intuit"
                    + " asks for too");
        }
    }
}
