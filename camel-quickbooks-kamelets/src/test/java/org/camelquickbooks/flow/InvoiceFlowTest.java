package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders become invoices, once; what is wrong with them is told. */
class InvoiceFlowTest extends FlowTest {

    static final String ORDER = """
            {`id`:`W-1`,`number`:`W-1`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`,`email`:`fjord@example.com`},
             `lines`:[{`sku`:`TEA-1`,`quantity`:3,`unitPrice`:6.65,`amount`:19.95}],`shipping`:5.00,`total`:24.95}""";

    @BeforeEach
    void tea() {
        item("TEA-1");
    }

    static String order(String id, String sku) {
        return ORDER.replace("W-1", id).replace("TEA-1", sku);
    }

    @Test
    void anOrderBecomesAnInvoiceOfItsCustomer() {
        flow("invoice", "orders", "direct:in");
        send(json(ORDER));
        JsonNode invoice = row("select * from Invoice where DocNumber = 'W-1'");
        assertThat(invoice.path("TotalAmt").decimalValue()).isEqualByComparingTo("24.95");
        assertThat(invoice.at("/CustomerRef/name").asText()).isEqualTo("Fjord Kitchens");
        assertThat(ack().path("entityId").asText()).isEqualTo(invoice.path("Id").asText());
        assertThat(ack().path("number").asText()).isEqualTo("W-1");
        assertThat(ack().path("repeated").asBoolean()).isFalse();
    }

    @Test
    void theSameOrderAgainIsAcknowledgedAgainAndBookedOnce() {
        flow("invoice", "orders", "direct:in");
        send(json(ORDER));
        send(ORDER.replace('`', '"').replace("24.95", "24.950"));
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).hasSize(1);
        assertThat(acks()).hasSize(2);
        assertThat(acks().get(1).path("repeated").asBoolean()).isTrue();
        assertThat(acks().get(1).path("entityId")).isEqualTo(acks().get(0).path("entityId"));
    }

    @Test
    void anotherOrderOfTheSameIdIsRefused() {
        flow("invoice", "orders", "direct:in");
        send(json(ORDER));
        send(json(ORDER.replace("`shipping`:5.00,`total`:24.95", "`total`:19.95")));
        assertThat(deadLetter().path("reason").asText()).contains("W-1", "has other content");
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).hasSize(1);
    }

    @Test
    void whatDoesNotAddUpIsADeadLetterWithTheDifference() {
        flow("invoice", "orders", "direct:in");
        send(json(ORDER.replace("24.95", "25.95")));
        assertThat(deadLetter().at("/problems/0/pointer").asText()).isEqualTo("/total");
        assertThat(deadLetter().path("reason").asText()).contains("difference 1.00");
        assertThat(deadLetter().path("original")).isEqualTo(json(ORDER.replace("24.95", "25.95")));
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).isEmpty();
    }

    @Test
    void anUnknownItemIsNamedAndTheOrderTakenWhenItIsThere() {
        flow("invoice", "orders", "direct:in");
        send(json(order("W-2", "NEW-1")));
        assertThat(deadLetter().path("reason").asText()).contains("/lines/0/sku", "no Item with Sku 'NEW-1'");
        item("NEW-1");
        send(deadLetter().path("original"));
        assertThat(ack().path("number").asText()).isEqualTo("W-2");
    }

    @Test
    void missingItemsAreMadeWhereTheirAccountIsNamed() {
        flow("invoice", "orders", "direct:in", "newItemIncomeAccount", accountName("Income"));
        send(json(order("W-3", "NEW-2")));
        assertThat(dead()).isEmpty();
        assertThat(row("select * from Item where Sku = 'NEW-2'").path("Type").asText())
                .isEqualTo("NonInventory");
    }

    @Test
    void aFlowThatNamesAnAccountThatIsNotThereDoesNotStart() {
        assertThatThrownBy(() -> flow("invoice", "orders", "direct:in", "newItemIncomeAccount", "No such account"))
                .hasStackTraceContaining("Account with Name 'No such account' (parameter newItemIncomeAccount)");
    }

    @Test
    void aLostAnswerIsNoSecondInvoice() {
        flow("invoice", "orders", "direct:in");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.ANSWER_LOST)
                        .entity("Invoice")
                        .method("POST")
                        .times(2));
        send(json(ORDER));
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).hasSize(1);
        assertThat(acks()).hasSize(1);
    }

    @Test
    void whenQuickBooksIsAwayTheOrderWaitsAndThenGoesToTheDeadLetters() {
        flow("invoice", "orders", "direct:in", "redeliveries", "1");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE).path("*/invoice*"));
        send(json(ORDER));
        assertThat(deadLetter().path("retryable").asBoolean()).isTrue();
        SANDBOX.sandbox().faults().clear();
        send(deadLetter().path("original"));
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).hasSize(1);
        assertThat(ack().path("number").asText()).isEqualTo("W-1");
    }

    @Test
    void aPaidOrderIsASalesReceiptAndARefundACreditMemo() {
        flow("invoice", "orders", "direct:in");
        String method = row("select * from PaymentMethod").path("Name").asText();
        send(json(ORDER.replace("`total`", "`paid`:{`method`:`" + method + "`},`total`")));
        assertThat(rows("select * from SalesReceipt where DocNumber = 'W-1'")).hasSize(1);
    }

    @Test
    void refundsAreCreditMemos() {
        flow("invoice", "orders", "direct:in", "type", "refund", "name", "refund");
        send(json(ORDER));
        assertThat(rows("select * from CreditMemo where DocNumber = 'W-1'")).hasSize(1);
        assertThat(ack().path("flow").asText()).isEqualTo("refund");
    }

    @Test
    void documentsAreSentWhereThatIsAskedFor() {
        flow("invoice", "orders", "direct:in", "send", "true");
        send(json(ORDER));
        assertThat(company().letters()).hasSize(1);
        assertThat(ack().path("number").asText()).isEqualTo("W-1");
    }

    @Test
    void eachOfManyOrdersOfNewCustomersIsBookedOnce() throws Exception {
        flow("invoice", "orders", "direct:in");
        List<?> running = IntStream.range(0, 120)
                .mapToObj(i -> template.asyncSendBody(
                        "direct:in", json(order("M-" + i, "TEA-1").replace("Fjord Kitchens", "Kitchen " + i % 7))))
                .toList();
        for (Object each : running) {
            ((java.util.concurrent.Future<?>) each).get();
        }
        assertThat(acks()).hasSize(120);
        assertThat(rows("select * from Customer where DisplayName like 'Kitchen %'"))
                .hasSize(7);
        assertThat(rows("select * from Invoice where DocNumber like 'M-%' maxresults 1000"))
                .hasSize(120);
    }

    @Test
    void aHeaderNamesTheCompany() {
        flow("invoice", "orders", "direct:in", "name", "elsewhere");
        // The token is good for the first company only, so that the other refuses.
        template.sendBodyAndHeaders("direct:in", json(ORDER), company(QuickBooksSandbox.CANADA_REALM));
        assertThat(deadLetter().path("company").asText()).isEqualTo(QuickBooksSandbox.CANADA_REALM);
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).isEmpty();
    }

    @Test
    void emptyGarbledAndHugeBodiesAreDeadLetters() {
        flow("invoice", "orders", "direct:in");
        send("");
        send("{\"id\":");
        send("[1,2]");
        send("\"" + "x".repeat(10_000_000) + "\"");
        send(json(ORDER.replace("Fjord Kitchens", "Fjørd `Küchen` 厨房".replace("`", "'"))));
        assertThat(dead()).hasSize(4);
        assertThat(acks()).hasSize(1);
    }
}
