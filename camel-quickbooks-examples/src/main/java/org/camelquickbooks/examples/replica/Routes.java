package org.camelquickbooks.examples.replica;

import org.apache.camel.builder.RouteBuilder;

/** The integration: one flow. */
public final class Routes extends RouteBuilder {

    @Override
    public void configure() {
        templatedRoute("quickbooks-replica-flow")
                .routeId("copy")
                .parameter("dataSource", "warehouse")
                .parameter("schedule", "{{copy.schedule}}");
    }
}
