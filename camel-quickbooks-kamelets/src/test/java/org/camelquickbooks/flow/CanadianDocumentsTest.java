package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.camel.CamelContext;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tax codes for each line, classes and locations, in a company outside the United States. */
class CanadianDocumentsTest extends FlowTest {

    private String item;
    private String taxed;
    private String exempt;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        return inCanada(super.createCamelContext());
    }

    private static ObjectNode one(String query) {
        List<ObjectNode> rows = canada().query(query);
        assertThat(rows).as(query).hasSize(1);
        return rows.get(0);
    }

    private static String code(String start) {
        return canada().query("select * from TaxCode").stream()
                .map(code -> code.path("Name").asText())
                .filter(name -> name.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void classesAndLocations() {
        item = canada().query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Name")
                .asText();
        taxed = code("HST");
        exempt = code("Exempt");
        canada().update(
                        "Preferences",
                        "1",
                        "{\"AccountingInfoPrefs\":{\"ClassTrackingPerTxnLine\":true,\"TrackDepartments\":true}}");
        canada().create("Class", "{\"Name\":\"Retail\"}");
        canada().create("Class", "{\"Name\":\"Trade\"}");
        canada().create("Department", "{\"Name\":\"Halifax\"}");
    }

    private ObjectNode order(String id, String tax, String total, boolean included) {
        return json("{`id`:`" + id + "`,`number`:`" + id + "`,`date`:`2026-01-31`,`location`:`Halifax`,"
                + "`customer`:{`name`:`At Home`},`pricesIncludeTax`:" + included + ",`lines`:[{`item`:`" + item
                + "`,`amount`:113.00,`taxCode`:`" + taxed + "`,`class`:`Retail`},{`item`:`" + item
                + "`,`amount`:50.00,`taxCode`:`" + exempt + "`,`class`:`Trade`}],`tax`:" + tax + ",`total`:" + total
                + "}");
    }

    private static void isAt(JsonNode document, String location) {
        assertThat(document.at("/DepartmentRef/name").asText()).isEqualTo(location);
    }

    @Test
    void taxOnTopOfThePricesIsThatOfEachLine() {
        flow("invoice", "orders", "direct:in");
        send(order("X-1", "14.69", "177.69", false));
        assertThat(dead()).isEmpty();
        ObjectNode made = one("select * from Invoice where DocNumber = 'X-1'");
        assertThat(made.path("GlobalTaxCalculation").asText()).isEqualTo("TaxExcluded");
        assertThat(made.path("TotalAmt").decimalValue()).isEqualByComparingTo("177.69");
        assertThat(made.at("/TxnTaxDetail/TotalTax").decimalValue()).isEqualByComparingTo("14.69");
        assertThat(made.at("/Line/0/SalesItemLineDetail/ClassRef/name").asText())
                .isEqualTo("Retail");
        assertThat(made.at("/Line/1/SalesItemLineDetail/ClassRef/name").asText())
                .isEqualTo("Trade");
        isAt(made, "Halifax");
        ObjectNode back = FromQuickBooks.message("Invoice", made);
        assertThat(back.path("location").asText()).isEqualTo("Halifax");
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
        // A wrong tax is not booked.
        send(order("X-2", "10.00", "173.00", false));
        assertThat(dead()).hasSize(1);
        assertThat(canada().query("select * from Invoice where DocNumber = 'X-2'"))
                .isEmpty();
    }

    @Test
    void taxWithinThePricesIsThatOfEachLine() {
        flow("invoice", "orders", "direct:in");
        send(order("N-1", "13.00", "163.00", true));
        assertThat(dead()).isEmpty();
        ObjectNode made = one("select * from Invoice where DocNumber = 'N-1'");
        assertThat(made.path("GlobalTaxCalculation").asText()).isEqualTo("TaxInclusive");
        assertThat(made.path("TotalAmt").decimalValue()).isEqualByComparingTo("163.00");
        assertThat(made.at("/TxnTaxDetail/TotalTax").decimalValue()).isEqualByComparingTo("13.00");
        assertThat(canada().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aLocationThatIsNotThereIsNamed() {
        flow("invoice", "orders", "direct:in");
        send(order("L-1", "14.69", "177.69", false).put("location", "Nowhere"));
        assertThat(deadLetter().path("reason").asText()).contains("/location", "Nowhere");
    }

    @Test
    void ordersAndReceiptsOfGoodsKeepClassTaxAndLocation() {
        flow("purchase", "purchases", "direct:purchases");
        flow("receipt", "receipts", "direct:in");
        canada().create("Vendor", "{\"DisplayName\":\"Maple Supplies\"}");
        String goods = canada().query("select * from Item where Type = 'Inventory' maxresults 1").stream()
                .map(row -> row.path("Name").asText())
                .findFirst()
                .orElse(item);
        template.sendBody(
                "direct:purchases",
                json("{`id`:`P-1`,`number`:`P-1`,`date`:`2026-01-10`,`vendor`:`Maple Supplies`,`location`:`Halifax`,"
                        + "`lines`:[{`item`:`" + goods + "`,`quantity`:4,`unitPrice`:10.00,`amount`:40.00,`taxCode`:`"
                        + exempt + "`,`class`:`Trade`}],`total`:40.00}"));
        assertThat(dead()).isEmpty();
        ObjectNode ordered = one("select * from PurchaseOrder where DocNumber = 'P-1'");
        isAt(ordered, "Halifax");
        send(json("{`id`:`G-1`,`date`:`2026-01-20`,`purchase`:`P-1`,`number`:`G-1`,`lines`:[{`item`:`" + goods
                + "`,`quantity`:3}]}"));
        assertThat(dead()).isEmpty();
        ObjectNode bill = one("select * from Bill where DocNumber = 'G-1'");
        isAt(bill, "Halifax");
        JsonNode detail = bill.at("/Line/0/ItemBasedExpenseLineDetail");
        assertThat(detail.at("/ClassRef/name").asText()).isEqualTo("Trade");
        assertThat(detail.at("/TaxCodeRef/value"))
                .isEqualTo(ordered.at("/Line/0/ItemBasedExpenseLineDetail/TaxCodeRef/value"));
    }

    @ParameterizedTest
    @CsvSource({"false,45.20", "true,40.00"})
    void aPurchaseOrderHasItsTax(boolean included, String total) {
        flow("purchase", "purchases", "direct:in");
        canada().create("Vendor", "{\"DisplayName\":\"Maple Supplies\"}");
        String tax = included ? "4.60" : "5.20";
        send(json("{`id`:`P-2`,`number`:`P-2`,`date`:`2026-01-10`,`vendor`:`Maple Supplies`,`pricesIncludeTax`:"
                + included + ",`lines`:[{`item`:`" + item + "`,`quantity`:4,`unitPrice`:10.00,`amount`:40.00,"
                + "`taxCode`:`" + taxed + "`}],`tax`:" + tax + ",`total`:" + total + "}"));
        assertThat(dead()).isEmpty();
        ObjectNode made = one("select * from PurchaseOrder where DocNumber = 'P-2'");
        assertThat(made.path("TotalAmt").decimalValue()).isEqualByComparingTo(total);
        assertThat(made.at("/TxnTaxDetail/TotalTax").decimalValue()).isEqualByComparingTo(tax);
    }
}
