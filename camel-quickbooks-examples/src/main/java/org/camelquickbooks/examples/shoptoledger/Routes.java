package org.camelquickbooks.examples.shoptoledger;

import org.apache.camel.builder.RouteBuilder;

/** The integration: a topic in, two topics out. */
public final class Routes extends RouteBuilder {

    private static final String BROKERS = "brokers={{kafka.brokers}}";

    @Override
    public void configure() {
        getContext().getRegistry().bind("told", new Told());

        // An offset is committed when its orders are done: after a crash they come again, and are known.
        templatedRoute("quickbooks-invoice-flow")
                .routeId("ledger")
                .parameter(
                        "orders",
                        "kafka:{{orders.topic}}?" + BROKERS
                                + "&groupId=ledger&autoOffsetReset=earliest&maxPollRecords=50")
                .parameter("acknowledgements", "kafka:{{acknowledgements.topic}}?" + BROKERS)
                .parameter("deadLetter", "kafka:{{dead-letters.topic}}?" + BROKERS);

        // The other side, for the show.
        from("direct:shop").routeId("shop").to("kafka:{{orders.topic}}?" + BROKERS);
        from("kafka:{{acknowledgements.topic}}?" + BROKERS + "&groupId=shop&autoOffsetReset=earliest")
                .routeId("acknowledged")
                .to("bean:told?method=acknowledged");
        from("kafka:{{dead-letters.topic}}?" + BROKERS + "&groupId=shop&autoOffsetReset=earliest")
                .routeId("refused")
                .log("Refused: ${body}")
                .to("bean:told?method=refused");
    }
}
