package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dead letter of each flow is sent again as it is, after its cause is gone, and is booked once. */
class DeadLettersTest extends FlowTest {

    @AfterEach
    void noFaults() {
        SANDBOX.sandbox().faults().clear();
    }

    /** Sends it, repairs what is wrong, sends the letter twice, and counts what it made. */
    private void again(String message, Runnable repair, String entity) {
        int before = company().count(entity);
        send(message.replace('`', '"'));
        JsonNode letter = deadLetter();
        assertThat(company().count(entity)).isEqualTo(before);
        repair.run();
        int repaired = company().count(entity);
        send(letter.toString());
        send(letter.toString());
        assertThat(dead()).as("letters").hasSize(1);
        assertThat(acks()).hasSize(2);
        assertThat(acks().get(1).path("repeated").asBoolean()).isTrue();
        assertThat(company().count(entity)).isEqualTo(repaired + 1);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
        if (message.contains("`date`")) {
            // The same id with other content, before and after the first again: nothing more.
            send(message.replace("`date`:`2026", "`date`:`2025").replace('`', '"'));
            assertThat(dead()).hasSize(2);
            assertThat(dead().get(1).path("reason").asText()).contains("D-1", "other content");
            send(message.replace('`', '"'));
            assertThat(dead()).hasSize(2);
            assertThat(company().count(entity)).isEqualTo(repaired + 1);
        }
    }

    private static void customer() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}");
    }

    private static void vendor() {
        company().create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
    }

    private static final String SALE =
            "{`id`:`D-1`,`number`:`D-1`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`},"
                    + "`lines`:[{`sku`:`TEA-1`,`quantity`:2,`unitPrice`:5.00,`amount`:10.00}],`total`:10.00}";

    @Test
    void ofAnOrder() {
        flow("invoice", "orders", "direct:in");
        again(SALE, () -> item("TEA-1"), "Invoice");
    }

    @Test
    void ofARefund() {
        flow("invoice", "orders", "direct:in", "type", "refund");
        customer();
        again(SALE, () -> item("TEA-1"), "CreditMemo");
    }

    @Test
    void ofAPayment() {
        flow("payment", "payments", "direct:in");
        again(
                "{`id`:`D-1`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:10.00}",
                DeadLettersTest::customer,
                "Payment");
    }

    @Test
    void ofAnItem() {
        flow("items", "items", "direct:in");
        again(
                "{`id`:`D-1`,`name`:`Tea`,`sku`:`D-1`,`type`:`service`,`incomeAccount`:`Tea sales`}",
                () -> company()
                        .create(
                                "Account",
                                json(
                                        "{`Name`:`Tea sales`,`AccountType`:`Income`,`AccountSubType`:`SalesOfProductIncome`}")),
                "Item");
    }

    @Test
    void ofAPurchase() {
        flow("purchase", "purchases", "direct:in");
        item("TEA-1");
        again(
                "{`id`:`D-1`,`number`:`PO-1`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`sku`:`TEA-1`,"
                        + "`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}",
                DeadLettersTest::vendor,
                "PurchaseOrder");
    }

    @Test
    void ofAReceipt() {
        item("TEA-1");
        vendor();
        flow("receipt", "receipts", "direct:in");
        again(
                "{`id`:`D-1`,`number`:`B-1`,`date`:`2026-02-05`,`purchase`:`PO-1`,`lines`:[{`sku`:`TEA-1`,`quantity`:4}]}",
                () -> company()
                        .create(
                                "PurchaseOrder",
                                json("{`DocNumber`:`PO-1`,`VendorRef`:{`value`:`"
                                        + id("select * from Vendor where DisplayName = 'Teahouse'")
                                        + "`},`APAccountRef`:{`value`:`"
                                        + id("select * from Account where AccountType = 'Accounts Payable'")
                                        + "`},`Line`:[{`Amount`:40,`DetailType`:`ItemBasedExpenseLineDetail`,`ItemBasedExpenseLineDetail`:{`ItemRef`:{`value`:`"
                                        + id("select * from Item where Sku = 'TEA-1'")
                                        + "`},`Qty`:10,`UnitPrice`:4}}]}")),
                "Bill");
    }

    @Test
    void ofACount() {
        flow("count", "counts", "direct:in", "adjustmentAccount", accountName("Cost of Goods Sold"));
        again(
                "{`id`:`D-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`KET-1`,`quantity`:3}]}",
                () -> company()
                        .create(
                                "Item",
                                json(
                                        "{`Name`:`Kettle`,`Sku`:`KET-1`,`Type`:`Inventory`,`TrackQtyOnHand`:true,`QtyOnHand`:10,"
                                                + "`InvStartDate`:`2026-01-01`,`PurchaseCost`:4,`IncomeAccountRef`:{`value`:`"
                                                + id("select * from Account where AccountType = 'Income'")
                                                + "`},`ExpenseAccountRef`:{`value`:`"
                                                + id("select * from Account where AccountType = 'Cost of Goods Sold'")
                                                + "`},`AssetAccountRef`:{`value`:`"
                                                + id("select * from Account where AccountSubType = 'Inventory'")
                                                + "`}}")),
                "InventoryAdjustment");
    }

    @Test
    void ofAContact() {
        flow("contacts-in", "contacts", "direct:in");
        int before = company().count("Customer");
        again("{`id`:`D-1`,`name`:`Fjord Harbour`,`parent`:`Fjord Kitchens`}", DeadLettersTest::customer, "Customer");
        assertThat(company().count("Customer")).isEqualTo(before + 2);
    }

    @Test
    void ofAPayout() {
        customer();
        flow("payment", "payments", "direct:payments", "acknowledgements", "mock:paid");
        flow("payout", "payouts", "direct:in");
        String bank = accountName("Bank");
        again(
                "{`id`:`D-1`,`date`:`2026-02-03`,`account`:`" + bank + "`,`amount`:10.00,`payments`:[{`id`:`P-1`}]}",
                () -> template.sendBody(
                        "direct:payments",
                        json("{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:10.00}")),
                "Deposit");
    }

    @Test
    void ofAPortionOfRevenue() {
        String liability = company()
                .create(
                        "Account",
                        json(
                                "{`Name`:`Deferred`,`AccountType`:`Other Current Liability`,`AccountSubType`:`OtherCurrentLiabilities`}"))
                .path("Id")
                .asText();
        String plan = company()
                .create(
                        "Item",
                        json("{`Name`:`Plan`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`" + liability + "`}}"))
                .path("Id")
                .asText();
        company()
                .create(
                        "Invoice",
                        json("{`TxnDate`:`2026-01-15`,`CustomerRef`:{`value`:`" + id("select * from Customer")
                                + "`},`Line`:[{`Amount`:120,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + plan + "`}}}]}"));
        flow(
                "revenue",
                "trigger",
                "direct:in",
                "items",
                "Plan=12",
                "deferredAccount",
                "Deferred",
                "revenueAccount",
                accountName("Income"),
                "redeliveries",
                "0");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE)
                        .entity("JournalEntry")
                        .method("POST"));
        int before = company().count("JournalEntry");
        send("2026-01");
        JsonNode letter = deadLetter();
        SANDBOX.sandbox().faults().clear();
        send(letter.toString());
        send(letter.toString());
        send("2026-01");
        assertThat(dead()).hasSize(1);
        assertThat(company().count("JournalEntry")).isEqualTo(before + 1);
    }

    @Test
    void asAMapOrInAStream() {
        flow("invoice", "orders", "direct:in");
        send(json(SALE));
        Map<?, ?> letter = Json.EXACT.convertValue(deadLetter(), Map.class);
        item("TEA-1");
        send(letter);
        send(new java.io.ByteArrayInputStream(
                deadLetter().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(dead()).hasSize(1);
        assertThat(acks()).hasSize(2);
        assertThat(rows("select * from Invoice where DocNumber = 'D-1'")).hasSize(1);
    }

    @Test
    void aFailedEmailLeavesTheInvoiceBookedAndIsSentByTheLetter() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in", "send", "true", "redeliveries", "0");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE).path("*/send*"));
        send(SALE.replace("Fjord Kitchens`", "Fjord Kitchens`,`email`:`ap@example.com`")
                .replace('`', '"'));
        JsonNode letter = deadLetter();
        assertThat(letter.path("booked").asBoolean()).isTrue();
        assertThat(letter.path("state").asText()).isEqualTo("BOOKED");
        assertThat(company().letters()).isEmpty();
        SANDBOX.sandbox().faults().clear();
        send(letter.toString());
        send(letter.toString());
        assertThat(dead()).hasSize(1);
        assertThat(company().letters()).hasSize(1);
        assertThat(rows("select * from Invoice where DocNumber = 'D-1'")).hasSize(1);
    }

    @Test
    void aRefusedWriteOffLeavesThePaymentBookedAndIsMadeByTheLetter() {
        customer();
        String customer = id("select * from Customer where DisplayName = 'Fjord Kitchens'");
        PaymentCasesTest.invoice("P-1", "2026-01-10", "100.00", customer);
        flow(
                "payment",
                "payments",
                "direct:in",
                "tolerance",
                "0.05",
                "writeOffAccount",
                accountName("Expense"),
                "redeliveries",
                "0");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.FAULT)
                        .status(6210, null, null)
                        .entity("JournalEntry")
                        .method("POST"));
        send(json("{`id`:`D-1`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:99.96,"
                + "`invoices`:[{`number`:`P-1`}]}"));
        JsonNode letter = deadLetter();
        assertThat(letter.path("booked").asBoolean()).isTrue();
        assertThat(letter.path("entity").asText()).isEqualTo("Payment");
        SANDBOX.sandbox().faults().clear();
        send(letter.toString());
        send(letter.toString());
        assertThat(dead()).hasSize(1);
        assertThat(acks()).hasSize(2);
        assertThat(row("select * from Invoice where DocNumber = 'P-1'")
                        .path("Balance")
                        .decimalValue())
                .isEqualByComparingTo("0");
        assertThat(rows("select * from Payment where CustomerRef = '" + customer + "'"))
                .hasSize(2);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void ofWhatHasNoIdIsNotInTheJournal() {
        flow("invoice", "orders", "direct:in");
        send("{\"number\":\"D-1\"}");
        send("no JSON");
        assertThat(dead()).hasSize(2);
        assertThat(dead().get(0).path("id").asText()).startsWith("exchange-");
        assertThat(Journals.of(context).page("invoice", REALM, null).join()).isEmpty();
    }

    @Test
    void ofAnEstimateThatCouldNotEvenBeTakenInHasItsId() {
        flow("estimate", "estimates", "direct:in", "realmId", REALM);
        send("{\"flow\":\"estimate\",\"reason\":\"lost\",\"company\":\"1\",\"original\":{\"Id\":\"77\"}}");
        assertThat(deadLetter().path("id").asText()).isEqualTo("77");
    }
}
