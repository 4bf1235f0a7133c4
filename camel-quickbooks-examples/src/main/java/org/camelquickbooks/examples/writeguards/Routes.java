package org.camelquickbooks.examples.writeguards;

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksDeletedSinceException;

/** The integration: orders become invoices, and invoices are replaced. What is refused goes to the people who do the books. */
public final class Routes extends RouteBuilder {

    static final String REFUSED = "refused";

    @Override
    public void configure() {
        // A write that was refused before it was sent is an IllegalArgumentException. A retry would not help.
        onException(IllegalArgumentException.class, QuickBooksDeletedSinceException.class)
                .handled(true)
                .setBody(exceptionMessage())
                .to("file:{{state}}/refused")
                .setHeader(REFUSED, constant(true));
        from("direct:order").routeId("order").to("quickbooks:create/Invoice?verifyReplay=true");
        from("direct:replace").routeId("replace").to("quickbooks:update/Invoice?sparse=false&onClearedFields=refuse");
    }
}
