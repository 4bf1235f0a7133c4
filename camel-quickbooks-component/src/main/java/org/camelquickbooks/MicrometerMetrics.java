package org.camelquickbooks;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.function.ToIntFunction;
import org.apache.camel.CamelContext;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.throttle.LineState;

/** Counts with the one MeterRegistry of the Camel registry. Companies are summed up, so that there are few series. */
final class MicrometerMetrics extends QuickBooksMetrics {

    private static final String PREFIX = "camel.quickbooks.";

    private final MeterRegistry meters;

    private MicrometerMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    static QuickBooksMetrics in(CamelContext context) {
        MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
        return meters == null ? new QuickBooksMetrics() : new MicrometerMetrics(meters);
    }

    @Override
    void observe(QuickBooksClient client) {
        gauge(client, "limit.requests", LineState::requests);
        gauge(client, "limit.batches", LineState::batches);
        gauge(client, "limit.reports", LineState::reports);
        gauge(client, "waiting", LineState::waiting);
        gauge(client, "inside", LineState::inside);
        meters.gauge(PREFIX + "connection.days", client, MicrometerMetrics::shortestDays);
    }

    /** The largest of all companies: that is the one near its limit. */
    private void gauge(QuickBooksClient client, String name, ToIntFunction<LineState> value) {
        meters.gauge(PREFIX + name, client, c -> max(c.lines().values(), value));
    }

    /** How long the connection lasts that ends first; not a number where no end is known. */
    private static double shortestDays(QuickBooksClient client) {
        return client.watch().shortest().map(left -> left.toHours() / 24.0).orElse(Double.NaN);
    }

    private static int max(Collection<LineState> lines, ToIntFunction<LineState> value) {
        return lines.stream().mapToInt(value).max().orElse(0);
    }

    @Override
    void near(String limit) {
        meters.counter(PREFIX + "limit.near", "limit", limit).increment();
    }

    @Override
    void throttled() {
        meters.counter(PREFIX + "throttled").increment();
    }

    @Override
    void repeated() {
        meters.counter(PREFIX + "retries").increment();
    }

    @Override
    void gap(String entity) {
        meters.counter(PREFIX + "gaps", "entity", entity).increment();
    }

    @Override
    void refreshed() {
        meters.counter(PREFIX + "refreshes").increment();
    }

    @Override
    void connection(String event) {
        meters.counter(PREFIX + "connection", "event", event).increment();
    }

    @Override
    void told(String entity, String operation) {
        meters.counter(PREFIX + "changes", "entity", entity, "operation", operation)
                .increment();
    }
}
