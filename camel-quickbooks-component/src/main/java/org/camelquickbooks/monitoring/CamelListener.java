package org.camelquickbooks.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.ExchangeHelper;
import org.camelquickbooks.QuickBooksCompanyEvent;
import org.camelquickbooks.QuickBooksCompanyEvent.Kind;
import org.camelquickbooks.QuickBooksGapEvent;
import org.camelquickbooks.QuickBooksLimitEvent;
import org.camelquickbooks.QuickBooksReadBudgetEvent;
import org.camelquickbooks.QuickBooksUndecidedEvent;
import org.camelquickbooks.client.audit.AuditLog;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.runtime.ConsumerProgress;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.camelquickbooks.runtime.RuntimeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the reports of the client to the log, Camel's event notifiers, the audit log, and, if present, Micrometer
 * and OpenTelemetry.
 */
public final class CamelListener implements RuntimeListener {

    private static final Logger LOG = LoggerFactory.getLogger(CamelListener.class);

    private final CamelContext context;
    private final Metrics metrics;
    private final Tracing tracing;
    private volatile QuickBooksRuntime runtime;

    /**
     * @param scheme of the component, a tag of its metrics
     * @param serverUrl where the API is, for spans
     * @param companyTag whether metrics have a tag for the company
     */
    public CamelListener(CamelContext context, String scheme, String serverUrl, boolean companyTag) {
        this.context = context;
        this.metrics = Metrics.in(context, scheme, companyTag);
        this.tracing = Tracing.of(context, serverUrl);
    }

    @Override
    public void observe(QuickBooksRuntime started) {
        runtime = started;
        metrics.observe(started);
    }

    @Override
    public AuditLog auditTo(String uri, Executor workers) {
        return new EndpointAuditLog(context, uri, workers);
    }

    @Override
    public void close() {
        metrics.close();
    }

    @Override
    public Caller caller(Exchange exchange) {
        return new Caller(ExchangeHelper.getRouteId(exchange), exchange.getExchangeId(), tracing.current());
    }

    @Override
    public CallWatch calling(Request request) {
        return CallWatch.all(List.of(logging(request), metrics.calling(request), tracing.calling(request)));
    }

    private static CallWatch logging(Request request) {
        return new CallWatch() {
            @Override
            public void repeating(QuickBooksException failure, int attempt) {
                LOG.debug("Attempt {} of {} failed and is retried: {}", attempt, request, failure.summary());
            }
        };
    }

    @Override
    public void following(ConsumerProgress.FollowedCursor following) {
        metrics.following(following);
    }

    @Override
    public void postRefused(int status) {
        metrics.postRefused(status);
    }

    @Override
    public void eventsSetAside(int count) {
        metrics.eventsSetAside(count);
    }

    @Override
    public void near(String realmId, String limit, long used, long allowed) {
        LOG.warn("Company {} has used {} of {} of {}", realmId, used, allowed, limit);
        metrics.near(realmId, limit);
        tell(new QuickBooksLimitEvent(context, realmId, limit, used, allowed));
    }

    @Override
    public void metered(String realmId, String endpoint) {
        metrics.metered(realmId, endpoint);
    }

    @Override
    public void budgetUsed(int percent, ReadUse use) {
        LOG.warn(
                "{} % of the metered reads of {} are used: {} of readBudget={}, over all companies. At this rate there will "
                        + "be {} at the end of the month",
                percent, use.month(), use.used(), use.budget(), use.forecast());
        metrics.budgetUsed();
        tell(new QuickBooksReadBudgetEvent(context, percent, use.used(), use.budget(), use.forecast()));
    }

    @Override
    public void throttled(String realmId, Instant until) {
        LOG.warn("QuickBooks throttles company {}; the component sends nothing before {}", realmId, until);
        metrics.throttled(realmId);
        tell(new QuickBooksLimitEvent(context, realmId, "throttled", 1, 0));
    }

    @Override
    public void gap(String realmId, String entity, Instant since) {
        LOG.warn(
                "The changes of {} of company {} are needed from {} on, but QuickBooks keeps changes for 30 days only: "
                        + "the component reads the existing entities by query, and deletions may be missing",
                entity,
                realmId,
                since);
        metrics.gap(realmId, entity);
        tell(new QuickBooksGapEvent(context, realmId, entity, since, QuickBooksGapEvent.Reason.LOOK_BACK));
    }

    @Override
    public void deletesUnsure(String realmId, String entity, Instant since) {
        LOG.warn(
                "More {} of company {} changed at {} than QuickBooks returns at once: deletions at that time "
                        + "may be missing",
                entity,
                realmId,
                since);
        metrics.gap(realmId, entity);
        tell(new QuickBooksGapEvent(context, realmId, entity, since, QuickBooksGapEvent.Reason.CUT));
    }

    @Override
    public void delivered(String realmId, String entity, String operation) {
        metrics.delivered(realmId, entity, operation);
    }

    @Override
    public void connected(String realmId) {
        LOG.info("Company {} was connected", realmId);
        tell(realmId, Kind.CONNECTED, null);
    }

    @Override
    public void disconnected(String realmId) {
        LOG.info("Company {} was disconnected", realmId);
        tell(realmId, Kind.DISCONNECTED, null);
    }

    @Override
    public void reconnectNeeded(String realmId, QuickBooksAuthenticationException why) {
        LOG.error(
                "Somebody has to connect company {}; until then its requests fail and its consumers pause: {}",
                realmId,
                why.summary());
        tell(realmId, Kind.RECONNECT_NEEDED, null);
    }

    @Override
    public void connectedAgain(String realmId) {
        LOG.info("Company {} is connected again", realmId);
        tell(realmId, Kind.CONNECTED_AGAIN, null);
    }

    @Override
    public void ending(String realmId, Instant end) {
        LOG.warn(
                "The connection of company {} expires at {}, five years after somebody consented; connect "
                        + "the company again before that",
                realmId,
                end);
        tell(realmId, Kind.EXPIRING, end);
    }

    @Override
    public void undecided(String realmId, String key, String operation, Instant begun) {
        LOG.error(
                "It is unknown whether QuickBooks has done {} of company {} with the id '{}', started at {}: "
                        + "check whether it is in the books, and settle it by JMX (settleAsDone, settleAsNotDone)",
                operation,
                realmId,
                key,
                begun);
        tell(new QuickBooksUndecidedEvent(context, realmId, key, operation, begun));
    }

    @Override
    public void refreshed(String realmId) {
        metrics.refreshed(realmId);
        runtime.auditConnection(realmId, "refreshed");
        LOG.debug("The tokens of company {} were refreshed", realmId);
    }

    private void tell(String realmId, Kind kind, Instant end) {
        String event = kind.name().toLowerCase(Locale.ROOT);
        metrics.connection(realmId, event);
        runtime.auditConnection(realmId, event);
        tell(new QuickBooksCompanyEvent(context, realmId, kind, end));
    }

    private void tell(CamelEvent event) {
        try {
            context.getManagementStrategy().notify(event);
        } catch (Exception e) {
            LOG.warn("An event notifier failed on '{}': {}", event, e.toString());
        }
    }
}
