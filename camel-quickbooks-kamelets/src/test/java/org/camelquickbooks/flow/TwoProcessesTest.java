package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.flow.engine.FlowState;
import org.junit.jupiter.api.Test;

/** Two Camel contexts share a state database, as two processes do. */
class TwoProcessesTest extends FlowTest {

    private static List<JsonNode> bodies(CamelContext context, String mock) {
        return context.getEndpoint(mock, MockEndpoint.class).getExchanges().stream()
                .map(FlowTest::body)
                .toList();
    }

    private DefaultCamelContext other(String template, String source) throws Exception {
        DefaultCamelContext other = new DefaultCamelContext();
        connect(other, state);
        other.start();
        TemplatedRouteBuilder.builder(other, "quickbooks-" + template + "-flow")
                .routeId("the-other-flow")
                .parameter(source, "direct:in")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .parameter("redeliveryDelay", "10")
                .add();
        return other;
    }

    private void both(DefaultCamelContext other, Object one, Object two) {
        CompletableFuture<?> here = template.asyncSendBody("direct:in", one);
        CompletableFuture<?> there = other.createProducerTemplate().asyncSendBody("direct:in", two);
        CompletableFuture.allOf(here, there).join();
    }

    @Test
    void theSameMessageAtTheSameTimeIsBookedOnceAndAcknowledgedByBoth() throws Exception {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        try (DefaultCamelContext other = other("invoice", "orders")) {
            for (int i = 0; i < 10; i++) {
                both(
                        other,
                        json(InvoiceFlowTest.order("B-" + i, "TEA-1")),
                        json(InvoiceFlowTest.order("B-" + i, "TEA-1")));
            }
            assertThat(dead()).isEmpty();
            assertThat(bodies(other, "mock:dead")).isEmpty();
            assertThat(rows("select * from Invoice where DocNumber like 'B-%'")).hasSize(10);
            List<String> mine = new ArrayList<>(
                    acks().stream().map(ack -> ack.path("entityId").asText()).toList());
            assertThat(bodies(other, "mock:acks").stream()
                            .map(ack -> ack.path("entityId").asText()))
                    .containsExactlyElementsOf(mine);
        }
    }

    @Test
    void oneIdWithTwoContentsIsOneDocumentAndOneRefusal() throws Exception {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        try (DefaultCamelContext other = other("invoice", "orders")) {
            for (int i = 0; i < 10; i++) {
                both(
                        other,
                        json(InvoiceFlowTest.order("C-" + i, "TEA-1")),
                        json(InvoiceFlowTest.order("C-" + i, "TEA-1")).put("note", "another"));
            }
            assertThat(rows("select * from Invoice where DocNumber like 'C-%'")).hasSize(10);
            assertThat(dead().size() + bodies(other, "mock:dead").size()).isEqualTo(10);
            assertThat(acks().size() + bodies(other, "mock:acks").size()).isEqualTo(10);
        }
    }

    @Test
    void paymentsOfOneCustomerArePutOnInvoicesOneAfterTheOther() throws Exception {
        String customer = company()
                .create("Customer", "{\"DisplayName\":\"Two Processes\"}")
                .path("Id")
                .asText();
        String service =
                row("select * from Item where Type = 'Service'").path("Id").asText();
        company()
                .create(
                        "Invoice",
                        json("{`DocNumber`:`TP-1`,`TxnDate`:`2026-01-01`,`CustomerRef`:{`value`:`" + customer
                                + "`},`Line`:[{`Amount`:100.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + service + "`}}}]}"));
        flow("payment", "payments", "direct:in");
        try (DefaultCamelContext other = other("payment", "payments")) {
            for (int i = 0; i < 10; i++) {
                String payment = "{`id`:`ID`,`date`:`2026-02-01`,`customer`:{`name`:`NAME`},`amount`:5.00}";
                both(
                        other,
                        json(payment.replace("ID", "x-" + i).replace("NAME", "Two Processes")),
                        json(payment.replace("ID", "y-" + i).replace("NAME", " two processes")));
            }
            assertThat(dead()).isEmpty();
            assertThat(bodies(other, "mock:dead")).isEmpty();
            assertThat(row("select * from Invoice where DocNumber = 'TP-1'")
                            .path("Balance")
                            .decimalValue())
                    .isEqualByComparingTo("0");
            assertThat(rows("select * from Payment where CustomerRef = '" + customer + "'"))
                    .hasSize(20)
                    .allSatisfy(
                            payment -> assertThat(payment.path("UnappliedAmt").decimalValue())
                                    .isEqualByComparingTo("0"));
        }
    }

    @Test
    void onlyTheTransitionsOfTheTableAreAllowed() {
        assertThat(FlowState.RECEIVED.mayBecome(FlowState.BOOKED)).isFalse();
        assertThat(FlowState.BOOKED.mayBecome(FlowState.REFUSED)).isFalse();
        assertThat(FlowState.DONE.mayBecome(FlowState.REFUSED)).isFalse();
        assertThat(FlowState.DONE.mayBecome(FlowState.RECEIVED)).isTrue();
        assertThat(FlowState.BOOKED.mayBecome(FlowState.PLANNED)).isTrue();
    }
}
