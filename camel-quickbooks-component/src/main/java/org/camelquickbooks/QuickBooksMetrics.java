package org.camelquickbooks;

import org.apache.camel.CamelContext;
import org.camelquickbooks.client.QuickBooksClient;

/** What is counted. Does nothing where there is no Micrometer. */
class QuickBooksMetrics {

    /** Micrometer is optional: its classes are touched only where they are there. */
    static QuickBooksMetrics of(CamelContext context) {
        if (context.getClassResolver().resolveClass("io.micrometer.core.instrument.MeterRegistry") == null) {
            return new QuickBooksMetrics();
        }
        return MicrometerMetrics.in(context);
    }

    void observe(QuickBooksClient client) {}

    void near(String limit) {}

    void throttled() {}

    void repeated() {}

    void gap(String entity) {}

    void told(String entity, String operation) {}

    void refreshed() {}

    void connection(String event) {}
}
