package org.camelquickbooks;

import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.camelquickbooks.client.ClientListener;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.consumer.ConsumerListener;
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
    public void companyPaused(String realmId, Exception why) {
        LOG.warn("Company {} is not polled until it is connected again: {}", realmId, why.toString());
        tell(new QuickBooksCompanyEvent(context, realmId, true));
    }

    @Override
    public void companyResumed(String realmId) {
        LOG.info("Company {} was connected again and is polled", realmId);
        tell(new QuickBooksCompanyEvent(context, realmId, false));
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
