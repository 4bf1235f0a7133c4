package org.camelquickbooks.validation;

import java.net.URI;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.connect.WebRequest;
import org.camelquickbooks.model.EntityCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the options when the component starts. Messages name the option, the value and the fix. */
public final class ComponentChecks {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentChecks.class);

    private ComponentChecks() {}

    public static void check(QuickBooksComponent component) {
        url("baseUrl", component.getBaseUrl());
        url("oauthBaseUrl", component.getOauthBaseUrl());
        transport("baseUrl", component.getBaseUrl(), component);
        transport("oauthBaseUrl", component.getOauthBaseUrl(), component);
        atLeast("maxAnswerSize", component.getMaxAnswerSize(), 1_024);
        url("connectUrl", component.getConfiguration().getConnectUrl());
        atLeast("minorVersion", component.getMinorVersion(), 75);
        atLeast("connectTimeout", component.getConnectTimeout(), 1);
        atLeast("requestTimeout", component.getRequestTimeout(), 1);
        atLeast("requestsPerMinute", component.getRequestsPerMinute(), 0);
        atLeast("requestsPerSecond", component.getRequestsPerSecond(), 0);
        atLeast("maxConcurrentRequests", component.getMaxConcurrentRequests(), 0);
        atLeast("batchesPerMinute", component.getBatchesPerMinute(), 0);
        atLeast("reportsPerMinute", component.getReportsPerMinute(), 0);
        atLeast("maxQueueSize", component.getMaxQueueSize(), 1);
        atLeast("maxWait", component.getMaxWait(), 1);
        atLeast("maxRetryAfter", component.getMaxRetryAfter(), 1);
        atLeast("readBudget", component.getReadBudget(), 0);
        atLeast("readBudgetHoldAt", component.getReadBudgetHoldAt(), 1);
        atMost("readBudgetHoldAt", component.getReadBudgetHoldAt(), 100, "it is a percentage");
        atLeast("maxAttempts", component.getMaxAttempts(), 1);
        atLeast("retryTimeout", component.getRetryTimeout(), 0);
        atLeast("retryDelay", component.getRetryDelay(), 1);
        atLeast("retryMaxDelay", component.getRetryMaxDelay(), component.getRetryDelay());
        atLeast("refreshAhead", component.getRefreshAhead(), 0);
        atMost("refreshAhead", component.getRefreshAhead(), 1_800_000, "an access token expires after one hour");
        atLeast("keepAlive", component.getKeepAlive(), 0);
        atMost("keepAlive", component.getKeepAlive(), 7_776_000_000L, "an unused connection expires after 100 days");
        atLeast("coalesceWindow", component.getCoalesceWindow(), 0);
        atLeast("coalesceAt", component.getCoalesceAt(), 0);
        atLeast("coalesceParallel", component.getCoalesceParallel(), 1);
        atLeast("intentRetention", component.getIntentRetention(), 1);
        atLeast("referenceCacheTimeToLive", component.getReferenceCacheTimeToLive(), 1);
        atLeast("maxLag", component.getMaxLag(), 0);
        auditTo(component);
        atLeast("eventRetention", component.getEventRetention(), 1);
        if (component.getReadBudget() > 0 && !component.isMeterReads()) {
            throw new IllegalArgumentException(
                    "readBudget=" + component.getReadBudget() + " needs meterReads=true, so that reads are counted");
        }
        if (component.getReferenceCache() != null) {
            EntityCatalogue.get().types(component.getReferenceCache());
        }
        tokens(component);
    }

    private static void auditTo(QuickBooksComponent component) {
        String to = component.getAuditTo();
        if (to == null || to.equals("log") || to.equals("file")) {
            return;
        }
        if (to.indexOf(':') < 1) {
            throw new IllegalArgumentException(
                    "auditTo=" + to + " is not valid; use log, file, or the URI of an endpoint such as direct:audit");
        }
        if (to.startsWith(QuickBooksConstants.SCHEME + ":")) {
            throw new IllegalArgumentException("auditTo=" + to
                    + " would audit itself endlessly; use another endpoint, such as direct:audit, kafka:audit or log");
        }
    }

    private static void tokens(QuickBooksComponent component) {
        boolean given = component.getAccessToken() != null || component.getRefreshToken() != null;
        if (given && component.getConfiguration().getRealmId() == null) {
            throw new IllegalArgumentException((component.getAccessToken() != null ? "accessToken" : "refreshToken")
                    + " is set, but not its company; set realmId on the component too");
        }
        if (component.getRefreshToken() != null
                && (component.getClientId() == null || component.getClientSecret() == null)) {
            throw new IllegalArgumentException(
                    "refreshToken is set, but it needs the app; set clientId and clientSecret too");
        }
        if ((component.getClientId() == null) != (component.getClientSecret() == null)) {
            throw new IllegalArgumentException("clientId and clientSecret belong together; "
                    + (component.getClientId() == null ? "clientId" : "clientSecret") + " is missing");
        }
    }

    /** Tokens and books in the clear are for this machine only, unless somebody says that they know. */
    private static void transport(String option, String value, QuickBooksComponent component) {
        if (value == null || !value.regionMatches(true, 0, "http:", 0, 5) || isLoopback(value)) {
            return;
        }
        if (!component.isAllowInsecureTransport()) {
            throw new IllegalArgumentException(option + "=" + value
                    + " would send tokens and books unencrypted to another machine; use https://, or set "
                    + "allowInsecureTransport=true for a test network");
        }
        LOG.warn(
                "allowInsecureTransport=true: tokens and books are sent unencrypted to {}={}; use https:// "
                        + "in production",
                option,
                value);
    }

    private static boolean isLoopback(String url) {
        return WebRequest.isLoopback(URI.create(url).getHost());
    }

    public static void url(String option, String value) {
        if (value == null) {
            return;
        }
        String scheme;
        try {
            scheme = URI.create(value).getScheme();
        } catch (IllegalArgumentException e) {
            scheme = null;
        }
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException(
                    option + "='" + value + "' is not a URL; write it as https://host or http://localhost:8888");
        }
    }

    private static void atMost(String option, long value, long most, String why) {
        if (value > most) {
            throw new IllegalArgumentException(
                    option + "=" + value + " is too large, because " + why + "; it must be " + most + " or less");
        }
    }

    static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    option + "=" + value + " is too small; it must be " + least + " or more");
        }
    }
}
