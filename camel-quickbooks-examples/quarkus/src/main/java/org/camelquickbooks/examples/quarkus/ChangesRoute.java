package org.camelquickbooks.examples.quarkus;

import org.apache.camel.builder.RouteBuilder;

/** Logs what is in the books, and what changes in them. */
public class ChangesRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("quickbooks:cdc?entities=Customer,Invoice&startFrom=beginning&delay=1000&initialDelay=0")
                .routeId("changes")
                .log(
                        "${header.CamelQuickBooksOperation} ${header.CamelQuickBooksEntity} ${header.CamelQuickBooksEntityId}");
    }
}
