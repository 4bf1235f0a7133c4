package org.camelquickbooks.runtime;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksEnvironment;
import org.camelquickbooks.client.ClientSettings;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.oauth.OAuthUrls;
import org.camelquickbooks.client.oauth.TokenSettings;
import org.camelquickbooks.client.throttle.Limits;

/** The HTTP client and the client's settings, as the options of a component have them. */
final class HttpParts {

    private final QuickBooksComponent component;

    HttpParts(QuickBooksComponent component) {
        this.component = component;
    }

    String baseUrl() {
        return component.getBaseUrl() != null
                ? component.getBaseUrl()
                : component.getEnvironment().url();
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    ClientSettings settings(Supplier<String> connectUrl) {
        String oauthUrl = component.getOauthBaseUrl() != null ? component.getOauthBaseUrl() : component.getBaseUrl();
        return new ClientSettings(
                withoutSlash(baseUrl()),
                oauthUrl == null
                        ? OAuthUrls.intuit(component.getEnvironment() == QuickBooksEnvironment.SANDBOX)
                        : OAuthUrls.at(withoutSlash(oauthUrl)),
                component.getClientId(),
                component.getClientSecret(),
                new TokenSettings(
                        Duration.ofMillis(component.getRefreshAhead()),
                        Duration.ofMillis(component.getKeepAlive()),
                        component.getRefreshToken() == null
                                ? Map.of()
                                : Map.of(component.getConfiguration().getRealmId(), component.getRefreshToken()),
                        connectUrl),
                component.getMinorVersion(),
                Duration.ofMillis(component.getRequestTimeout()),
                component.getMaxAnswerSize(),
                new RetryPolicy(
                        component.getMaxAttempts(),
                        Duration.ofMillis(component.getRetryTimeout()),
                        Duration.ofMillis(component.getRetryDelay()),
                        Duration.ofMillis(component.getRetryMaxDelay())),
                new Limits(
                        component.getRequestsPerMinute(),
                        component.getRequestsPerSecond(),
                        component.getMaxConcurrentRequests(),
                        component.getBatchesPerMinute(),
                        component.getReportsPerMinute(),
                        component.getMaxQueueSize(),
                        Duration.ofMillis(component.getMaxWait()),
                        Duration.ofMillis(component.getMaxRetryAfter())),
                component.isMeterReads(),
                component.getReadBudget(),
                component.getReadBudgetAction() == QuickBooksComponent.ReadBudgetAction.HOLD);
    }

    HttpClient client(Executor workers) throws Exception {
        HttpClient.Builder http = HttpClient.newBuilder()
                .executor(workers)
                .connectTimeout(Duration.ofMillis(component.getConnectTimeout()))
                .followRedirects(HttpClient.Redirect.NEVER)
                // Over TLS both sides agree on the version; in the clear an upgrade would cost a round trip.
                .version(
                        component.getBaseUrl() != null && component.getBaseUrl().startsWith("http:")
                                ? HttpClient.Version.HTTP_1_1
                                : HttpClient.Version.HTTP_2);
        SSLContextParameters ssl = component.getSslContextParameters() != null
                ? component.getSslContextParameters()
                : component.isUseGlobalSslContextParameters()
                        ? component.getCamelContext().getSSLContextParameters()
                        : null;
        if (ssl != null) {
            http.sslContext(ssl.createSSLContext(component.getCamelContext()));
        }
        if (component.getProxyHost() != null) {
            http.proxy(ProxySelector.of(new InetSocketAddress(component.getProxyHost(), component.getProxyPort())));
        }
        if (component.getProxyUsername() != null) {
            http.authenticator(proxyAuthenticator());
        }
        return http.build();
    }

    private Authenticator proxyAuthenticator() {
        String user = component.getProxyUsername();
        String password = component.getProxyPassword() == null ? "" : component.getProxyPassword();
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(user, password.toCharArray())
                        : null;
            }
        };
    }
}
