package org.camelquickbooks.examples.twonodes;

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** What each node does: takes webhooks in, follows changes where it leads, and works on what is in the topics. */
final class Routes extends RouteBuilder {

    private static final String KAFKA = "?brokers={{kafka.brokers}}";
    private static final String WORKERS =
            KAFKA + "&autoOffsetReset=earliest&maxPollRecords=10&sessionTimeoutMs=10000&groupId=";

    @Override
    public void configure() {
        // What passes is waited for: the offset is committed when the order is done.
        onException(QuickBooksUnavailableException.class, QuickBooksThrottledException.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay(500)
                .logRetryAttempted(false);

        from("quickbooks:webhook?webhookVerifyToken={{verifier-token}}&acknowledge=afterRoute")
                .routeId("intake")
                .to("direct:event");

        // What webhooks lose it finds.
        from("master:books:quickbooks:cdc?entities=Customer&startFrom=beginning&delay=1000&initialDelay=0")
                .routeId("net")
                .to("direct:event");

        // An entity's events stay in their order, since they are in one partition.
        from("direct:event")
                .routeId("event")
                .setHeader("kafka.KEY", header("CamelQuickBooksEntityId"))
                .setBody(header("CamelQuickBooksEntityId"))
                .to("kafka:{{events.topic}}" + KAFKA);

        from("kafka:{{events.topic}}" + WORKERS + "customers")
                .routeId("customers")
                .to("sql:INSERT INTO customer (id, node) VALUES (:#${body}, '{{node}}') ON CONFLICT (id) DO NOTHING"
                        + "?dataSource=#database");

        from("kafka:{{orders.topic}}" + WORKERS + "orders")
                .routeId("orders")
                .setHeader("CamelQuickBooksRequestId", simple("${header[kafka.KEY]}"))
                .setProperty("order", simple("${header[kafka.KEY]}"))
                .to("quickbooks:create/Invoice")
                .to(
                        "sql:INSERT INTO booked (number, node) VALUES (:#${exchangeProperty.order}, '{{node}}') ON CONFLICT (number)"
                                + " DO NOTHING?dataSource=#database");
    }
}
