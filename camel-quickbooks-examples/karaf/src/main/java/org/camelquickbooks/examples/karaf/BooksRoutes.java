package org.camelquickbooks.examples.karaf;

import jakarta.json.JsonObject;
import org.apache.camel.builder.RouteBuilder;

/** Orders of a directory become invoices, customers of another are kept up to date, and each change becomes a file. */
final class BooksRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("file:{{books.directory}}/invoices?delay=200&initialDelay=0")
                .routeId("invoices")
                .to("quickbooks:create/Invoice?requestIdExpression=${file:name}")
                .convertBodyTo(JsonObject.class)
                .log("Invoice ${header.CamelQuickBooksEntityId} was made of ${file:name}");

        from("file:{{books.directory}}/customers?delay=200&initialDelay=0")
                .routeId("customers")
                .to("kamelet:quickbooks-upsert-sink?entity=Customer&key=DisplayName");

        from("quickbooks:cdc?entities=Customer,Invoice&startFrom=beginning&delay=500&initialDelay=0")
                .routeId("changes")
                .setHeader(
                        "CamelFileName",
                        simple("${header.CamelQuickBooksEntity}-${header.CamelQuickBooksEntityId}.json"))
                .setBody(simple("${header.CamelQuickBooksOperation}\n"))
                .to("file:{{books.directory}}/changes?fileExist=Append");
    }
}
