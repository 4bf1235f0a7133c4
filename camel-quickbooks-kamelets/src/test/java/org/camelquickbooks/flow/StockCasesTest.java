package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stock that moves by documents that people enter in QuickBooks themselves. */
class StockCasesTest extends FlowTest {

    private String item;
    private String vendor;

    @BeforeEach
    void stock() {
        item = stocked("Kettle", "K-1");
        vendor = company()
                .create("Vendor", "{\"DisplayName\":\"Teahouse\"}")
                .path("Id")
                .asText();
    }

    private static String stocked(String name, String sku) {
        return company()
                .create(
                        "Item",
                        json("{`Name`:`" + name + "`,`Sku`:`" + sku
                                + "`,`Type`:`Inventory`,`TrackQtyOnHand`:true,`QtyOnHand`:10,"
                                + "`InvStartDate`:`2026-01-01`,`UnitPrice`:10.00,`PurchaseCost`:4.00,`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where AccountSubType = 'SalesOfProductIncome'")
                                + "`},`ExpenseAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Cost of Goods Sold'")
                                + "`},`AssetAccountRef`:{`value`:`"
                                + id("select * from Account where AccountSubType = 'Inventory'") + "`}}"))
                .path("Id")
                .asText();
    }

    private void counts() {
        flow("count", "counts", "direct:in", "adjustmentAccount", accountName("Cost of Goods Sold"));
    }

    private static ObjectNode count(String quantity) {
        return json("{`id`:`c-1`,`date`:`2026-02-01`,`counts`:[{`sku`:`K-1`,`quantity`:" + quantity + "}]}");
    }

    private void has(String quantity) {
        assertThat(company().read("Item", item).path("QtyOnHand").decimalValue())
                .isEqualByComparingTo(quantity);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private void purchase(String more) {
        company()
                .create(
                        "Purchase",
                        json("{`PaymentType`:`CreditCard`,`TxnDate`:`2026-02-02`,`AccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Credit Card'")
                                + "`}" + more
                                + ",`Line`:[{`Amount`:12.00,`DetailType`:`ItemBasedExpenseLineDetail`,"
                                + "`ItemBasedExpenseLineDetail`:{`Qty`:3,`UnitPrice`:4.00,`ItemRef`:{`value`:`" + item
                                + "`}}}]}"));
    }

    @Test
    void whatWentBackToAShopAfterTheCountIsNoDifference() {
        purchase(",`Credit`:true");
        has("7");
        counts();
        send(count("9"));
        assertThat(ack().path("note").asText()).isEqualTo("Kettle -1");
        has("6");
    }

    @Test
    void whatWasBoughtInAShopAfterTheCountIsNoDifference() {
        purchase("");
        has("13");
        counts();
        send(count("9.5"));
        assertThat(ack().path("note").asText()).isEqualTo("Kettle -0.5");
        has("12.5");
    }

    @Test
    void whatABundleTookAfterTheCountIsNoDifference() {
        String bundle = company()
                .create(
                        "Item",
                        json(
                                "{`Name`:`Tea set`,`Type`:`Group`,`ItemGroupDetail`:{`ItemGroupLine`:[{`Qty`:2,`ItemRef`:{`value`:`"
                                        + item + "`}}]}}"))
                .path("Id")
                .asText();
        company()
                .create(
                        "Invoice",
                        json("{`TxnDate`:`2026-02-02`,`CustomerRef`:{`value`:`" + id("select * from Customer")
                                + "`},`Line`:[{`DetailType`:`GroupLineDetail`,`GroupLineDetail`:{`Quantity`:2,`GroupItemRef`:{`value`:`"
                                + bundle + "`}}}]}"));
        has("6");
        counts();
        send(count("10"));
        assertThat(ack().path("note").asText()).isEqualTo("nothing differs");
        has("6");
    }

    private void order(String number, String lines) {
        company()
                .create(
                        "PurchaseOrder",
                        json("{`DocNumber`:`" + number + "`,`TxnDate`:`2026-01-02`,`VendorRef`:{`value`:`" + vendor
                                + "`},`APAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Accounts Payable'") + "`},`Line`:["
                                + lines + "]}"));
    }

    private String line(String amount, String more) {
        return "{`Amount`:" + amount + ",`DetailType`:`ItemBasedExpenseLineDetail`,`ItemBasedExpenseLineDetail`:{"
                + more + ",`ItemRef`:{`value`:`" + item + "`}}}";
    }

    private static String receipt(String id, String quantity) {
        return "{\"id\":\"" + id + "\",\"date\":\"2026-02-05\",\"purchase\":\"PO-1\",\"number\":\"" + id
                + "\",\"lines\":[{\"sku\":\"K-1\",\"quantity\":" + quantity + "}]}";
    }

    private static List<BigDecimal> bills() {
        return rows("select * from Bill where TxnDate = '2026-02-05' orderby Id").stream()
                .map(bill -> bill.path("TotalAmt").decimalValue())
                .toList();
    }

    @Test
    void anOrderWithoutPricesIsReceivedAtTheAmountOfItsLine() {
        order("PO-1", line("20.00", "`Qty`:5"));
        flow("receipt", "receipts", "direct:in");
        send(receipt("G-1", "2"));
        send(receipt("G-2", "3"));
        assertThat(dead()).isEmpty();
        assertThat(bills())
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("8.00"), new BigDecimal("12.00"));
        has("15");
    }

    @Test
    void whatIsReceivedOfAnOrderThatSomebodyClosedIsRefused() {
        order("PO-1", line("20.00", "`Qty`:5,`UnitPrice`:4.00"));
        company()
                .update(
                        "PurchaseOrder",
                        id("select * from PurchaseOrder where DocNumber = 'PO-1'"),
                        "{\"POStatus\":\"Closed\"}");
        flow("receipt", "receipts", "direct:in");
        send(receipt("G-1", "2"));
        assertThat(deadLetter().path("reason").asText()).contains("/purchase", "PO-1 is closed");
        assertThat(bills()).isEmpty();
        company()
                .update(
                        "PurchaseOrder",
                        id("select * from PurchaseOrder where DocNumber = 'PO-1'"),
                        "{\"POStatus\":\"Open\"}");
        send(deadLetter().toString());
        assertThat(bills()).hasSize(1);
        has("12");
    }
}
