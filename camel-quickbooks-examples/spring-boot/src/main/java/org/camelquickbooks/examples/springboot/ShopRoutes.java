package org.camelquickbooks.examples.springboot;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.PredicateBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.springframework.stereotype.Component;

/** An order that is posted is an invoice when it is answered; what changes in the books is told in the log. */
@Component
public class ShopRoutes extends RouteBuilder {

    private static final String NUMBER = "Order-Number";

    @Override
    public void configure() {
        // What goes wrong is answered with its reason: 400 where the order is no JSON, 422 where QuickBooks refuses it,
        // 503
        // where QuickBooks cannot take it now.
        onException(IllegalArgumentException.class)
                .handled(true)
                .setProperty("problem", simple("${exception.message}"))
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(400))
                .to("direct:problem");
        onException(QuickBooksValidationException.class)
                .handled(true)
                .setProperty("problem", simple("${exception.message}"))
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(422))
                .to("direct:problem");
        onException(QuickBooksException.class)
                .handled(true)
                .log("An order is not booked: ${exception.message}")
                .setProperty("problem", simple("${exception.message}"))
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(503))
                .to("direct:problem");

        from("platform-http:/orders?httpMethodRestrict=POST")
                .routeId("orders")
                .choice()
                .when(PredicateBuilder.or(
                        header(NUMBER).isNull(), header(NUMBER).isEqualTo("")))
                .setProperty(
                        "problem", constant("The header " + NUMBER + " is missing: the shop's number of the order"))
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(400))
                .to("direct:problem")
                .otherwise()
                // The shop's own number: an order that is posted twice is one invoice.
                .setHeader("CamelQuickBooksRequestId", header(NUMBER))
                .to("quickbooks:create/Invoice")
                .setBody(simple("Invoice ${header.CamelQuickBooksEntityId}\n"));

        from("direct:problem")
                .routeId("problem")
                .setBody(exchange -> Map.of("error", exchange.getProperty("problem", String.class)))
                .marshal()
                .json(JsonLibrary.Jackson)
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));

        from("quickbooks:cdc?entities=Customer,Invoice,Payment&startFrom=now&delay=1000")
                .routeId("changes")
                .log(
                        "${header.CamelQuickBooksOperation} ${header.CamelQuickBooksEntity} ${header.CamelQuickBooksEntityId}");
    }
}
