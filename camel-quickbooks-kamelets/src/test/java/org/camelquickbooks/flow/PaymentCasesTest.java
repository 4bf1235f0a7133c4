package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an accountant would try with payments; the books are looked at after each. */
class PaymentCasesTest extends FlowTest {

    private String customer;
    private String receivables;
    private BigDecimal before;

    @BeforeEach
    void invoices() {
        receivables = accountName("Accounts Receivable");
        customer = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        invoice("P-1", "2026-01-10", "100.00", customer);
        invoice("P-2", "2026-01-20", "50.00", customer);
        before = onAccount(receivables);
    }

    static ObjectNode invoice(String number, String due, String amount, String customer) {
        return company()
                .create(
                        "Invoice",
                        json("{`DocNumber`:`" + number + "`,`TxnDate`:`2026-01-01`,`DueDate`:`" + due
                                + "`,`CustomerRef`:{`value`:`" + customer + "`},`Line`:[{`Amount`:" + amount
                                + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + id("select * from Item where Type = 'Service'") + "`}}}]}"));
    }

    private static ObjectNode payment(String id, String amount, String more) {
        return json("{`id`:`" + id + "`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:" + amount
                + more + "}");
    }

    private static BigDecimal balance(String number) {
        return row("select * from Invoice where DocNumber = '" + number + "'")
                .path("Balance")
                .decimalValue();
    }

    private static String invoiceId(String number) {
        return id("select * from Invoice where DocNumber = '" + number + "'");
    }

    private JsonNode booked(int index) {
        return company().read("Payment", acks().get(index).path("entityId").asText());
    }

    private void receivablesFell(String by) {
        assertThat(before.subtract(onAccount(receivables))).isEqualByComparingTo(by);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void moneyForAVoidedInvoiceStaysWithTheCustomer() {
        voided("Invoice", invoiceId("P-1"));
        before = onAccount(receivables);
        flow("payment", "payments", "direct:in");
        send(payment("V-1", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(dead()).isEmpty();
        assertThat(booked(0).path("UnappliedAmt").decimalValue()).isEqualByComparingTo("100");
        assertThat(ack().path("note").asText()).contains("100.00 pays no invoice");
        assertThat(balance("P-2")).isEqualByComparingTo("50");
        receivablesFell("100");
    }

    @Test
    void aDeletedInvoiceIsNamedInTheDeadLetterAndTheLetterIsTakenWhenItIsThereAgain() {
        company().delete("Invoice", invoiceId("P-1"));
        flow("payment", "payments", "direct:in");
        send(payment("V-2", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(deadLetter().path("reason").asText()).contains("no invoice with the number P-1");
        invoice("P-1", "2026-01-10", "100.00", customer);
        send(deadLetter().toString());
        assertThat(balance("P-1")).isEqualByComparingTo("0");
        assertThat(rows("select * from Payment where CustomerRef = '" + customer + "'"))
                .hasSize(1);
    }

    @Test
    void partPaymentsInAnyOrderAddUpAndTheLastIsNoMoreThanIsOpen() {
        flow("payment", "payments", "direct:in");
        send(payment("T-2", "40.00", ",`invoices`:[{`number`:`P-1`,`amount`:40.00}]"));
        send(payment("T-1", "30.00", ",`invoices`:[{`number`:`P-1`,`amount`:30.00}]"));
        send(payment("T-3", "40.00", ",`invoices`:[{`number`:`P-1`,`amount`:40.00}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-1")).isEqualByComparingTo("0");
        assertThat(booked(2).path("UnappliedAmt").decimalValue()).isEqualByComparingTo("10");
        send(payment("T-2", "40.00", ",`invoices`:[{`number`:`P-1`,`amount`:40.00}]"));
        assertThat(acks().get(3).path("repeated").asBoolean()).isTrue();
        receivablesFell("110");
    }

    @Test
    void aSplitOfMoreThanCameInIsRefused() {
        flow("payment", "payments", "direct:in");
        send(payment("S-1", "100.00", ",`invoices`:[{`number`:`P-1`,`amount`:60.00},{`number`:`P-2`,`amount`:50.00}]"));
        assertThat(deadLetter().path("reason").asText())
                .contains("/invoices", "10.00 more than the amount of the payment");
        receivablesFell("0");
    }

    @Test
    void aPaymentOfNothingIsNoPayment() {
        flow("payment", "payments", "direct:in");
        send(payment("Z-1", "0.00", ""));
        assertThat(balance("P-1")).isEqualByComparingTo("100");
        receivablesFell("0");
    }

    @Test
    void anInvoiceThatACreditHasPaidTakesNoMore() {
        company()
                .create(
                        "CreditMemo",
                        json("{`TxnDate`:`2026-01-15`,`CustomerRef`:{`value`:`" + customer
                                + "`},`Line`:[{`Amount`:60.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + id("select * from Item where Type = 'Service'") + "`}}}]}"));
        String credit = id("select * from CreditMemo where CustomerRef = '" + customer + "'");
        company()
                .create(
                        "Payment",
                        json("{`TotalAmt`:0,`CustomerRef`:{`value`:`" + customer
                                + "`},`Line`:[{`Amount`:60.00,`LinkedTxn`:[{`TxnId`:`" + invoiceId("P-1")
                                + "`,`TxnType`:`Invoice`}]},{`Amount`:60.00,`LinkedTxn`:[{`TxnId`:`" + credit
                                + "`,`TxnType`:`CreditMemo`}]}]}"));
        assertThat(balance("P-1")).isEqualByComparingTo("40");
        before = onAccount(receivables);
        flow("payment", "payments", "direct:in");
        send(payment("K-1", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-1")).isEqualByComparingTo("0");
        assertThat(booked(0).path("UnappliedAmt").decimalValue()).isEqualByComparingTo("60");
        receivablesFell("100");
    }

    @Test
    void aPaymentThatComesAgainAfterSomebodyChangedItIsNotBookedAgain() {
        flow("payment", "payments", "direct:in");
        send(payment("H-1", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        String id = acks().get(0).path("entityId").asText();
        company().update("Payment", id, "{\"Line\":[]}");
        send(payment("H-1", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(acks().get(1).path("entityId").asText()).isEqualTo(id);
        assertThat(rows("select * from Payment where CustomerRef = '" + customer + "'"))
                .hasSize(1);
        receivablesFell("100");
    }

    @Test
    void thePaymentOfACustomerOfASimilarNameIsRefused() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchen\"}");
        flow("payment", "payments", "direct:in");
        ObjectNode payment = payment("N-1", "100.00", ",`invoices`:[{`number`:`P-1`}]");
        ((ObjectNode) payment.path("customer")).put("name", "Fjord Kitchen");
        send(payment);
        assertThat(deadLetter().path("reason").asText()).contains("invoice P-1 is one of Fjord Kitchens");
        ((ObjectNode) payment.path("customer")).put("name", "Fjord Kitchenz");
        send(payment.put("id", "N-2"));
        assertThat(dead().get(1).path("reason").asText()).contains("no Customer");
        receivablesFell("0");
    }

    @Test
    void anotherCurrencyThanTheInvoicesIsRefused() {
        flow("payment", "payments", "direct:in");
        send(payment("E-1", "100.00", ",`currency`:`EUR`,`invoices`:[{`number`:`P-1`}]"));
        send(payment("E-2", "100.00", ",`currency`:`EUR`"));
        assertThat(dead()).hasSize(2);
        receivablesFell("0");
    }

    @Test
    void anInactiveCustomerIsRefusedOrReactivated() {
        String gone = company()
                .create("Customer", "{\"DisplayName\":\"Gone Kitchens\"}")
                .path("Id")
                .asText();
        company().update("Customer", gone, "{\"Active\":false}");
        ObjectNode payment = payment("I-1", "100.00", "");
        ((ObjectNode) payment.path("customer")).put("name", "Gone Kitchens");
        flow("payment", "payments", "direct:in");
        send(payment);
        assertThat(deadLetter().path("reason").asText()).contains("inactive are: Gone Kitchens");
        receivablesFell("0");
        TemplatedRouteBuilder.builder(context, "quickbooks-payment-flow")
                .routeId("reactivating")
                .parameter("name", "reactivating")
                .parameter("payments", "direct:reactivating")
                .parameter("inactive", "reactivate")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .add();
        template.sendBody("direct:reactivating", payment);
        assertThat(dead()).hasSize(1);
        assertThat(company().read("Customer", gone).path("Active").asBoolean()).isTrue();
        assertThat(booked(0).path("UnappliedAmt").decimalValue()).isEqualByComparingTo("100");
        receivablesFell("100");
    }

    @Test
    void aDifferenceBeyondTheToleranceOrOfTwoInvoicesStaysOpen() {
        flow("payment", "payments", "direct:in", "tolerance", "0.05", "writeOffAccount", accountName("Expense"));
        send(payment("L-1", "99.94", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(balance("P-1")).isEqualByComparingTo("0.06");
        assertThat(rows("select * from JournalEntry where TxnDate = '2026-02-01'"))
                .isEmpty();
        receivablesFell("99.94");
    }

    /** Payments with a small write-off, and a reconciliation of them. */
    private void bookAndReconcile() {
        flow("payment", "payments", "direct:in", "tolerance", "0.05", "writeOffAccount", accountName("Expense"));
        flow(
                "reconciliation",
                "trigger",
                "direct:reconcile",
                "report",
                "mock:report",
                "differences",
                "mock:difference");
    }

    @Test
    void aDeletedWriteOffAndAnUnappliedPaymentAreFoundByTheReconciliation() {
        bookAndReconcile();
        send(payment("W-1", "99.96", ",`invoices`:[{`number`:`P-1`}]"));
        template.sendBody("direct:reconcile", null);
        assertThat(getMockEndpoint("mock:difference").getExchanges()).isEmpty();
        ObjectNode setOff = rows("select * from Payment where CustomerRef = '" + customer + "'").stream()
                .filter(one -> one.path("TotalAmt").decimalValue().signum() == 0)
                .findFirst()
                .orElseThrow();
        company().delete("Payment", setOff.path("Id").asText());
        company().delete("JournalEntry", id("select * from JournalEntry where TxnDate = '2026-02-01'"));
        template.sendBody("direct:reconcile", null);
        List<JsonNode> found = getMockEndpoint("mock:difference").getExchanges().stream()
                .map(FlowTest::body)
                .toList();
        assertThat(found).extracting(one -> one.path("kind").asText()).containsExactly("deleted", "deleted");
        assertThat(found)
                .extracting(one -> one.path("entity").asText())
                .containsExactlyInAnyOrder("JournalEntry", "Payment");
        assertThat(found).allSatisfy(one -> assertThat(one.path("id").asText()).isEqualTo("W-1"));
    }

    @Test
    void theCustomerDateAndNumberOfAPaymentAreCompared() {
        bookAndReconcile();
        send(payment("W-1", "99.96", ",`reference`:`CHK-1`,`invoices`:[{`number`:`P-1`}]"));
        send(payment("W-2", "57.00", ",`reference`:`CHK-2`"));
        template.sendBody("direct:reconcile", null);
        assertThat(getMockEndpoint("mock:difference").getExchanges()).isEmpty();
        String other = company()
                .create("Customer", "{\"DisplayName\":\"Somebody else\"}")
                .path("Id")
                .asText();
        company()
                .update(
                        "Payment",
                        id("select * from Payment where PaymentRefNum = 'CHK-1'"),
                        "{\"PaymentRefNum\":\"X\",\"TxnDate\":\"2026-02-02\"}");
        company()
                .update(
                        "Payment",
                        id("select * from Payment where PaymentRefNum = 'CHK-2'"),
                        "{\"Line\":[],\"CustomerRef\":{\"value\":\"" + other + "\"}}");
        template.sendBody("direct:reconcile", null);
        assertThat(getMockEndpoint("mock:difference").getExchanges().stream()
                        .map(FlowTest::body)
                        .filter(one -> one.path("kind").asText().equals("changed"))
                        .map(one -> one.path("id").asText() + " "
                                + one.path("field").asText()))
                .contains("W-1 number", "W-1 date", "W-2 customer");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultOrder.Effect.class,
            names = {"RESET_BEFORE", "ANSWER_LOST"})
    void aPaymentBesideOneOfWhichNobodyKnowsWhetherItIsBookedPaysNothingTwice(FaultOrder.Effect effect) {
        flow("payment", "payments", "direct:in", "redeliveries", "1");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(effect).entity("Payment").method("POST").times(50));
        send(payment("U-1", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        send(payment("U-2", "100.00", ",`invoices`:[{`number`:`P-1`}]"));
        for (int round = 0; round < 3; round++) {
            // The letter of U-1 as often as it takes: refused first, where U-2 has paid the invoice, and then decided
            // anew.
            send(dead().get(0));
        }
        assertThat(balance("P-1")).isEqualByComparingTo("0");
        List<ObjectNode> payments = rows("select * from Payment where CustomerRef = '" + customer + "'");
        assertThat(payments).hasSize(2);
        assertThat(payments.stream()
                        .map(each -> each.path("UnappliedAmt").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("100");
        receivablesFell("200");
    }

    @Test
    void aWriteOffHasTheClassAndTheLocationOfItsInvoice() {
        company()
                .update(
                        "Preferences",
                        id("select * from Preferences"),
                        "{\"AccountingInfoPrefs\":{\"ClassTrackingPerTxnLine\":true,\"TrackDepartments\":true}}");
        String retail =
                company().create("Class", "{\"Name\":\"Retail\"}").path("Id").asText();
        String halifax = company()
                .create("Department", "{\"Name\":\"Halifax\"}")
                .path("Id")
                .asText();
        ObjectNode line =
                (ObjectNode) company().read("Invoice", invoiceId("P-1")).at("/Line/0");
        ((ObjectNode) line.path("SalesItemLineDetail")).putObject("ClassRef").put("value", retail);
        company()
                .update(
                        "Invoice",
                        invoiceId("P-1"),
                        "{\"DepartmentRef\":{\"value\":\"" + halifax + "\"},\"Line\":[" + line + "]}");
        bookAndReconcile();
        send(payment("W-1", "99.96", ",`invoices`:[{`number`:`P-1`}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-1")).isEqualByComparingTo("0");
        for (JsonNode made :
                row("select * from JournalEntry where TxnDate = '2026-02-01'").path("Line")) {
            assertThat(made.at("/JournalEntryLineDetail/ClassRef/name").asText())
                    .isEqualTo("Retail");
            assertThat(made.at("/JournalEntryLineDetail/DepartmentRef/name").asText())
                    .isEqualTo("Halifax");
        }
        template.sendBody("direct:reconcile", null);
        assertThat(getMockEndpoint("mock:difference").getExchanges()).isEmpty();
    }

    @Test
    void thePaymentOfASubCustomerOfAnotherParentIsRefused() {
        String parent = company()
                .create("Customer", "{\"DisplayName\":\"Bergen Hotels\"}")
                .path("Id")
                .asText();
        company().create("Customer", json("{`DisplayName`:`Bar`,`Job`:true,`ParentRef`:{`value`:`" + parent + "`}}"));
        flow("payment", "payments", "direct:in");
        ObjectNode payment = payment("J-1", "20.00", "");
        ((ObjectNode) payment.path("customer")).put("name", "Bar").put("parent", "Fjord Kitchens");
        send(payment);
        assertThat(deadLetter().path("reason").asText()).contains("/customer/parent", "Bergen Hotels:Bar");
        receivablesFell("0");
        ((ObjectNode) payment.path("customer")).put("parent", "Bergen Hotels");
        send(payment);
        assertThat(dead()).hasSize(1);
        receivablesFell("20");
    }

    @Test
    void aPaymentIsOnTheReceivablesOfItsInvoice() {
        String other = company()
                .create("Account", json("{`Name`:`Trade debtors`,`AccountType`:`Accounts Receivable`}"))
                .path("Id")
                .asText();
        company()
                .create(
                        "Invoice",
                        json("{`DocNumber`:`P-9`,`TxnDate`:`2026-01-01`,`ARAccountRef`:{`value`:`" + other
                                + "`},`CustomerRef`:{`value`:`" + customer
                                + "`},`Line`:[{`Amount`:70.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + id("select * from Item where Type = 'Service'") + "`}}}]}"));
        assertThat(onAccount("Trade debtors")).isEqualByComparingTo("70");
        flow("payment", "payments", "direct:in", "tolerance", "0.05", "writeOffAccount", accountName("Expense"));
        send(payment("R-1", "69.97", ",`invoices`:[{`number`:`P-9`}]"));
        assertThat(dead()).isEmpty();
        assertThat(balance("P-9")).isEqualByComparingTo("0");
        assertThat(onAccount("Trade debtors")).isEqualByComparingTo("0");
        receivablesFell("0");
    }
}
