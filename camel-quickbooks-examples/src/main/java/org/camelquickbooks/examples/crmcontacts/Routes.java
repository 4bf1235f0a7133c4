package org.camelquickbooks.examples.crmcontacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.Json;

/** The integration: two flows, and the CRM's interface at their ends. */
public final class Routes extends RouteBuilder {

    /** How far the CRM's changes were taken. Those that come again after a start are known to the flow. */
    private final AtomicInteger taken = new AtomicInteger();

    @Override
    public void configure() {
        from("timer:crm?period=500")
                .routeId("crm-changes")
                .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                .setHeader(Exchange.HTTP_QUERY, () -> "since=" + taken.get())
                .to("http://{{crm.address}}/contacts")
                .convertBodyTo(String.class)
                .process(exchange -> exchange.getMessage()
                        .setBody(Json.EXACT.readTree(exchange.getMessage().getBody(String.class))))
                .split(body())
                .process(this::contact)
                .to("direct:contacts");
        templatedRoute("quickbooks-contacts-in-flow")
                .routeId("contacts-in")
                .parameter("contacts", "direct:contacts")
                .parameter("conflict", "crm")
                .parameter("deadLetter", "log:refused");

        templatedRoute("quickbooks-contacts-out-flow")
                .routeId("contacts-out")
                .parameter("poll", "delay=500&startFrom=beginning")
                .parameter("crm", "direct:crm");
        from("direct:crm")
                .routeId("crm")
                .process(Routes::address)
                .removeHeaders("CamelQuickBooks*")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .toD("http://{{crm.address}}${exchangeProperty.path}")
                .convertBodyTo(String.class);
    }

    /** The CRM's contact as a canonical customer, which has no number of a change. */
    private void contact(Exchange exchange) {
        ObjectNode contact = ((ObjectNode) exchange.getMessage().getBody(JsonNode.class)).deepCopy();
        int change = contact.remove("change").asInt();
        taken.accumulateAndGet(change, Math::max);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(contact);
    }

    /** A contact that the CRM has is changed, another one made. */
    private static void address(Exchange exchange) throws Exception {
        String id = Json.text(Json.EXACT.readTree(exchange.getMessage().getBody(String.class)), "id");
        exchange.setProperty("path", "/contacts" + (id == null ? "" : "/" + id));
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, id == null ? "POST" : "PUT");
    }
}
