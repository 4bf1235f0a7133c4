package org.camelquickbooks.validation;

import java.net.URI;
import java.util.List;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.connect.WebRequest;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Nearest;

/** Checks the options of the connect pages when a route is created. */
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
                    "quickbooks:connect needs the Intuit app: set clientId and clientSecret on the component");
        }
        if (options.getConnectPath() == null || !options.getConnectPath().matches("(/[\\w.~-]+)+")) {
            throw new IllegalArgumentException("connectPath=" + options.getConnectPath()
                    + " is not valid; write it as /quickbooks, with letters, digits and dashes");
        }
        url(options);
        if (options.getConnectSecret() != null && options.getConnectAuthenticator() != null) {
            throw new IllegalArgumentException(
                    "connectSecret and connectAuthenticator are both set; remove one of them");
        }
        if (options.getConnectSecret() != null && options.getConnectSecret().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("connectSecret is too short to be safe; use " + SHORTEST_SECRET
                    + " characters or more, for example from: openssl rand -hex 16");
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
                    + " does not allow access to the books; add " + SCOPES.get(0));
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
                    + " would allow anybody to connect and disconnect companies; set connectSecret or "
                    + "connectAuthenticator too");
        }
        if (!local && url.startsWith("http:")) {
            throw new IllegalArgumentException("connectUrl=" + url
                    + " would send codes and the connectSecret unencrypted; use https://, which Intuit requires too");
        }
    }
}
