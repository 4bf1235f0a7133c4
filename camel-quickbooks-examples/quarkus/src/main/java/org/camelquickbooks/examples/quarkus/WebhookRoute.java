package org.camelquickbooks.examples.quarkus;

import org.apache.camel.builder.RouteBuilder;

/** Logs what Intuit's webhooks report. */
public class WebhookRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("quickbooks:webhook?webhookPath=/quickbooks/webhook&webhookVerifyToken={{verifier-token}}")
                .routeId("webhooks")
                .log(
                        "webhook: ${header.CamelQuickBooksOperation} ${header.CamelQuickBooksEntity} ${header.CamelQuickBooksEntityId}");
    }
}
