package org.camelquickbooks.monitoring;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;

/** The attributes of the spans of quickbooks endpoints, for any tracer of camel-telemetry. */
public final class QuickBooksSpanDecorator extends AbstractSpanDecorator {

    @Override
    public String getComponent() {
        return QuickBooksConstants.SCHEME;
    }

    @Override
    public String getComponentClassName() {
        return "org.camelquickbooks.QuickBooksComponent";
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return endpoint instanceof QuickBooksEndpoint quickbooks
                ? "quickbooks:" + quickbooks.label()
                : super.getOperationName(exchange, endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        if (endpoint instanceof QuickBooksEndpoint quickbooks) {
            tag(
                    span,
                    "quickbooks.realm_id",
                    exchange.getMessage()
                            .getHeader(
                                    QuickBooksConstants.REALM_ID,
                                    quickbooks.getConfiguration().getRealmId(),
                                    String.class));
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        tag(span, "quickbooks.entity_id", exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID, String.class));
        tag(span, "intuit_tid", exchange.getMessage().getHeader(QuickBooksConstants.INTUIT_TID, String.class));
    }

    private static void tag(Span span, String name, String value) {
        if (value != null) {
            span.setTag(name, value);
        }
    }
}
