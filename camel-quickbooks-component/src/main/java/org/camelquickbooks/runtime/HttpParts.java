package org.camelquickbooks.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksEnvironment;
import org.camelquickbooks.client.ClientSettings;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.oauth.OAuthUrls;
import org.camelquickbooks.client.oauth.TokenSettings;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ReadBudget;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.ApacheTransport;
import org.camelquickbooks.client.transport.HttpTransport;
import org.camelquickbooks.client.transport.TransportSettings;
import org.camelquickbooks.client.transport.TransportSettings.Proxy;

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
                new ReadBudget(
                        component.getReadBudget(),
                        component.getReadBudgetAction() == QuickBooksComponent.ReadBudgetAction.HOLD,
                        component.getReadBudgetHoldAt()));
    }

    HttpTransport transport(Time time, Executor workers, ThreadFactory threads) throws Exception {
        SSLContextParameters ssl = component.getSslContextParameters() != null
                ? component.getSslContextParameters()
                : component.isUseGlobalSslContextParameters()
                        ? component.getCamelContext().getSSLContextParameters()
                        : null;
        return new ApacheTransport(
                new TransportSettings(
                        Duration.ofMillis(component.getConnectTimeout()),
                        Duration.ofMillis(component.getRequestTimeout()),
                        ssl == null ? null : ssl.createSSLContext(component.getCamelContext()),
                        proxy()),
                time,
                workers,
                threads);
    }

    private Proxy proxy() {
        return component.getProxyHost() == null
                ? null
                : new Proxy(
                        component.getProxyHost(),
                        component.getProxyPort(),
                        component.getProxyUsername(),
                        component.getProxyPassword() == null ? "" : component.getProxyPassword());
    }
}
