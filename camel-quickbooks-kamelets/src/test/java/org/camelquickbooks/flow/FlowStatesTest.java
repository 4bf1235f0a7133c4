package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message goes its way through the states, and what is booked stays booked. */
class FlowStatesTest extends FlowTest {

    private final AtomicBoolean fails = new AtomicBoolean(true);

    @BeforeEach
    void failingAcknowledgements() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:acks")
                        .process(exchange -> {
                            if (fails.get()) {
                                throw new IllegalStateException("the shop is down");
                            }
                        })
                        .to("mock:acks");
            }
        });
    }

    private FlowEntry entry(String flow, String id) {
        return Journals.of(context).find(new FlowKey(flow, REALM, id)).join().orElseThrow();
    }

    private static String order(String id) {
        return InvoiceFlowTest.order(id, "TEA-1");
    }

    @Test
    void aFailedAcknowledgementLeavesTheInvoiceBookedAndIsSentWhenTheLetterComesAgain() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in", "acknowledgements", "direct:acks", "redeliveries", "2");
        send(json(order("S-1")));
        JsonNode letter = deadLetter();
        assertThat(letter.path("booked").asBoolean()).isTrue();
        assertThat(letter.path("reason").asText()).contains("is booked", "the shop is down");
        assertThat(entry("invoice", "S-1").state()).isEqualTo(FlowState.BOOKED);
        fails.set(false);
        // The letter as it is.
        send(letter.toString());
        assertThat(ack().path("entityId").asText())
                .isEqualTo(letter.path("entityId").asText());
        assertThat(entry("invoice", "S-1").state()).isEqualTo(FlowState.DONE);
        assertThat(rows("select * from Invoice where DocNumber = 'S-1'")).hasSize(1);
    }

    @Test
    void aRefusedMessageIsBookedWhenItsLetterComesAgainAfterTheCauseIsGone() {
        flow("invoice", "orders", "direct:in");
        send(json(order("S-2")));
        assertThat(entry("invoice", "S-2").state()).isEqualTo(FlowState.REFUSED);
        item("TEA-1");
        send(deadLetter().toString());
        assertThat(ack().path("number").asText()).isEqualTo("S-2");
    }

    @Test
    void aCustomerWhoseNameIsSomebodyElsesByNowGetsNothing() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(json(order("S-3")));
        JsonNode first = company().read("Invoice", ack().path("entityId").asText());
        String old = first.at("/CustomerRef/value").asText();
        String name = first.at("/CustomerRef/name").asText();
        company().update("Customer", old, "{\"DisplayName\":\"" + name + " (old)\"}");
        String now = company()
                .create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
        send(json(order("S-4")));
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from Invoice where DocNumber = 'S-4'"))
                .singleElement()
                .satisfies(invoice ->
                        assertThat(invoice.at("/CustomerRef/value").asText()).isEqualTo(now));
    }

    @Test
    void aCustomerWhoWasRenamedKeepsTheInvoice() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(json(order("S-5")));
        JsonNode first = company().read("Invoice", ack().path("entityId").asText());
        String id = first.at("/CustomerRef/value").asText();
        company().update("Customer", id, "{\"DisplayName\":\"Another name\"}");
        send(json(order("S-6")));
        assertThat(row("select * from Invoice where DocNumber = 'S-6'")
                        .at("/CustomerRef/value")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void ordersAndRefundsOfOneNumberAreTwoMessages() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-invoice-flow")
                .routeId("refunds")
                .parameter("orders", "direct:refunds")
                .parameter("type", "refund")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .add();
        send(json(order("S-7")));
        ObjectNode refund = json(order("S-7"));
        refund.remove(java.util.List.of("terms", "paid", "dueDate"));
        template.sendBody("direct:refunds", refund);
        assertThat(dead()).isEmpty();
        assertThat(acks()).extracting(ack -> ack.path("entity").asText()).containsExactly("Invoice", "CreditMemo");
    }

    @Test
    void twoFlowsThatSendStockUnderOneDefaultNameDoNotStart() {
        flow("stock", "warehouse", "mock:one");
        assertThatThrownBy(
                        () -> org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-stock-flow")
                                .routeId("another")
                                .parameter("warehouse", "mock:other")
                                .add())
                .hasStackTraceContaining("Two flows have the name 'stock'");
    }

    @Test
    void twoFlowsOfOneDefaultNameDoNotStart() {
        flow("invoice", "orders", "direct:in");
        assertThatThrownBy(
                        () -> org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-invoice-flow")
                                .routeId("another")
                                .parameter("orders", "direct:other")
                                .add())
                .hasStackTraceContaining("Two flows have the name 'invoice'");
    }

    @Test
    void aDayThatIsNotInTheCalendarIsRefusedByItsPlace() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(json(order("S-8")).put("date", "2026-02-31"));
        assertThat(deadLetter().path("reason").asText()).contains("/date", "2026-02-31");
    }

    @Test
    void idsOfAnyLengthAreBookedOnce() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        String id = "0b9f7c1e-6a2f-4c9e-9b1f-2f6f0a7f4b10".repeat(8);
        ObjectNode order = json(order("S-9")).put("id", id);
        send(order);
        send(order);
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from Invoice where DocNumber = 'S-9'")).hasSize(1);
        assertThat(acks().get(1).path("repeated").asBoolean()).isTrue();
    }

    @Test
    void anOlderVersionOfAnItemChangesNothing() {
        flow("items", "items", "direct:in", "incomeAccount", accountName("Income"));
        String item = "{`id`:`I-1`,`name`:`Tea`,`sku`:`I-1`,`type`:`nonInventory`,`price`:PRICE,`version`:VERSION}";
        send(json(item.replace("PRICE", "1.00").replace("VERSION", "1")));
        send(json(item.replace("PRICE", "3.00").replace("VERSION", "3")));
        send(json(item.replace("PRICE", "2.00").replace("VERSION", "2")));
        send(json(item.replace("PRICE", "1.00").replace("VERSION", "1")));
        assertThat(dead()).isEmpty();
        assertThat(row("select * from Item where Sku = 'I-1'").path("UnitPrice").decimalValue())
                .isEqualByComparingTo("3.00");
        assertThat(acks().get(2).path("note").asText()).contains("older version");
    }
}
