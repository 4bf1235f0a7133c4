package org.camelquickbooks.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.springframework.stereotype.Component;

/** An order that is posted is an invoice when it is answered; what changes in the books is told in the log. */
@Component
public class ShopRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(QuickBooksValidationException.class)
                .handled(true)
                .setHeader("CamelHttpResponseCode", constant(422))
                .setBody(simple("${exception.message}\n"));

        from("platform-http:/orders?httpMethodRestrict=POST")
                .routeId("orders")
                // The shop's own number: an order that is posted twice is one invoice.
                .setHeader("CamelQuickBooksRequestId", simple("${header.Order-Number}"))
                .to("quickbooks:create/Invoice")
                .setBody(simple("Invoice ${header.CamelQuickBooksEntityId}\n"));

        from("quickbooks:cdc?entities=Customer,Invoice,Payment&startFrom=now&delay=1000")
                .routeId("changes")
                .log(
                        "${header.CamelQuickBooksOperation} ${header.CamelQuickBooksEntity} ${header.CamelQuickBooksEntityId}");
    }
}
