package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts beside sales, other counts, and what somebody adjusts by hand. */
class CountCasesTest extends FlowTest {

    private String item;
    private String customer;

    @BeforeEach
    void stock() {
        item = company()
                .create(
                        "Item",
                        json("{`Name`:`Kettle`,`Sku`:`K-1`,`Type`:`Inventory`,`TrackQtyOnHand`:true,`QtyOnHand`:10,"
                                + "`InvStartDate`:`2026-01-01`,`UnitPrice`:10.00,`PurchaseCost`:4.00,`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where AccountSubType = 'SalesOfProductIncome'")
                                + "`},`ExpenseAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Cost of Goods Sold'")
                                + "`},`AssetAccountRef`:{`value`:`"
                                + id("select * from Account where AccountSubType = 'Inventory'") + "`}}"))
                .path("Id")
                .asText();
        customer = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        flow("count", "counts", "direct:in", "adjustmentAccount", accountName("Cost of Goods Sold"));
    }

    private static ObjectNode count(String id, String quantity, String more) {
        return json("{`id`:`" + id + "`,`date`:`2026-02-01`,`counts`:[{`sku`:`K-1`,`quantity`:" + quantity + "}]" + more
                + "}");
    }

    private void sell(int quantity, String date) {
        company()
                .create(
                        "Invoice",
                        json("{`TxnDate`:`" + date + "`,`CustomerRef`:{`value`:`" + customer
                                + "`},`Line`:[{`Amount`:" + quantity
                                + "0.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + item + "`},`Qty`:" + quantity + ",`UnitPrice`:10.00}}]}"));
    }

    private void has(String quantity) {
        assertThat(company().read("Item", item).path("QtyOnHand").decimalValue())
                .isEqualByComparingTo(quantity);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void whatWasSoldAfterTheDayOfTheCountIsNoDifference() {
        sell(3, "2026-02-02");
        send(count("c-1", "9", ""));
        assertThat(ack().path("note").asText()).isEqualTo("Kettle -1");
        has("6");
    }

    @Test
    void theAdjustmentHasTheLocationOfTheCount() {
        company()
                .update(
                        "Preferences",
                        rows("select * from Preferences").get(0).path("Id").asText(),
                        "{\"AccountingInfoPrefs\":{\"TrackDepartments\":true}}");
        company().create("Department", "{\"Name\":\"Halifax\"}");
        send(count("c-1", "9", ",`location`:`Halifx`,`class`:`Retial`"));
        assertThat(deadLetter().path("reason").asText()).contains("/location", "Halifx", "/class", "Retial");
        send(count("c-2", "9", ",`location`:`Halifax`"));
        assertThat(rows("select * from InventoryAdjustment where TxnDate = '2026-02-01'"))
                .singleElement()
                .satisfies(made ->
                        assertThat(made.at("/DepartmentRef/name").asText()).isEqualTo("Halifax"));
    }

    @Test
    void whatWasSoldAfterTheTimeOfTheCountIsNoDifference() {
        String counted = Instant.now().minusSeconds(60).toString();
        sell(3, "2026-02-01");
        send(count("c-1", "10", ",`counted`:`" + counted + "`"));
        assertThat(ack().path("note").asText()).isEqualTo("nothing differs");
        has("7");
    }

    @Test
    void aCountThatComesLateDoesNotUndoALaterOne() {
        Instant now = Instant.now();
        send(count("c-2", "8", ",`counted`:`" + now.minusSeconds(60) + "`"));
        has("8");
        send(count("c-1", "8", ",`counted`:`" + now.minusSeconds(3600) + "`"));
        assertThat(acks().get(1).path("note").asText()).contains("replaced by a later count: Kettle");
        has("8");
        send(count("c-0", "7", "").put("date", "2026-01-20"));
        // By day: before that of the other.
        has("8");
        assertThat(dead()).isEmpty();
    }

    @Test
    void aLaterCountThatAgreedStandsAsWell() {
        send(count("c-2", "10", "").put("date", "2026-02-02"));
        send(count("c-1", "9", ""));
        assertThat(dead()).isEmpty();
        has("10");
        send(count("c-3", "9", "").put("date", "2026-02-03"));
        has("9");
    }

    @Test
    void countsOfOneItemAtTheSameTimeAdjustOnce() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            running.add(template.asyncSendBody("direct:in", count("c-" + i, "7", "")));
        }
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(dead()).isEmpty();
        has("7");
        assertThat(rows("select * from InventoryAdjustment where TxnDate = '2026-02-01'"))
                .hasSize(1);
    }

    @Test
    void salesBesideACountAreNeitherLostNorCountedTwice() throws Exception {
        String counted = Instant.now().minusSeconds(60).toString();
        item("TEA-1");
        flow("invoice", "orders", "direct:orders", "acknowledgements", "mock:sold");
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            running.add(
                    template.asyncSendBody(
                            "direct:orders",
                            json(
                                    "{`id`:`s-" + i
                                            + "`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord"
                                            + " Kitchens`},`lines`:[{`sku`:`K-1`,`quantity`:1,`unitPrice`:10.00,`amount`:10.00}],`total`:10.00}")));
        }
        send(count("c-1", "9", ",`counted`:`" + counted + "`"));
        for (Future<?> each : running) {
            each.get();
        }
        assertThat(dead()).isEmpty();
        // One was missing when it was counted, and six were sold since.
        has("3");
    }

    @Test
    void theSameCountAgainAndByNameAdjustsNothingMore() {
        send(count("c-1", "8", ""));
        send(count("c-1", "8", ""));
        send(json("{`id`:`c-2`,`date`:`2026-02-01`,`counts`:[{`item`:`kettle`,`quantity`:8}]}"));
        assertThat(dead()).isEmpty();
        assertThat(acks().get(1).path("repeated").asBoolean()).isTrue();
        has("8");
    }

    @Test
    void aCountBesideOneOfWhichNobodyKnowsWhetherItIsBookedWaits() {
        unlucky();
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE)
                        .entity("InventoryAdjustment")
                        .method("POST"));
        template.sendBody("direct:unlucky", count("c-1", "9", ""));
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        template.sendBody("direct:unlucky", count("c-2", "9", ""));
        assertThat(dead()).hasSize(2);
        assertThat(dead().get(1).path("reason").asText()).contains("not known whether c-1", "same item", "first");
        has("10");
        template.sendBody("direct:unlucky", dead().get(0).toString());
        template.sendBody("direct:unlucky", dead().get(1).toString());
        assertThat(dead()).hasSize(2);
        has("9");
    }

    private void unlucky() {
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-count-flow")
                .routeId("unlucky")
                .parameter("name", "unlucky")
                .parameter("counts", "direct:unlucky")
                .parameter("adjustmentAccount", accountName("Cost of Goods Sold"))
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .parameter("redeliveries", "0")
                .add();
    }

    @Test
    void countsThatArriveTogetherInTheirOrderAreNotAddedUp() {
        Instant now = Instant.now();
        send(count("c-1", "9", ",`counted`:`" + now.minusSeconds(7200) + "`"));
        has("9");
        send(count("c-2", "8", ",`counted`:`" + now.minusSeconds(3600) + "`"));
        has("8");
        sell(3, "2026-02-01");
        send(count("c-3", "7.5", ",`counted`:`" + now.minusSeconds(60) + "`"));
        assertThat(dead()).isEmpty();
        assertThat(acks().stream().map(ack -> ack.path("note").asText()))
                .containsExactly("Kettle -1", "Kettle -1", "Kettle -0.5");
        has("4.5");
    }
}
