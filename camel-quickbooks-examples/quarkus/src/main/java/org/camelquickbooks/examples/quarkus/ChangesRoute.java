package org.camelquickbooks.examples.quarkus;

import org.apache.camel.builder.RouteBuilder;

/** Logs what is in the books, what changes in them, and what Intuit's webhooks report. */
public class ChangesRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("quickbooks:cdc?entities=Customer,Invoice&startFrom=beginning&delay=1000&initialDelay=0")
                .routeId("changes")
                .log(
                        "${header.CamelQuickBooksOperation} ${header.CamelQuickBooksEntity} ${header.CamelQuickBooksEntityId}");

        from("quickbooks:webhook?webhookPath=/quickbooks/webhook&webhookVerifyToken={{verifier-token}}")
                .routeId("webhooks")
                .log(
                        "webhook: ${header.CamelQuickBooksOperation} ${header.CamelQuickBooksEntity} ${header.CamelQuickBooksEntityId}");
    }
}
