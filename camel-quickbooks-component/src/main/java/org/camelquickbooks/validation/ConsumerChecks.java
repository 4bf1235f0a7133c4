package org.camelquickbooks.validation;

import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConfiguration.Failed;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.changes.StartFrom;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.EntityType.Ability;
import org.camelquickbooks.model.QueryStatement;

/** Checks the options of consumers when a route is created. */
public final class ConsumerChecks {

    private ConsumerChecks() {}

    public static void check(QuickBooksEndpoint endpoint) {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        switch (endpoint.getOperation()) {
            case CDC -> {
                company(endpoint);
                entities(options.getEntities());
                StartFrom.parse(options.getStartFrom());
                if (options.isWebhook()) {
                    webhookVerifyToken(options, "webhook=true");
                }
                adaptivePoll(endpoint);
            }
            case QUERY -> {
                company(endpoint);
                query(options);
                StartFrom.parse(options.getStartFrom());
            }
            case WEBHOOK -> webhookVerifyToken(options, "quickbooks:webhook");
            case CONNECT -> ConnectChecks.check(endpoint);
            default -> {
                // Said when the consumer is made.
            }
        }
        ComponentChecks.atLeast("maxInFlight", options.getMaxInFlight(), 1);
        ComponentChecks.atLeast("parallelCompanies", options.getParallelCompanies(), 1);
        ComponentChecks.atLeast("maxMessagesPerPoll", options.getMaxMessagesPerPoll(), 0);
        ComponentChecks.atLeast("overlap", options.getOverlap(), 0);
        ComponentChecks.atLeast("webhookDelay", options.getWebhookDelay(), 0);
        ComponentChecks.atLeast("maxBodySize", options.getMaxBodySize(), 1);
        if (options.getFailed() == Failed.DEAD_LETTER && options.getDeadLetterUri() == null) {
            throw new IllegalArgumentException(
                    "failed=deadLetter needs an endpoint; set deadLetterUri, such as deadLetterUri=file:failed");
        }
        if (options.getFailed() != Failed.DEAD_LETTER && options.getDeadLetterUri() != null) {
            throw new IllegalArgumentException("deadLetterUri is set, but not used; set failed=deadLetter too");
        }
        if (options.getCursorName() != null && !options.getCursorName().matches("[\\w.-]{1,60}")) {
            throw new IllegalArgumentException("cursorName='" + options.getCursorName()
                    + "' is not valid; use up to 60 letters, digits, '.', '-' and '_'");
        }
    }

    private static void company(QuickBooksEndpoint endpoint) {
        if (endpoint.getConfiguration().getRealmId() == null
                && endpoint.getConfiguration().getRealms() == null) {
            throw new IllegalArgumentException(endpoint.label()
                    + " needs a company: set realmId, realms=all for all companies that have tokens, or realms with "
                    + "a list");
        }
    }

    private static void entities(String entities) {
        if (entities == null) {
            throw new IllegalArgumentException("cdc needs the entities to follow: set entities=Invoice,Customer");
        }
        for (EntityType type : EntityCatalogue.get().types(entities)) {
            if (!type.hasCdc() && !type.can(Ability.QUERY)) {
                throw new IllegalArgumentException(
                        "entities=" + entities + ": neither change data capture nor queries support " + type.name()
                                + ", so it cannot be followed");
            }
        }
    }

    private static void adaptivePoll(QuickBooksEndpoint endpoint) {
        QuickBooksConfiguration options = endpoint.getConfiguration();
        if (!options.isAdaptivePoll()) {
            return;
        }
        if (!options.isWebhook()) {
            throw new IllegalArgumentException(
                    "adaptivePoll=true needs webhooks, which announce changes between two polls; set webhook=true too");
        }
        for (EntityType type : EntityCatalogue.get().types(options.getEntities())) {
            if (type.webhook().isEmpty()) {
                throw new IllegalArgumentException("adaptivePoll=true: QuickBooks sends no webhooks of " + type.name()
                        + ", so only polls find its changes; follow " + type.name() + " with a route of its own");
            }
        }
        long delay = endpoint.getTimeUnit().toMillis(endpoint.getDelay());
        if (options.getAdaptivePollMaxDelay() < delay) {
            throw new IllegalArgumentException(
                    "adaptivePollMaxDelay=" + options.getAdaptivePollMaxDelay() + " is shorter than delay=" + delay
                            + "; it is the longest pause between two polls, in milliseconds");
        }
        long maxLag = endpoint.getComponent().getMaxLag();
        if (maxLag > 0 && maxLag < options.getAdaptivePollMaxDelay()) {
            throw new IllegalArgumentException("adaptivePollMaxDelay=" + options.getAdaptivePollMaxDelay()
                    + " is longer than the component's maxLag=" + maxLag
                    + ", so health would be DOWN between two polls; increase maxLag, or decrease adaptivePollMaxDelay");
        }
    }

    private static void query(QuickBooksConfiguration options) {
        if (options.getQuery() == null) {
            throw new IllegalArgumentException("query needs a statement: set query=SELECT * FROM Invoice");
        }
        QueryStatement query = QueryStatement.parse(options.getQuery());
        EntityCatalogue.get().type(query.entity());
        String delta = options.getDelta();
        if (delta == null) {
            return;
        }
        if (!delta.equals("MetaData.LastUpdatedTime") && !delta.equals("MetaData.CreateTime")) {
            throw new IllegalArgumentException(
                    "delta=" + delta + " is not supported; use MetaData.LastUpdatedTime or MetaData.CreateTime");
        }
        if (query.isCount() || query.orderBy() != null || query.start() != null || query.max() != null) {
            throw new IllegalArgumentException("delta orders and limits the rows itself, so the query '"
                    + options.getQuery() + "' must not have count(*), ORDERBY, STARTPOSITION or MAXRESULTS; remove it");
        }
    }

    private static void webhookVerifyToken(QuickBooksConfiguration options, String who) {
        if (options.getWebhookVerifyToken() == null
                || options.getWebhookVerifyToken().isBlank()) {
            throw new IllegalArgumentException(
                    who + " needs the webhookVerifyToken of the app, from its webhooks page at Intuit: without it "
                            + "anybody could post");
        }
    }
}
