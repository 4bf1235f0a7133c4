package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Categories, bundles, names that are written oddly, and parameters that do not suit a message. */
class CatalogueCasesTest extends FlowTest {

    private static ObjectNode order(String id, String customer, String item) {
        return json("{`id`:`" + id + "`,`number`:`" + id + "`,`date`:`2026-01-31`,`customer`:{`name`:`" + customer
                + "`},`lines`:[{" + item + ",`quantity`:2,`unitPrice`:5.00,`amount`:10.00}],`total`:10.00}");
    }

    private static String made(String name, String type, String more) {
        return company()
                .create(
                        "Item",
                        json("{`Name`:`" + name + "`,`Type`:`" + type + "`"
                                + (type.equals("Category")
                                        ? ""
                                        : ",`IncomeAccountRef`:{`value`:`"
                                                + id("select * from Account where AccountType = 'Income'") + "`}")
                                + more + "}"))
                .path("Id")
                .asText();
    }

    private static ObjectNode invoice(String number) {
        return row("select * from Invoice where DocNumber = '" + number + "'");
    }

    @Test
    void aCategoryOfTheNameIsNotTheItem() {
        String category = made("Hosting", "Category", "");
        String hosting = made("Hosting", "Service", ",`SubItem`:true,`ParentRef`:{`value`:`" + category + "`}");
        flow("invoice", "orders", "direct:in");
        send(order("K-1", "Fjord Kitchens", "`item`:`Hosting`"));
        assertThat(dead()).isEmpty();
        assertThat(invoice("K-1")
                        .at("/Line/0/SalesItemLineDetail/ItemRef/value")
                        .asText())
                .isEqualTo(hosting);
        flow("items", "items", "direct:items");
        template.sendBody("direct:items", json("{`id`:`I-1`,`name`:`Hosting`,`type`:`service`,`price`:7.00}"));
        assertThat(dead()).isEmpty();
        assertThat(company().read("Item", hosting).path("UnitPrice").decimalValue())
                .isEqualByComparingTo("7");
    }

    @Test
    void anItemOfSeveralCategoriesIsNotChangedWithoutItsFullName() {
        String drinks = made("Drinks", "Category", "");
        String food = made("Food", "Category", "");
        made("Mint", "NonInventory", ",`SubItem`:true,`ParentRef`:{`value`:`" + drinks + "`}");
        made("Mint", "NonInventory", ",`SubItem`:true,`ParentRef`:{`value`:`" + food + "`}");
        flow("items", "items", "direct:in");
        send(json("{`id`:`I-1`,`name`:`Mint`,`type`:`nonInventory`,`price`:7.00}"));
        assertThat(deadLetter().path("state").asText()).isEqualTo("REFUSED");
        assertThat(deadLetter().path("reason").asText()).contains("/name", "Drinks:Mint", "Food:Mint");
        send(json("{`id`:`I-1`,`name`:`Food:Mint`,`type`:`nonInventory`,`price`:7.00}"));
        assertThat(dead()).hasSize(1);
        assertThat(company()
                        .read("Item", acks().get(0).path("entityId").asText())
                        .path("FullyQualifiedName")
                        .asText())
                .isEqualTo("Food:Mint");
    }

    @Test
    void blanksWithinANameMakeNoOtherCustomer() {
        String there = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(order("K-1", "Fjord  Kitchens", "`sku`:`TEA-1`"));
        assertThat(dead()).isEmpty();
        assertThat(invoice("K-1").at("/CustomerRef/value").asText()).isEqualTo(there);
        // Where QuickBooks has both, each is the one that is written just so.
        String other = company()
                .create("Customer", "{\"DisplayName\":\"Fjord   Kitchens\"}")
                .path("Id")
                .asText();
        send(order("K-2", "Fjord   Kitchens", "`sku`:`TEA-1`"));
        assertThat(dead()).isEmpty();
        assertThat(invoice("K-2").at("/CustomerRef/value").asText()).isEqualTo(other);
    }

    @Test
    void aReceiptOfAnOrderThatIsNotPaidIsRefused() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in", "entity", "SalesReceipt", "redeliveries", "1");
        send(order("K-1", "Fjord Kitchens", "`sku`:`TEA-1`"));
        assertThat(deadLetter().path("reason").asText()).contains("/paid");
        assertThat(deadLetter().path("state").asText()).isEqualTo("REFUSED");
    }

    @Test
    void anInactiveItemThatIsRememberedIsRefusedAndTakenWhenTheLetterComesAgain() {
        String mint = made("Mint", "NonInventory", "");
        flow("invoice", "orders", "direct:in");
        send(order("K-1", "Fjord Kitchens", "`item`:`Mint`"));
        company().update("Item", mint, "{\"Active\":false}");
        send(order("K-2", "Fjord Kitchens", "`item`:`Mint`"));
        assertThat(dead()).hasSize(1);
        company().update("Item", mint, "{\"Active\":true,\"Name\":\"Mint\"}");
        send(dead().get(0).toString());
        assertThat(invoice("K-2")
                        .at("/Line/0/SalesItemLineDetail/ItemRef/value")
                        .asText())
                .isEqualTo(mint);
    }

    @Test
    void anEstimateWithABundleBecomesAnInvoiceOfTheSameLines() {
        item("TEA-1");
        String tea = id("select * from Item where Sku = 'TEA-1'");
        String bundle = made(
                "Tea set",
                "Group",
                ",`ItemGroupDetail`:{`ItemGroupLine`:[{`Qty`:2,`ItemRef`:{`value`:`" + tea + "`}}]}");
        ObjectNode estimate = company()
                .create(
                        "Estimate",
                        json("{`TxnStatus`:`Accepted`,`CustomerRef`:{`value`:`" + id("select * from Customer")
                                + "`},`Line`:[{`DetailType`:`GroupLineDetail`,`GroupLineDetail`:{`Quantity`:3,`GroupItemRef`:{`value`:`"
                                + bundle + "`}}}]}"));
        flow("estimate", "estimates", "direct:in");
        flow("reconciliation", "trigger", "direct:reconcile", "report", "mock:report");
        send(estimate.toString());
        assertThat(dead()).isEmpty();
        ObjectNode invoice = company().read("Invoice", ack().path("entityId").asText());
        assertThat(invoice.path("TotalAmt").decimalValue()).isEqualByComparingTo("60.00");
        template.sendBody("direct:reconcile", null);
        JsonNode report = body(getMockEndpoint("mock:report").getExchanges().get(0));
        assertThat(report.path("differences").asInt()).isZero();
        // Somebody sells another item within the bundle at the same amount.
        String other = item("TEA-2").path("Id").asText();
        ObjectNode changed = invoice.deepCopy();
        ((ObjectNode) changed.at("/Line/0/GroupLineDetail/Line/0/SalesItemLineDetail/ItemRef")).put("value", other);
        company().update("Invoice", invoice.path("Id").asText(), "{\"Line\":" + changed.path("Line") + "}");
        template.sendBody("direct:reconcile", null);
        report = body(getMockEndpoint("mock:report").getExchanges().get(1));
        assertThat(report.at("/kinds/changed").asInt()).isEqualTo(1);
    }

    @Test
    void anAccountOfAKindOfFeeIsLookedUpAtTheStart() {
        assertThatThrownBy(() -> flow("payout", "payouts", "direct:in", "feeAccounts", "processing=Nowhere"))
                .hasStackTraceContaining("Nowhere")
                .hasStackTraceContaining("parameter feeAccounts");
    }
}
