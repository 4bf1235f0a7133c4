package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was booked is compared with what is there. */
class ReconciliationFlowTest extends FlowTest {

    @BeforeEach
    void orders() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        flow("reconciliation", "trigger", "direct:reconcile", "report", "mock:report", "flows", "invoice");
        send(json(InvoiceFlowTest.order("W-1", "TEA-1")));
        send(json(InvoiceFlowTest.order("W-2", "TEA-1")));
    }

    private JsonNode reconciled(String others) {
        template.sendBody("direct:reconcile", others == null ? null : others.replace('`', '"'));
        return body(getMockEndpoint("mock:report").getExchanges().get(0));
    }

    @Test
    void nothingDiffers() {
        JsonNode result = reconciled("{`invoice`:[{`id`:`W-1`,`amount`:24.95},{`id`:`W-2`,`amount`:24.95}]}");
        assertThat(result.path("differences").asInt()).isZero();
        assertThat(result.at("/flows/0/other/amount").decimalValue()).isEqualByComparingTo("49.90");
        assertThat(result.at("/flows/0/booked/amount").decimalValue()).isEqualByComparingTo("49.90");
        assertThat(result.at("/flows/0/quickBooks/amount").decimalValue()).isEqualByComparingTo("49.90");
    }

    @Test
    void eachDifferenceIsNamed() {
        String first =
                row("select * from Invoice where DocNumber = 'W-1'").path("Id").asText();
        String second =
                row("select * from Invoice where DocNumber = 'W-2'").path("Id").asText();
        company().delete("Invoice", first);
        company()
                .create(
                        "Invoice",
                        company().read("Invoice", second).deepCopy().without(List.of("Id", "SyncToken", "MetaData")));
        send(json(InvoiceFlowTest.order("W-3", "NONE")));
        JsonNode result = reconciled(
                "{`invoice`:[{`id`:`W-1`,`amount`:24.95},{`id`:`W-2`,`amount`:24.94},{`id`:`W-3`,`amount`:1},{`id`:`W-4`,`amount`:1}]}");
        assertThat(result.at("/flows/0/differences").toString())
                .contains("no longer exists")
                .contains("is 24.94 in the other system, and booked with 24.95")
                .contains("was refused: ")
                .contains("was never received")
                .contains("has the same number");
        assertThat(result.path("differences").asInt()).isEqualTo(5);
    }

    @Test
    void withoutTheOtherSystemTheJournalIsCompared() {
        assertThat(reconciled(null).path("differences").asInt()).isZero();
    }

    @Test
    void whatSomebodyChangesIsFoundFieldByField() {
        String id =
                row("select * from Invoice where DocNumber = 'W-1'").path("Id").asText();
        String other = company()
                .create("Customer", "{\"DisplayName\":\"Somebody else\"}")
                .path("Id")
                .asText();
        company()
                .update(
                        "Invoice",
                        id,
                        "{\"CustomerRef\":{\"value\":\"" + other
                                + "\"},\"TxnDate\":\"2026-03-03\",\"DocNumber\":\"X-1\"}");
        company()
                .create(
                        "Invoice",
                        company()
                                .read("Invoice", id)
                                .deepCopy()
                                .without(List.of("Id", "SyncToken", "MetaData", "DocNumber")));
        JsonNode result = reconciled(null);
        assertThat(result.at("/kinds/changed").asInt()).isEqualTo(3);
        assertThat(result.at("/kinds/extra").asInt()).isEqualTo(1);
        assertThat(result.at("/flows/0/differences").toString())
                .contains("\"field\":\"customer\"", "Somebody else", "\"field\":\"date\"", "2026-03-03", "X-1");
    }

    @Test
    void unknownFlowsAndKeysAreRefused() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reconciled("{`invoces`:[]}"))
                .hasStackTraceContaining("has the key 'invoces'");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reconciled("{`invoice`:[{`id`:`W-1`,`amout`:1}]}"))
                .hasStackTraceContaining("the key 'amout'");
    }

    @Test
    void whatIsPaidAndUnpaidAgainIsFoundAndItemsAreNoDocuments() {
        flow("items", "items", "direct:items", "incomeAccount", accountName("Income"));
        template.sendBody("direct:items", json("{`id`:`I-1`,`name`:`Tea`,`sku`:`I-1`,`type`:`nonInventory`}"));
        flow("payment", "payments", "direct:payments");
        template.sendBody(
                "direct:payments",
                json("{`id`:`P-1`,`date`:`2026-02-01`,`amount`:24.95,`customer`:{`name`:`"
                        + row("select * from Invoice where DocNumber = 'W-1'")
                                .at("/CustomerRef/name")
                                .asText()
                        + "`},`invoices`:[{`number`:`W-1`}]}"));
        assertThat(dead()).isEmpty();
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("all")
                .parameter("trigger", "direct:all")
                .parameter("report", "mock:all")
                .parameter("format", "csv")
                .parameter("differences", "mock:difference")
                .add();
        template.sendBody("direct:all", null);
        assertThat(getMockEndpoint("mock:difference").getExchanges()).isEmpty();
        String payment = row("select * from Payment where TxnDate = '2026-02-01'")
                .path("Id")
                .asText();
        company().update("Payment", payment, "{\"Line\":[]}");
        template.sendBody("direct:all", null);
        assertThat(getMockEndpoint("mock:difference").getExchanges())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.getMessage().getHeader("CamelQuickBooksDifferenceKind"))
                        .isEqualTo("unapplied"));
        assertThat(getMockEndpoint("mock:all")
                        .getExchanges()
                        .get(1)
                        .getMessage()
                        .getBody(String.class))
                .startsWith("flow,id,kind,")
                .contains("payment,P-1,unapplied");
    }

    @Test
    void twoDocumentsOfOneNumberAreTold() {
        send(json(InvoiceFlowTest.order("W-1", "TEA-1")).put("id", "W-1b"));
        assertThat(dead()).isEmpty();
        JsonNode result = reconciled(null);
        assertThat(result.at("/kinds/duplicateNumber").asInt()).isEqualTo(1);
        assertThat(result.path("differences").asInt()).isEqualTo(1);
    }

    @Test
    void aVoidedDocumentIsToldAndInactiveNamesAreNoDifference() {
        JsonNode first = row("select * from Invoice where DocNumber = 'W-1'");
        voided("Invoice", first.path("Id").asText());
        voided("Invoice", id("select * from Invoice where DocNumber = 'W-2'"));
        company().update("Customer", first.at("/CustomerRef/value").asText(), "{\"Active\":false}");
        company().update("Item", id("select * from Item where Sku = 'TEA-1'"), "{\"Active\":false}");
        JsonNode result = reconciled(null);
        assertThat(result.at("/kinds/voided").asInt()).isEqualTo(2);
        assertThat(result.path("differences").asInt()).isEqualTo(2);
    }

    @Test
    void differencesAreCountedByKind() {
        io.micrometer.core.instrument.simple.SimpleMeterRegistry meters =
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
        context.getRegistry().bind("meters", io.micrometer.core.instrument.MeterRegistry.class, meters);
        company().delete("Invoice", id("select * from Invoice where DocNumber = 'W-1'"));
        reconciled(null);
        assertThat(gauge(meters, "deleted")).isEqualTo(1);
        assertThat(gauge(meters, "changed")).isZero();
    }

    private static double gauge(io.micrometer.core.instrument.MeterRegistry meters, String kind) {
        return meters.get("camel.quickbooks.reconciliation.differences")
                .tags("flow", "invoice", "kind", kind)
                .gauge()
                .value();
    }

    @Test
    void itemsAmountsAndCurrencyOfLinesAreCompared() {
        String other = item("TEA-2").path("Id").asText();
        ObjectNode invoice = company().read("Invoice", id("select * from Invoice where DocNumber = 'W-1'"));
        ObjectNode line = (ObjectNode) invoice.at("/Line/0");
        ((ObjectNode) line.at("/SalesItemLineDetail/ItemRef"))
                .put("value", other)
                .remove("name");
        company().update("Invoice", invoice.path("Id").asText(), "{\"Line\":" + invoice.path("Line") + "}");
        JsonNode result = reconciled(null);
        assertThat(result.at("/flows/0/differences").toString())
                .contains("\"field\":\"line 1 item\"", "Item TEA-1", "Item TEA-2");
        assertThat(result.path("differences").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedAndBookedByHandIsTold() {
        send(json(InvoiceFlowTest.order("W-3", "NONE")));
        ObjectNode byHand = company()
                .read("Invoice", id("select * from Invoice where DocNumber = 'W-2'"))
                .deepCopy();
        byHand.remove(List.of("Id", "SyncToken", "MetaData"));
        company().create("Invoice", byHand.put("DocNumber", "W-3"));
        assertThat(reconciled(null).at("/kinds/refusedButBooked").asInt()).isEqualTo(1);
    }

    @Test
    void aRefusedPaymentThatWasBookedByHandIsToldThoughTheFlowHasBookedNone() {
        flow("payment", "payments", "direct:payments");
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("of-payments")
                .parameter("trigger", "direct:of-payments")
                .parameter("report", "mock:report")
                .parameter("flows", "payment")
                .add();
        String customer = row("select * from Invoice where DocNumber = 'W-1'")
                .at("/CustomerRef/value")
                .asText();
        String name = company().read("Customer", customer).path("DisplayName").asText();
        template.sendBody(
                "direct:payments",
                json("{`id`:`P-1`,`date`:`2026-02-01`,`amount`:20.00,`reference`:`CHK-7`,`customer`:{`name`:`" + name
                        + "`},`invoices`:[{`number`:`W-NONE`}]}"));
        assertThat(dead()).hasSize(1);
        company()
                .create(
                        "Payment",
                        json("{`CustomerRef`:{`value`:`" + customer
                                + "`},`TotalAmt`:20.00,`PaymentRefNum`:`CHK-7`,`TxnDate`:`2026-02-03`}"));
        // Another one's check of the same number.
        company()
                .create(
                        "Payment",
                        json("{`CustomerRef`:{`value`:`" + customer
                                + "`},`TotalAmt`:21.00,`PaymentRefNum`:`CHK-7`,`TxnDate`:`2026-02-03`}"));
        template.sendBody("direct:of-payments", null);
        JsonNode result = body(getMockEndpoint("mock:report").getExchanges().get(0));
        assertThat(result.at("/kinds/refusedButBooked").asInt()).isEqualTo(1);
        assertThat(result.toString()).contains("was refused, but Payment", "has its reference");
    }

    @Test
    void aPeriodLeavesOutWhatIsOfAnother() {
        company().delete("Invoice", id("select * from Invoice where DocNumber = 'W-1'"));
        template.sendBodyAndHeaders(
                "direct:reconcile",
                null,
                Map.of("CamelQuickBooksSince", "2026-02-01", "CamelQuickBooksUntil", "2026-02-28"));
        template.sendBodyAndHeader("direct:reconcile", null, "CamelQuickBooksUntil", "2026-01-31");
        assertThat(getMockEndpoint("mock:report").getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader("CamelQuickBooksDifferences"))
                .containsExactly(0, 1);
    }

    @Test
    void whatWasThereInTheSameSecondIsNotExtra() {
        String first = id("select * from Invoice where DocNumber = 'W-1'");
        ObjectNode byHand = company().read("Invoice", first).deepCopy();
        byHand.remove(List.of("Id", "SyncToken", "MetaData", "DocNumber"));
        // Made by hand right after the first: it is extra although it has the same second.
        company().create("Invoice", byHand);
        assertThat(reconciled(null).at("/kinds/extra").asInt()).isEqualTo(1);
    }

    @Test
    void aWriteOffThatSomebodyPutsOnAnotherCustomerIsTold() {
        flow("payment", "payments", "direct:pay", "tolerance", "0.05", "writeOffAccount", accountName("Expense"));
        String customer = row("select * from Invoice where DocNumber = 'W-1'")
                .at("/CustomerRef/name")
                .asText();
        template.sendBody(
                "direct:pay",
                json("{`id`:`P-1`,`date`:`2026-02-01`,`amount`:24.93,`customer`:{`name`:`" + customer
                        + "`},`invoices`:[{`number`:`W-1`}]}"));
        assertThat(dead()).isEmpty();
        TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("all")
                .parameter("trigger", "direct:all")
                .parameter("report", "mock:all")
                .add();
        template.sendBody("direct:all", null);
        ObjectNode entry = rows("select * from JournalEntry").stream()
                .filter(row -> row.path("PrivateNote").asText().contains("Small difference"))
                .findFirst()
                .orElseThrow();
        String other = company()
                .create("Customer", "{\"DisplayName\":\"Somebody else\"}")
                .path("Id")
                .asText();
        ((ObjectNode) entry.at("/Line/1/JournalEntryLineDetail/Entity/EntityRef")).put("value", other);
        // The set-off payment would stand in the way of another customer: the accountant takes it away first.
        rows("select * from Payment").stream()
                .filter(row -> row.path("TotalAmt").decimalValue().signum() == 0)
                .forEach(row -> company().delete("Payment", row.path("Id").asText()));
        company().update("JournalEntry", entry.path("Id").asText(), "{\"Line\":" + entry.path("Line") + "}");
        template.sendBody("direct:all", null);
        List<JsonNode> reports = getMockEndpoint("mock:all").getExchanges().stream()
                .map(FlowTest::body)
                .toList();
        assertThat(reports.get(0).path("differences").asInt()).isZero();
        assertThat(reports.get(1).at("/kinds/deleted").asInt()).isEqualTo(1);
        assertThat(reports.get(1).path("flows").toString()).contains("\"field\":\"line 2 customer\"", "Somebody else");
    }

    @Test
    void anItemThatIsOlderThanTheFlowsMakesNothingExtra() {
        ObjectNode old = row("select * from Item where Type = 'Service'");
        assertThat(old.at("/MetaData/CreateTime").asText())
                .isLessThan(row("select * from Invoice where DocNumber = 'W-1'")
                        .at("/MetaData/CreateTime")
                        .asText());
        flow("items", "items", "direct:items");
        template.sendBody(
                "direct:items",
                json("{`id`:`I-1`,`name`:`" + old.path("Name").asText() + "`,`type`:`service`,`price`:77.00}"));
        assertThat(dead()).isEmpty();
        assertThat(reconciled(null).path("differences").asInt()).isZero();
    }

    @Test
    void whatIsNotValidAndWasBookedByHandIsTold() {
        send(json(InvoiceFlowTest.order("W-3", "TEA-1").replace("`total`:24.95", "`total`:24.94")));
        assertThat(deadLetter().path("reason").asText()).contains("/total");
        ObjectNode byHand = company()
                .read("Invoice", id("select * from Invoice where DocNumber = 'W-2'"))
                .deepCopy();
        byHand.remove(List.of("Id", "SyncToken", "MetaData"));
        company().create("Invoice", byHand.put("DocNumber", "W-3"));
        JsonNode result = reconciled(null);
        assertThat(result.path("kinds").toString()).isEqualTo("{\"refusedButBooked\":1}");
    }

    @Test
    void theOtherSystemsListIsComparedWithinThePeriod() {
        String list = ("{`invoice`:[{`id`:`W-1`,`amount`:24.95},{`id`:`W-2`,`amount`:1},{`id`:`W-9`,`amount`:1,"
                        + "`date`:`2026-01-05`},{`id`:`W-10`,`amount`:1,`date`:`2026-02-05`}]}")
                .replace('`', '"');
        template.sendBodyAndHeaders(
                "direct:reconcile",
                list,
                Map.of("CamelQuickBooksSince", "2026-02-01", "CamelQuickBooksUntil", "2026-02-28"));
        JsonNode result = body(getMockEndpoint("mock:report").getExchanges().get(0));
        assertThat(result.at("/flows/0/differences")).singleElement().satisfies(difference -> {
            assertThat(difference.path("id").asText()).isEqualTo("W-10");
            assertThat(difference.path("kind").asText()).isEqualTo("missing");
        });
        assertThat(result.at("/flows/0/other/count").asInt()).isEqualTo(1);
    }

    @Test
    void whatMayBeBookedIsOneDifference() {
        TemplatedRouteBuilder.builder(context, "quickbooks-invoice-flow")
                .routeId("unlucky")
                .parameter("name", "unlucky")
                .parameter("orders", "direct:unlucky")
                .parameter("redeliveries", "0")
                .parameter("deadLetter", "mock:dead")
                .add();
        template.sendBody("direct:unlucky", json(InvoiceFlowTest.order("U-1", "TEA-1")));
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.ANSWER_LOST)
                        .entity("Invoice")
                        .method("POST")
                        .times(50));
        template.sendBody("direct:unlucky", json(InvoiceFlowTest.order("U-2", "TEA-1")));
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("of-all")
                .parameter("trigger", "direct:of-all")
                .parameter("report", "mock:all")
                .add();
        template.sendBody("direct:of-all", null);
        JsonNode result = body(getMockEndpoint("mock:all").getExchanges().get(0));
        assertThat(result.path("kinds").toString()).isEqualTo("{\"unfinished\":1}");
        assertThat(result.toString())
                .contains("\"entityId\":\"" + id("select * from Invoice where DocNumber = 'U-2'") + "\"");
    }

    private void reconciliation(String flows) {
        TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("of-" + flows)
                .parameter("trigger", "direct:of-" + flows)
                .parameter("report", "mock:of-" + flows)
                .parameter("flows", flows)
                .add();
    }

    private JsonNode of(String flows, String others) {
        template.sendBody("direct:of-" + flows, others == null ? null : others.replace('`', '"'));
        List<org.apache.camel.Exchange> all =
                getMockEndpoint("mock:of-" + flows).getExchanges();
        return body(all.get(all.size() - 1));
    }

    @Test
    void aListOfAFlowThatHasSeenNothingIsMissing() {
        reconciliation("refund");
        assertThat(of("refund", "{`refund`:[{`id`:`R-1`,`amount`:5.00}]}")
                        .path("kinds")
                        .toString())
                .isEqualTo("{\"missing\":1}");
    }

    @Test
    void theListOfAFlowThatHasAnotherNameIsRefused() {
        reconciliation("");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> of("", "{`refund`:[{`id`:`R-1`,`amount`:5.00}]}"))
                .hasStackTraceContaining("has the key 'refund', and the flows are invoice;");
    }

    @Test
    void aRowThatIsBookedInAnotherPeriodIsTold() {
        String list = "{\"invoice\":[{\"id\":\"W-1\",\"amount\":24.95,\"date\":\"2026-02-05\"},{\"id\":\"W-2\","
                + "\"amount\":24.95}]}";
        template.sendBodyAndHeaders(
                "direct:reconcile",
                list,
                Map.of("CamelQuickBooksSince", "2026-02-01", "CamelQuickBooksUntil", "2026-02-28"));
        JsonNode result = body(getMockEndpoint("mock:report").getExchanges().get(0));
        assertThat(result.at("/flows/0/differences")).singleElement().satisfies(difference -> {
            assertThat(difference.path("id").asText()).isEqualTo("W-1");
            assertThat(difference.path("kind").asText()).isEqualTo("changed");
            assertThat(difference.path("what").asText())
                    .isEqualTo("is of 2026-02-05 in the other system, and booked on 2026-01-31");
        });
    }

    @Test
    void whatARefusedMessageSaidIsForgottenWhenItIsCorrected() {
        flow("payment", "payments", "direct:payments");
        String payment = "{`id`:`P-1`,`date`:`2026-02-01`,`amount`:AMOUNT,`customer`:{`name`:`"
                + row("select * from Invoice where DocNumber = 'W-1'")
                        .at("/CustomerRef/name")
                        .asText() + "`},`invoices`:[{`number`:`W-1`}]}";
        template.sendBody("direct:payments", json(payment.replace("AMOUNT", "-24.95")));
        assertThat(dead()).hasSize(1);
        template.sendBody("direct:payments", json(payment.replace("AMOUNT", "24.95")));
        assertThat(dead()).hasSize(1);
        reconciliation("payment");
        assertThat(of("payment", "{`payment`:[{`id`:`P-1`,`amount`:24.95}]}")
                        .path("differences")
                        .asInt())
                .isZero();
    }

    private static void byHand(ObjectNode like, String field, String value) {
        ObjectNode made = like.deepCopy();
        made.remove(List.of("Id", "SyncToken", "MetaData", "DocNumber", "VendorAddr"));
        if (field.equals("VendorRef")) {
            made.putObject(field).put("value", value);
        } else {
            ((ObjectNode) made.at("/Line/0/ItemBasedExpenseLineDetail"))
                    .put("Qty", 1)
                    .put("UnitPrice", 40);
        }
        company().create("PurchaseOrder", made);
    }

    @Test
    void aDocumentOfAnotherVendorOrWithOtherLinesIsNotWhatWasPlanned() {
        String vendor = company()
                .create("Vendor", "{\"DisplayName\":\"Teahouse\"}")
                .path("Id")
                .asText();
        String other = company()
                .create("Vendor", "{\"DisplayName\":\"Coffeehouse\"}")
                .path("Id")
                .asText();
        flow("purchase", "purchases", "direct:purchases", "redeliveries", "0");
        String purchase = "{`id`:`ID`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`item`:`Item TEA-1`,"
                + "`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}";
        template.sendBody("direct:purchases", json(purchase.replace("ID", "PO-1")));
        ObjectNode booked = row("select * from PurchaseOrder where VendorRef = '" + vendor + "'");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE)
                        .entity("PurchaseOrder")
                        .method("POST")
                        .times(50));
        template.sendBody("direct:purchases", json(purchase.replace("ID", "PO-2")));
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        byHand(booked, "VendorRef", other);
        byHand(booked, "Qty", "1");
        reconciliation("purchase");
        JsonNode result = of("purchase", null);
        assertThat(result.path("kinds").toString()).isEqualTo("{\"extra\":2,\"unfinished\":1}");
        assertThat(result.toString()).doesNotContain("may have been booked for it");
        byHand(booked, "VendorRef", vendor);
        assertThat(of("purchase", null).toString()).contains("may have been booked for it");
    }
}
