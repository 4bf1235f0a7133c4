package org.camelquickbooks.monitoring;

import org.apache.camel.CamelContext;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Request;

/** The spans of calls. Does nothing without OpenTelemetry. */
public class Tracing {

    /** OpenTelemetry is optional: its classes are touched only where they are there. */
    public static Tracing of(CamelContext context, String serverUrl) {
        return Libraries.has("io.opentelemetry.api.trace.Tracer")
                ? OpenTelemetryTracing.in(context, serverUrl)
                : new Tracing();
    }

    /** What is traced at this moment, for the calls that are made for it; null where nothing is. */
    public Object current() {
        return null;
    }

    public CallWatch calling(Request request) {
        return CallWatch.NONE;
    }
}
