package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments find their invoices. */
class PaymentFlowTest extends FlowTest {

    private String customer;

    @BeforeEach
    void invoices() {
        customer = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        invoice("P-1", "2026-01-10", "100.00", customer);
        invoice("P-2", "2026-01-20", "50.00", customer);
        invoice("P-3", "2026-01-30", "75.00", customer);
    }

    private static ObjectNode invoice(String number, String due, String amount, String customer) {
        String item =
                row("select * from Item where Type = 'Service'").path("Id").asText();
        return company()
                .create(
                        "Invoice",
                        json("{`DocNumber`:`" + number + "`,`TxnDate`:`2026-01-01`,`DueDate`:`" + due
                                + "`,`CustomerRef`:{`value`:`" + customer + "`},`Line`:[{`Amount`:" + amount
                                + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + item + "`}}}]}"));
    }

    private static ObjectNode payment(String id, String amount, String more) {
        return json("{`id`:`" + id + "`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:" + amount
                + more + "}");
    }

    private static String balance(String number) {
        return row("select * from Invoice where DocNumber = '" + number + "'")
                .path("Balance")
                .decimalValue()
                .setScale(2)
                .toPlainString();
    }

    private JsonNode booked() {
        return company().read("Payment", ack().path("entityId").asText());
    }

    @Test
    void aPaymentByCheckForANamedInvoice() {
        flow("payment", "payments", "direct:in");
        send(payment("C-1", "100.00", ",`method`:`Check`,`reference`:`7781`,`invoices`:[{`number`:`P-1`}]"));
        assertThat(balance("P-1")).isEqualTo("0.00");
        assertThat(booked().path("PaymentRefNum").asText()).isEqualTo("7781");
        // Payments are answered without the name of their method.
        assertThat(booked().at("/PaymentMethodRef/value").asText())
                .isEqualTo(row("select * from PaymentMethod where Name = 'Check'")
                        .path("Id")
                        .asText());
        assertThat(ack().has("note")).isFalse();
    }

    @Test
    void aSplitIsTakenAsItIsGiven() {
        flow("payment", "payments", "direct:in");
        send(payment("S-1", "90.00", ",`invoices`:[{`number`:`P-1`,`amount`:60.00},{`number`:`P-3`,`amount`:30.00}]"));
        assertThat(balance("P-1")).isEqualTo("40.00");
        assertThat(balance("P-3")).isEqualTo("45.00");
        assertThat(ack().path("note").asText()).contains("40.00 of invoice P-1 stays open");
    }

    @Test
    void theInvoiceOfJustThisBalanceGoesBeforeTheOldest() {
        flow("payment", "payments", "direct:in");
        send(payment("A-1", "50.00", ""));
        assertThat(balance("P-2")).isEqualTo("0.00");
        assertThat(balance("P-1")).isEqualTo("100.00");
    }

    @Test
    void otherwiseTheOldestArePaidFirst() {
        flow("payment", "payments", "direct:in");
        send(payment("O-1", "120.00", ""));
        assertThat(List.of(balance("P-1"), balance("P-2"), balance("P-3"))).containsExactly("0.00", "30.00", "75.00");
    }

    @Test
    void whatIsTooMuchStaysWithTheCustomer() {
        flow("payment", "payments", "direct:in");
        send(payment("X-1", "300.00", ""));
        assertThat(booked().path("UnappliedAmt").decimalValue()).isEqualByComparingTo("75");
        assertThat(ack().path("note").asText()).contains("75.00 exceeds the open balance");
    }

    @Test
    void whatIsTooLittleIsWrittenOffWithinTheTolerance() {
        String account = accountName("Expense");
        flow("payment", "payments", "direct:in", "tolerance", "0.05", "writeOffAccount", account);
        send(payment("T-1", "99.96", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-1")).isEqualTo("0.00");
        assertThat(booked().path("TotalAmt").decimalValue()).isEqualByComparingTo("99.96");
        assertThat(ack().path("note").asText()).contains("0.04 is missing from the payment of invoice P-1");
        send(payment("T-2", "49.90", ",`invoices`:[{`number`:`P-2`}]"));
        assertThat(balance("P-2")).isEqualTo("0.10");
    }

    @Test
    void anInvoiceThatIsNamedTwiceGetsNoMoreThanIsOpen() {
        flow("payment", "payments", "direct:in");
        send(payment("W-1", "120.00", ",`invoices`:[{`number`:`P-1`,`amount`:60.00},{`number`:`P-1`,`amount`:60.00}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-1")).isEqualTo("0.00");
        assertThat(booked().path("Line")).hasSize(1);
        assertThat(booked().path("UnappliedAmt").decimalValue()).isEqualByComparingTo("20");
        assertThat(ack().path("note").asText()).contains("the amount for invoice P-1 is 20.00 above its open balance");
    }

    @Test
    void aPartPaymentIsNoSmallDifference() {
        flow("payment", "payments", "direct:in", "tolerance", "0.05", "writeOffAccount", accountName("Expense"));
        send(payment("V-1", "99.97", ",`invoices`:[{`number`:`P-1`,`amount`:99.97}]"));
        send(payment("V-2", "49.98", ",`invoices`:[{`number`:`P-2`},{`number`:`P-3`}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-1")).isEqualTo("0.03");
        assertThat(balance("P-2")).isEqualTo("0.02");
        assertThat(balance("P-3")).isEqualTo("75.00");
        assertThat(rows("select * from JournalEntry where TxnDate = '2026-02-01'"))
                .isEmpty();
    }

    @Test
    void aToleranceNeedsAnAccount() {
        assertThatThrownBy(() -> flow("payment", "payments", "direct:in", "tolerance", "0.05"))
                .hasStackTraceContaining("no writeOffAccount");
    }

    @Test
    void invoicesOfOneNumberAreToldApart() {
        company()
                .update(
                        "Invoice",
                        row("select * from Invoice where DocNumber = 'P-2'")
                                .path("Id")
                                .asText(),
                        "{\"DocNumber\":\"P-1\"}");
        flow("payment", "payments", "direct:in");
        send(payment("N-1", "150.00", ""));
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from Invoice where DocNumber = 'P-1'"))
                .hasSize(2)
                .allSatisfy(invoice ->
                        assertThat(invoice.path("Balance").decimalValue()).isEqualByComparingTo("0"));
    }

    @Test
    void theSamePaymentAgainIsBookedOnce() {
        flow("payment", "payments", "direct:in");
        send(payment("D-1", "100.00", ""));
        send(payment("D-1", "100.00", ""));
        assertThat(balance("P-1")).isEqualTo("0.00");
        assertThat(balance("P-2")).isEqualTo("50.00");
        assertThat(acks()).hasSize(2);
        assertThat(acks().get(1).path("repeated").asBoolean()).isTrue();
    }

    @Test
    void unknownAndOthersInvoicesAreRefused() {
        String other = company()
                .create("Customer", "{\"DisplayName\":\"Other\"}")
                .path("Id")
                .asText();
        invoice("P-9", "2026-01-10", "10.00", other);
        flow("payment", "payments", "direct:in");
        send(payment("U-1", "10.00", ",`invoices`:[{`number`:`P-9`},{`number`:`P-77`}]"));
        assertThat(deadLetter().path("reason").asText())
                .contains("/invoices/0/number: invoice P-9 is one of Other")
                .contains("/invoices/1/number: QuickBooks has no invoice with the number P-77");
    }

    @Test
    void anInvoiceThatIsPaidAlreadyLeavesTheMoneyWithTheCustomer() {
        flow("payment", "payments", "direct:in");
        send(payment("Y-1", "50.00", ",`invoices`:[{`number`:`P-2`}]"));
        send(payment("Y-2", "50.00", ",`invoices`:[{`number`:`P-2`}]"));
        assertThat(acks().get(1).path("note").asText()).contains("50.00 pays no invoice");
        assertThat(balance("P-2")).isEqualTo("0.00");
    }

    @Test
    void paymentsOfOneCustomerAtTheSameTimePayNothingTwice() throws Exception {
        flow("payment", "payments", "direct:in");
        List<? extends Future<?>> running = IntStream.range(0, 45)
                .mapToObj(i -> template.asyncSendBody("direct:in", payment("B-" + i, "5.00", "")))
                .toList();
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(dead()).isEmpty();
        assertThat(List.of(balance("P-1"), balance("P-2"), balance("P-3"))).containsOnly("0.00");
        assertThat(rows("select * from Payment where CustomerRef = '" + customer + "'").stream()
                        .map(row -> row.path("UnappliedAmt").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0");
    }
}
