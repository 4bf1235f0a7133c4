package org.camelquickbooks.monitoring;

import org.apache.camel.CamelContext;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.runtime.ConsumerProgress;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** The metrics. Does nothing without Micrometer. */
public class Metrics {

    /** Micrometer is optional: its classes are touched only where they are there. */
    static Metrics in(CamelContext context, String scheme, boolean companyTag) {
        return Libraries.has("io.micrometer.core.instrument.MeterRegistry")
                ? MicrometerMetrics.of(context, scheme, companyTag)
                : new Metrics();
    }

    /** What is asked for when somebody looks. */
    public void observe(QuickBooksRuntime runtime) {}

    public void close() {}

    public CallWatch calling(Request request) {
        return CallWatch.NONE;
    }

    /** A consumer follows a company. */
    public void following(ConsumerProgress.FollowedCursor following) {}

    public void near(String realmId, String limit) {}

    /** A metered read was answered. */
    public void metered(String realmId, String endpoint) {}

    /** A share of the month's budget of reads is used. */
    public void budgetUsed() {}

    public void throttled(String realmId) {}

    public void gap(String realmId, String entity) {}

    public void delivered(String realmId, String entity, String operation) {}

    public void postRefused(int status) {}

    public void eventsSetAside(int count) {}

    public void refreshed(String realmId) {}

    public void connection(String realmId, String event) {}
}
