package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Items come in, are counted, ordered and received. */
class InventoryFlowsTest extends FlowTest {

    private void items() {
        flow(
                "items",
                "items",
                "direct:items",
                "acknowledgements",
                "mock:made",
                "incomeAccount",
                accountName("Income"),
                "expenseAccount",
                accountName("Cost of Goods Sold"),
                "assetAccount",
                name("select * from Account where AccountSubType = 'Inventory'"));
    }

    private static String name(String query) {
        return row(query).path("Name").asText();
    }

    private void make(String sku, int quantity) {
        template.sendBody(
                "direct:items",
                json("{`id`:`" + sku + "`,`name`:`Item " + sku + "`,`sku`:`" + sku
                        + "`,`type`:`inventory`,`price`:10.00," + "`cost`:4.00,`quantity`:" + quantity
                        + ",`stockDate`:`2026-01-01`}"));
    }

    private static JsonNode stock(String sku) {
        return row("select * from Item where Sku = '" + sku + "'");
    }

    private void counts(String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(
                new String[] {"counts", "direct:in", "adjustmentAccount", accountName("Cost of Goods Sold")},
                0,
                all,
                0,
                4);
        System.arraycopy(more, 0, all, 4, more.length);
        flow("count", all);
    }

    @Test
    void anItemIsMadeAndChangedButItsStockIsForCounts() {
        items();
        make("A-1", 5);
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("5");
        template.sendBody(
                "direct:items",
                json(
                        "{`id`:`A-1`,`name`:`Item A-1`,`sku`:`A-1`,`type`:`inventory`,`price`:12.50,`quantity`:7,`stockDate`:`2026-01-01`}"));
        assertThat(dead()).isEmpty();
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("5");
        assertThat(stock("A-1").path("UnitPrice").decimalValue()).isEqualByComparingTo("12.50");
    }

    @Test
    void aCountAdjustsWhatDiffers() {
        items();
        make("A-1", 5);
        make("A-2", 5);
        counts();
        send(json("{`id`:`c-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`A-1`,`quantity`:3},{`sku`:`A-2`,`quantity`:5}]}"));
        assertThat(dead()).isEmpty();
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("3");
        assertThat(ack().path("note").asText()).isEqualTo("Item A-1 -2");
        assertThat(company()
                        .read("InventoryAdjustment", ack().path("entityId").asText())
                        .path("Line"))
                .hasSize(1);
    }

    @Test
    void aCountThatAgreesWritesNothing() {
        items();
        make("A-1", 5);
        counts();
        send(json("{`id`:`c-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`A-1`,`quantity`:5}]}"));
        assertThat(ack().path("note").asText()).isEqualTo("nothing differs");
        assertThat(rows("select * from InventoryAdjustment where TxnDate = '2026-02-01'"))
                .isEmpty();
    }

    @Test
    void withoutAdjustmentsTheDifferencesAreTold() {
        items();
        make("A-1", 5);
        counts("adjust", "false");
        send(json("{`id`:`c-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`A-1`,`quantity`:9}]}"));
        assertThat(ack().path("note").asText()).isEqualTo("Item A-1 +4");
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("5");
    }

    @Test
    void whatCannotBeCountedIsNamed() {
        item("N-1");
        counts();
        send(json(
                "{`id`:`c-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`N-1`,`quantity`:1},{`sku`:`NONE`,`quantity`:1}]}"));
        assertThat(deadLetter().path("reason").asText())
                .contains("/counts/0/sku: item 'N-1' is NonInventory")
                .contains("/counts/1/sku: QuickBooks has no Item 'NONE'");
    }

    @Test
    void aPurchaseOrderIsReceivedInPartsAndClosed() {
        items();
        make("A-1", 0);
        company().create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
        flow("purchase", "purchases", "direct:purchases", "acknowledgements", "mock:ordered");
        flow("receipt", "receipts", "direct:in");
        template.sendBody(
                "direct:purchases",
                json("{`id`:`po-1`,`number`:`PO-1`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`sku`:`A-1`,"
                        + "`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}"));
        assertThat(dead()).isEmpty();
        String receipt =
                "{`id`:`ID`,`date`:`2026-02-05`,`purchase`:`PO-1`,`number`:`B-77`,`lines`:[{`sku`:`A-1`,`quantity`:QTY}]}";
        send(json(receipt.replace("ID", "r-1").replace("QTY", "4").replace("B-77", "B-1")));
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("4");
        assertThat(row("select * from PurchaseOrder where DocNumber = 'PO-1'")
                        .path("POStatus")
                        .asText())
                .isEqualTo("Open");
        send(json(receipt.replace("ID", "r-2").replace("QTY", "7").replace("B-77", "B-2")));
        assertThat(deadLetter().path("reason").asText())
                .contains("/lines/0/quantity: 7 were received, but only 6", "difference 1");
        send(json(receipt.replace("ID", "r-3").replace("QTY", "6").replace("B-77", "B-3")));
        assertThat(row("select * from PurchaseOrder where DocNumber = 'PO-1'")
                        .path("POStatus")
                        .asText())
                .isEqualTo("Closed");
        assertThat(rows("select * from Bill where DocNumber like 'B-%'").stream()
                        .map(bill -> bill.path("TotalAmt")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString()))
                .contains("16", "24");
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void anItemOnTwoLinesIsReceivedAtThePriceOfEach() {
        items();
        make("A-1", 0);
        company().create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
        flow("purchase", "purchases", "direct:purchases", "acknowledgements", "mock:ordered");
        flow("receipt", "receipts", "direct:in");
        template.sendBody(
                "direct:purchases",
                json("{`id`:`po-2`,`number`:`PO-2`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:["
                        + "{`sku`:`A-1`,`quantity`:5,`unitPrice`:4.00,`amount`:20.00},"
                        + "{`sku`:`A-1`,`quantity`:5,`unitPrice`:6.00,`amount`:30.00}],`total`:50.00}"));
        String receipt = "{`id`:`ID`,`date`:`2026-02-05`,`purchase`:`PO-2`,`number`:`ID`,`lines`:[LINES]}";
        send(json(receipt.replace("ID", "r-1")
                .replace("LINES", "{`sku`:`A-1`,`quantity`:4},{`sku`:`A-1`,`quantity`:3}")));
        send(json(receipt.replace("ID", "r-2").replace("LINES", "{`sku`:`A-1`,`quantity`:4}")));
        send(json(receipt.replace("ID", "r-3").replace("LINES", "{`sku`:`A-1`,`quantity`:3}")));
        assertThat(deadLetter().path("reason").asText()).contains("4 were received, but only 3", "difference 1");
        assertThat(rows("select * from Bill where DocNumber like 'r-%'").stream()
                        .map(bill -> bill.path("TotalAmt")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString()))
                .containsExactlyInAnyOrder("32", "18");
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void anItemBySkuAndByNameIsCountedTwice() {
        items();
        make("A-1", 5);
        counts();
        send(
                json(
                        "{`id`:`c-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`A-1`,`quantity`:3},{`item`:`Item A-1`,`quantity`:4}]}"));
        assertThat(deadLetter().path("reason").asText())
                .contains("/counts/1/item", "occurs more than once in the count");
    }

    @Test
    void aReceiptBesideOneOfWhichNobodyKnowsWhetherItIsBookedWaits() {
        items();
        make("A-1", 0);
        company().create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
        flow("purchase", "purchases", "direct:purchases", "acknowledgements", "mock:ordered");
        flow("receipt", "receipts", "direct:in", "redeliveries", "0");
        template.sendBody(
                "direct:purchases",
                json("{`id`:`po-3`,`number`:`PO-3`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`sku`:`A-1`,"
                        + "`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}"));
        String receipt =
                "{`id`:`ID`,`date`:`2026-02-05`,`purchase`:`PO-3`,`number`:`ID`,`lines`:[{`sku`:`A-1`,`quantity`:QTY}]}";
        SANDBOX.sandbox()
                .faults()
                .order(org.camelquickbooks.sandbox.gate.FaultOrder.of(
                                org.camelquickbooks.sandbox.gate.FaultOrder.Effect.ANSWER_LOST)
                        .entity("Bill")
                        .method("POST")
                        .times(50));
        send(json(receipt.replace("ID", "r-1").replace("QTY", "6")));
        SANDBOX.sandbox().faults().clear();
        send(json(receipt.replace("ID", "r-2").replace("QTY", "4")));
        assertThat(dead()).hasSize(2);
        assertThat(dead().get(1).path("reason").asText()).contains("not known whether r-1", "same order");
        send(dead().get(0).toString());
        send(dead().get(1).toString());
        assertThat(dead()).hasSize(2);
        assertThat(rows("select * from Bill where DocNumber like 'r-%'")).hasSize(2);
        assertThat(stock("A-1").path("QtyOnHand").decimalValue()).isEqualByComparingTo("10");
        assertThat(row("select * from PurchaseOrder where DocNumber = 'PO-3'")
                        .path("POStatus")
                        .asText())
                .isEqualTo("Closed");
    }

    @Test
    void aBillHasWhatTheLinesOfItsOrderHave() {
        items();
        make("A-1", 0);
        String vendor = company()
                .create("Vendor", "{\"DisplayName\":\"Teahouse\"}")
                .path("Id")
                .asText();
        String customer = id("select * from Customer");
        company()
                .create(
                        "PurchaseOrder",
                        json("{`DocNumber`:`PO-8`,`TxnDate`:`2026-02-01`,`VendorRef`:{`value`:`" + vendor
                                + "`},`APAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Accounts Payable'")
                                + "`},`Line`:[{`Amount`:8.00,`Description`:`For the fair`,`DetailType`:"
                                + "`ItemBasedExpenseLineDetail`,`ItemBasedExpenseLineDetail`:{`Qty`:2,`UnitPrice`:4.00,`ItemRef`:{`value`:`"
                                + id("select * from Item where Sku = 'A-1'") + "`},`CustomerRef`:{`value`:`" + customer
                                + "`}}}]}"));
        flow("receipt", "receipts", "direct:in");
        send(
                json(
                        "{`id`:`r-8`,`date`:`2026-02-05`,`purchase`:`PO-8`,`number`:`B-8`,`lines`:[{`sku`:`A-1`,`quantity`:2}]}"));
        assertThat(dead()).isEmpty();
        JsonNode line = row("select * from Bill where DocNumber = 'B-8'").at("/Line/0");
        assertThat(line.path("Description").asText()).isEqualTo("For the fair");
        assertThat(line.at("/ItemBasedExpenseLineDetail/CustomerRef/value").asText())
                .isEqualTo(customer);
    }
}
