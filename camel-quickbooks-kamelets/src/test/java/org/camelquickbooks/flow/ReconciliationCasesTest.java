package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does to documents in QuickBooks itself, and what of it is a difference. */
class ReconciliationCasesTest extends FlowTest {

    @BeforeEach
    void orders() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        flow("reconciliation", "trigger", "direct:reconcile", "report", "mock:report");
        send(json(InvoiceFlowTest.order("W-1", "TEA-1")));
    }

    private List<String> differences(Map<String, Object> headers) {
        template.sendBodyAndHeaders("direct:reconcile", null, headers);
        List<Exchange> reports = getMockEndpoint("mock:report").getExchanges();
        JsonNode report = body(reports.get(reports.size() - 1));
        return report.findParents("kind").stream()
                .map(one -> one.path("id").asText() + " " + one.path("kind").asText()
                        + (one.has("field") ? " " + one.path("field").asText() : ""))
                .toList();
    }

    private List<String> differences() {
        return differences(Map.of());
    }

    private static String invoice(String number) {
        return id("select * from Invoice where DocNumber = '" + number + "'");
    }

    private static ObjectNode copy(String id, String... without) {
        ObjectNode copy = company().read("Invoice", id).deepCopy();
        copy.remove(List.of("Id", "SyncToken", "MetaData"));
        return copy.without(List.of(without));
    }

    @Test
    void anInvoiceByHandIsExtraAlsoInAMonthInWhichTheFlowsHaveMadeNone() {
        ObjectNode byHand = copy(invoice("W-1"), "DocNumber");
        company().create("Invoice", byHand.put("TxnDate", "2026-03-10").put("DocNumber", "BY-HAND"));
        assertThat(differences(Map.of("CamelQuickBooksSince", "2026-03-01", "CamelQuickBooksUntil", "2026-03-31")))
                .containsExactly("BY-HAND extra");
        assertThat(differences(Map.of("CamelQuickBooksSince", "2026-02-01", "CamelQuickBooksUntil", "2026-02-28")))
                .isEmpty();
    }

    @Test
    void whatSomebodyDeletedAndEnteredAgainIsBoth() {
        ObjectNode again = copy(invoice("W-1"));
        company().delete("Invoice", invoice("W-1"));
        company().create("Invoice", again);
        assertThat(differences()).containsExactlyInAnyOrder("W-1 deleted", "W-1 extra");
    }

    @Test
    void notesAndAddressesAreNoDifference() {
        company()
                .update(
                        "Invoice",
                        invoice("W-1"),
                        "{\"PrivateNote\":\"called\",\"CustomerMemo\":{\"value\":\"thanks\"},\"DueDate\":\"2026-05-01\","
                                + "\"BillEmail\":{\"Address\":\"a@example.com\"}}");
        assertThat(differences()).isEmpty();
    }

    @Test
    void aQuantityAndAPriceThatMakeTheSameAmountAreADifference() {
        ObjectNode changed = company().read("Invoice", invoice("W-1")).deepCopy();
        ObjectNode detail = (ObjectNode) changed.at("/Line/0/SalesItemLineDetail");
        detail.put("Qty", 1).set("UnitPrice", changed.at("/Line/0/Amount"));
        company().update("Invoice", invoice("W-1"), "{\"Line\":" + changed.path("Line") + "}");
        assertThat(differences()).containsExactly("W-1 changed line 1 quantity");
    }

    @Test
    void aTaxThatSomebodyAddsAndAShippingThatSomebodyTakesAwayAreDifferences() {
        ObjectNode changed = company().read("Invoice", invoice("W-1")).deepCopy();
        ObjectNode lines = json("{}");
        lines.putArray("Line").add(changed.at("/Line/0"));
        lines.putObject("TxnTaxDetail").put("TotalTax", 5.00);
        company().update("Invoice", invoice("W-1"), lines.toString());
        assertThat(company().read("Invoice", invoice("W-1")).path("TotalAmt").decimalValue())
                .isEqualByComparingTo("24.95");
        assertThat(differences()).contains("W-1 changed line 2");
    }

    @Test
    void aPaymentThatSomebodyPutsOnAnotherInvoiceIsUnapplied() {
        send(json(InvoiceFlowTest.order("W-2", "TEA-1")));
        flow("payment", "payments", "direct:pay");
        String customer = company()
                .read("Invoice", invoice("W-1"))
                .at("/CustomerRef/name")
                .asText();
        template.sendBody(
                "direct:pay",
                json("{`id`:`P-1`,`date`:`2026-02-01`,`amount`:24.95,`customer`:{`name`:`" + customer
                        + "`},`invoices`:[{`number`:`W-1`}]}"));
        assertThat(dead()).isEmpty();
        assertThat(differences()).isEmpty();
        company()
                .update(
                        "Payment",
                        id("select * from Payment where TxnDate = '2026-02-01'"),
                        "{\"Line\":[{\"Amount\":24.95,\"LinkedTxn\":[{\"TxnId\":\"" + invoice("W-2")
                                + "\",\"TxnType\":\"Invoice\"}]}]}");
        assertThat(differences())
                .containsExactlyInAnyOrder(
                        "P-1 unapplied applied to Invoice " + invoice("W-1"),
                        "P-1 changed applied to Invoice " + invoice("W-2"));
        company().delete("Invoice", invoice("W-2"));
        assertThat(differences()).contains("W-2 deleted", "P-1 unapplied applied to Invoice " + invoice("W-1"));
    }

    @Test
    void theSameIdInTwoCompaniesIsTwoMessages() {
        assertThat(acks()).hasSize(1);
        template.sendBodyAndHeaders(
                "direct:in",
                json(
                        "{`id`:`W-1`,`date`:`2026-01-31`,`customer`:{`name`:`At Home`},`lines`:[{`item`:`Nothing like it`,`amount`:1.00}],`total`:1.00}"),
                company(CANADA));
        // It is another message, refused for what it says and not for its id.
        assertThat(deadLetter().path("reason").asText()).doesNotContain("other content");
        assertThat(differences()).isEmpty();
    }
}
