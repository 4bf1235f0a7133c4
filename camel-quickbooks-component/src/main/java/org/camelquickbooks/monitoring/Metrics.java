package org.camelquickbooks.monitoring;

import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConnection;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.consumer.Progress;

/** What is counted. Does nothing where there is no Micrometer. */
public class Metrics {

    /** Micrometer is optional: its classes are touched only where they are there. */
    public static Metrics of(QuickBooksComponent component) {
        return Libraries.has("io.micrometer.core.instrument.MeterRegistry")
                ? MicrometerMetrics.in(component.getCamelContext(), component.isMetricsCompanyTag())
                : new Metrics();
    }

    /** What is asked for when somebody looks. */
    public void observe(QuickBooksConnection connection) {}

    public void close() {}

    public CallWatch calling(Request request) {
        return CallWatch.NONE;
    }

    /** A consumer follows a company. */
    public void following(Progress.Following following) {}

    public void near(String realmId, String limit) {}

    public void throttled(String realmId) {}

    public void gap(String realmId, String entity) {}

    public void told(String realmId, String entity, String operation) {}

    public void postRefused(int status) {}

    public void refreshed(String realmId) {}

    public void connection(String realmId, String event) {}
}
