package org.camelquickbooks;

import java.time.Instant;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.camelquickbooks.QuickBooksCompanyEvent.Kind;
import org.camelquickbooks.client.ClientListener;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.consumer.ConsumerListener;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what the client tells: to the log, to Camel's event notifiers, and to Micrometer where there is one. */
final class CamelListener implements ClientListener, ConsumerListener {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksComponent.class);

    private final CamelContext context;
    private final QuickBooksMetrics metrics;

    CamelListener(QuickBooksComponent component) {
        this.context = component.getCamelContext();
        this.metrics = QuickBooksMetrics.of(context);
    }

    void observe(QuickBooksClient client) {
        metrics.observe(client);
    }

    @Override
    public void near(String realmId, String limit, long used, long allowed) {
        LOG.warn("Company {} has used {} of {} of {}", realmId, used, allowed, limit);
        metrics.near(limit);
        tell(new QuickBooksLimitEvent(context, realmId, limit, used, allowed));
    }

    @Override
    public void gateClosed(String realmId, Instant until) {
        LOG.warn("QuickBooks throttles company {}; nothing is sent before {}", realmId, until);
        metrics.throttled();
        tell(new QuickBooksLimitEvent(context, realmId, "throttled", 1, 0));
    }

    @Override
    public void gap(String realmId, String entity, Instant since) {
        LOG.warn(
                "The changes of {} of company {} are followed from {} on, longer ago than the 30 days that QuickBooks"
                        + " remembers: what is there is read in full, what was deleted before may be missing",
                entity,
                realmId,
                since);
        metrics.gap(entity);
        tell(new QuickBooksGapEvent(context, realmId, entity, since, QuickBooksGapEvent.Reason.LOOK_BACK));
    }

    @Override
    public void deletesUnsure(String realmId, String entity, Instant since) {
        LOG.warn(
                "More {} of company {} changed at {} than QuickBooks gives at once: what was deleted then may be missing",
                entity,
                realmId,
                since);
        metrics.gap(entity);
        tell(new QuickBooksGapEvent(context, realmId, entity, since, QuickBooksGapEvent.Reason.CUT));
    }

    @Override
    public void told(String entity, String operation) {
        metrics.told(entity, operation);
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
                "Company {} has to be connected again; until then its requests fail and its consumers pause: {}",
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
                "The connection of company {} ends at {}, five years after somebody consented; nothing but connecting"
                        + " it again prevents that",
                realmId,
                end);
        tell(realmId, Kind.ENDING, end);
    }

    @Override
    public void refreshed(String realmId) {
        metrics.refreshed();
        LOG.debug("The tokens of company {} were refreshed", realmId);
    }

    private void tell(String realmId, Kind kind, Instant end) {
        metrics.connection(kind.name().toLowerCase(Locale.ROOT));
        tell(new QuickBooksCompanyEvent(context, realmId, kind, end));
    }

    private void tell(CamelEvent event) {
        try {
            context.getManagementStrategy().notify(event);
        } catch (Exception e) {
            LOG.warn("An event notifier failed on '{}': {}", event, e.toString());
        }
    }

    @Override
    public void repeating(Request request, QuickBooksException failure, int attempt) {
        metrics.repeated();
        LOG.debug("Attempt {} of {} failed and is repeated: {}", attempt, request, failure.summary());
    }
}
