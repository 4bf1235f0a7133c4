package org.camelquickbooks.flow.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.camelquickbooks.flow.report.Difference.Kind;

/** How many differences of each kind the last reconciliation has found, as gauges; nothing without Micrometer. */
final class ReconciliationMetrics {

    private static final String NAME = "quickbooks-reconciliation-metrics";

    private final Map<Tags, AtomicInteger> gauges = new ConcurrentHashMap<>();

    private ReconciliationMetrics() {}

    static void count(CamelContext context, String company, List<ReconciledFlow> compared) {
        MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (meters == null) {
            return;
        }
        ReconciliationMetrics metrics;
        synchronized (context) {
            metrics = context.getRegistry().lookupByNameAndType(NAME, ReconciliationMetrics.class);
            if (metrics == null) {
                metrics = new ReconciliationMetrics();
                context.getRegistry().bind(NAME, ReconciliationMetrics.class, metrics);
            }
        }
        for (ReconciledFlow flow : compared) {
            Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
            flow.differences().forEach(difference -> counts.merge(difference.kind(), 1, Integer::sum));
            for (Kind kind : Kind.values()) {
                metrics.gauge(meters, Tags.of("realm", company, "flow", flow.flow(), "kind", kind.word()))
                        .set(counts.getOrDefault(kind, 0));
            }
        }
    }

    private AtomicInteger gauge(MeterRegistry meters, Tags tags) {
        return gauges.computeIfAbsent(
                tags, key -> meters.gauge("camel.quickbooks.reconciliation.differences", key, new AtomicInteger()));
    }
}
