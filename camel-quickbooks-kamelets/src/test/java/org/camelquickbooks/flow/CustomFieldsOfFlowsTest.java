package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom fields, classes and locations in canonical messages. */
class CustomFieldsOfFlowsTest extends FlowTest {

    @BeforeEach
    void item() {
        item("CF-1");
    }

    private static ObjectNode order(String id) {
        return json("{`id`:`" + id + "`,`number`:`" + id + "`,`date`:`2026-01-31`,`customer`:{`name`:`Fields Ltd`},"
                + "`customFields`:{`crew #`:102},`lines`:[{`sku`:`CF-1`,`amount`:10.00}],`total`:10.00}");
    }

    @Test
    void anOrderSetsThemByName() {
        flow("invoice", "orders", "direct:in");
        send(order("C-1"));
        send(order("C-1"));
        assertThat(dead()).isEmpty();
        ObjectNode made = row("select * from Invoice where DocNumber = 'C-1'");
        assertThat(made.at("/CustomField/0/StringValue").asText()).isEqualTo("102");
        assertThat(FromQuickBooks.message("Invoice", made).path("customFields")).isEqualTo(json("{`Crew #`:`102`}"));
    }

    @Test
    void anUnknownOneIsRefused() {
        flow("invoice", "orders", "direct:in");
        ObjectNode order = order("C-2");
        ((ObjectNode) order.path("customFields")).put("Truck", "7");
        send(order);
        assertThat(deadLetter().path("reason").asText()).contains("no custom field 'Truck' for Invoice");
        assertThat(rows("select * from Invoice where DocNumber = 'C-2'")).isEmpty();
        send(order("C-2"));
        assertThat(rows("select * from Invoice where DocNumber = 'C-2'")).hasSize(1);
    }

    @Test
    void anUnknownOneIsRefusedAlsoWhereTheLookUpBeforeHasFailed() {
        flow("invoice", "orders", "direct:in", "redeliveries", "0");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE)
                        .entity("Preferences")
                        .times(50));
        ObjectNode order = order("C-5");
        ((ObjectNode) order.path("customFields")).put("Truck", "7");
        send(order);
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        send(order);
        assertThat(dead().get(1).path("reason").asText()).contains("no custom field 'Truck' for Invoice");
        assertThat(dead().get(1).path("state").asText()).isEqualTo("REFUSED");
        send(order("C-5"));
        assertThat(dead()).hasSize(2);
        assertThat(rows("select * from Invoice where DocNumber = 'C-5'")).hasSize(1);
    }

    @Test
    void anInvoiceOfAnEstimateKeepsThem() {
        flow("estimate", "estimates", "direct:in");
        String customer = id("select * from Customer maxresults 1");
        ObjectNode estimate = company()
                .create(
                        "Estimate",
                        json("{`DocNumber`:`E-1`,`TxnStatus`:`Accepted`,`CustomerRef`:{`value`:`" + customer
                                + "`},`CustomField`:[{`DefinitionId`:`1`,`StringValue`:`7`}],`Line`:[{`Amount`:10.00,"
                                + "`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + id("select * from Item where Sku = 'CF-1'") + "`}}}]}"));
        send(estimate.toString());
        assertThat(dead()).isEmpty();
        ObjectNode invoice = rows("select * from Invoice").stream()
                .filter(row -> row.at("/LinkedTxn/0/TxnId")
                        .asText()
                        .equals(estimate.path("Id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(invoice.at("/CustomField/0/StringValue").asText()).isEqualTo("7");
    }

    @Test
    void anInvoiceThatLacksAFieldIsBookedOnce() {
        flow("invoice", "orders", "direct:in");
        send(order("C-3"));
        switched(false);
        send(order("C-4"));
        assertThat(deadLetter().path("reason").asText()).contains("did not keep the custom field 'crew #'", "exists");
        ObjectNode made = row("select * from Invoice where DocNumber = 'C-4'");
        send(order("C-4"));
        assertThat(rows("select * from Invoice where DocNumber = 'C-4'")).hasSize(1);
        assertThat(dead()).hasSize(2);
        switched(true);
        company()
                .update(
                        "Invoice",
                        made.path("Id").asText(),
                        "{\"CustomField\":[{\"DefinitionId\":\"1\",\"StringValue\":\"102\"}]}");
        send(order("C-4"));
        assertThat(dead()).hasSize(2);
        assertThat(rows("select * from Invoice where DocNumber = 'C-4'")).hasSize(1);
    }

    /** Switches the field on or off in the company, beside the component. */
    private static void switched(boolean on) {
        ObjectNode preferences = json("{}");
        preferences.set(
                "SalesFormsPrefs",
                row("select * from Preferences").path("SalesFormsPrefs").deepCopy());
        ((ObjectNode) preferences.at("/SalesFormsPrefs/CustomField/0/CustomField/0")).put("BooleanValue", on);
        company().update("Preferences", "1", preferences.toString());
    }
}
