#set( $symbol_dollar = '$' )
package ${package};

import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** Each file in the directory of orders becomes one invoice in QuickBooks. */
public class OrderRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // QuickBooks cannot be reached, or its answer was lost: send the same request later, as often as it takes.
        onException(QuickBooksUnavailableException.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay("{{orders.redeliveryDelay}}");

        from("file:{{orders.directory}}?include=.*.json&move=done&moveFailed=failed")
                .routeId("orders")
                .convertBodyTo(String.class)
                // The same name is the same order: however often the file arrives, there is one invoice.
                .setHeader("CamelQuickBooksRequestId", simple("${symbol_dollar}{file:name.noext}"))
                .to("quickbooks:create/Invoice")
                .log("Order ${symbol_dollar}{file:name.noext} is invoice ${symbol_dollar}{header.CamelQuickBooksEntityId}");
    }
}
