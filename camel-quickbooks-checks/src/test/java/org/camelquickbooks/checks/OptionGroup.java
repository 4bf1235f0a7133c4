package org.camelquickbooks.checks;

import java.util.Set;

/** The groups in which docs/component.md lists the options, by what they are for, and why their defaults are as they are. */
enum OptionGroup {
    URI("path", "", "operation", "entity"),
    CONNECTION(
            "company and connection",
            "The defaults fit Intuit's production service. QuickBooks itself may need two minutes for an answer, so `requestTimeout` is a little longer.",
            "environment",
            "baseUrl",
            "oauthBaseUrl",
            "realmId",
            "minorVersion",
            "connectTimeout",
            "requestTimeout",
            "maxAnswerSize",
            "proxyHost",
            "proxyPort",
            "proxyUsername",
            "proxyPassword",
            "sslContextParameters",
            "useGlobalSslContextParameters",
            "allowInsecureTransport"),
    TOKENS(
            "tokens",
            "An access token is valid for an hour, and a connection for a hundred days after its last refresh. The defaults refresh well before both.",
            "accessToken",
            "clientId",
            "clientSecret",
            "refreshToken",
            "tokenStore",
            "secretKey",
            "keepAlive",
            "refreshAhead"),
    CONNECT(
            "connect pages",
            "For `quickbooks:connect`: [connecting.md](connecting.md).",
            "connectUrl",
            "connectPath",
            "connectScopes",
            "connectSecret",
            "connectAuthenticator"),
    LIMITS(
            "limits",
            "The defaults are the limits that Intuit documents: [limits.md](limits.md). Lower them if other apps use the same companies.",
            "priority"),
    RETRY(
            "retry",
            "The defaults cover a short outage. For a longer one the source of the message redelivers: [retrying.md](retrying.md).",
            "conflict"),
    STATE(
            "state and exactly once",
            "What the state keeps, and why: [scaling.md](scaling.md#the-state-database), [idempotency.md](idempotency.md). The records of writes are kept for a week, so that a message that waited over a weekend is still recognised.",
            "stateDirectory",
            "stateDataSource",
            "stateRepository",
            "clusterId",
            "intentLogEnabled",
            "intentRetention",
            "requestIdLifetime",
            "requestIdExpression",
            "verifyReplay"),
    WRITING("writing", "", "sparse", "failOn", "include", "allowRateOfOne", "onClearedFields", "onDroppedFields"),
    BATCHES(
            "batches",
            "Off by default, since a coalesced write may wait for others: [limits.md](limits.md#more-writes-than-requests).",
            "coalesce"),
    READING(
            "queries and reads",
            "",
            "query",
            "maxRows",
            "pageSize",
            "paging",
            "parallelPages",
            "streaming",
            "outputType",
            "changedSince",
            "customFieldsByName",
            "key"),
    REPORTS(
            "reports, documents, files, other requests",
            "",
            "flatten",
            "split",
            "parameters",
            "attachTo",
            "fileContentType",
            "fileName",
            "sendTo",
            "method",
            "path"),
    CHANGES(
            "following changes",
            "For `quickbooks:cdc`, and `quickbooks:query` as a consumer: [changes.md](changes.md).",
            "entities"),
    WEBHOOKS(
            "webhooks",
            "For `quickbooks:webhook`, and `quickbooks:cdc` with `webhook=true`: [changes.md](changes.md#quickbookswebhook).",
            "webhook",
            "webhookDelay",
            "webhookPath",
            "webhookVerifyToken",
            "acknowledge",
            "maxBodySize",
            "eventRetention",
            "fetch"),
    SCHEDULE(
            "schedule of polls",
            "Options that every polling consumer of Camel has. `delay` and `initialDelay` are in milliseconds, without a unit. The default `delay` of a minute costs 43,200 metered reads a month: [limits.md](limits.md#metered-reads)."),
    MONITORING("monitoring", "[operations.md](operations.md) describes what is reported.", "maxLag"),
    ADVANCED("advanced", "");

    private final String title;
    private final String explanation;
    private final Set<String> options;

    OptionGroup(String title, String explanation, String... options) {
        this.title = title;
        this.explanation = explanation;
        this.options = Set.of(options);
    }

    /** @param group that of the metadata, for an option that no group names */
    static OptionGroup of(String option, String group) {
        for (OptionGroup each : values()) {
            if (each.options.contains(option)) {
                return each;
            }
        }
        return switch (group) {
            case "proxy" -> CONNECTION;
            case "security", "security (advanced)" -> TOKENS;
            case "throttle" -> LIMITS;
            case "retry" -> RETRY;
            case "coalesce" -> BATCHES;
            case "cache" -> READING;
            case "producer" -> WRITING;
            case "consumer" -> CHANGES;
            case "scheduler" -> SCHEDULE;
            case "monitoring", "health" -> MONITORING;
            default -> ADVANCED;
        };
    }

    String title() {
        return title;
    }

    /** A paragraph, or nothing. */
    String explanation() {
        return explanation.isEmpty() ? "" : explanation + "\n\n";
    }
}
