package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.Test;

/** A newer version of a message that comes while an older one is not finished. */
class VersionsTest extends FlowTest {

    private final AtomicBoolean fails = new AtomicBoolean(true);

    private static ObjectNode item(int version, String price) {
        return json("{`id`:`I-1`,`name`:`Tea`,`sku`:`I-1`,`type`:`nonInventory`,`price`:" + price + ",`version`:"
                + version + "}");
    }

    private static ObjectNode contact(int version, String name) {
        return json("{`id`:`C-1`,`name`:`" + name + "`,`version`:" + version + "}");
    }

    private FlowState state(String flow, String id) {
        return Journals.of(context)
                .find(new FlowKey(flow, REALM, id))
                .join()
                .orElseThrow()
                .state();
    }

    private void priced(String price) {
        assertThat(rows("select * from Item where Sku = 'I-1'")).singleElement().satisfies(item -> assertThat(
                        item.path("UnitPrice").decimalValue())
                .isEqualByComparingTo(price));
    }

    @Test
    void whatMayHaveBeenSentIsFinishedBeforeTheNewerVersion() {
        flow("items", "items", "direct:in", "incomeAccount", accountName("Income"), "redeliveries", "0");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE)
                        .entity("Item")
                        .method("POST"));
        send(item(1, "1.00"));
        assertThat(dead()).hasSize(1);
        assertThat(state("items", "I-1")).isEqualTo(FlowState.PLANNED);
        SANDBOX.sandbox().faults().clear();
        send(item(2, "2.00"));
        assertThat(dead()).hasSize(1);
        assertThat(ack().path("repeated").asBoolean()).isFalse();
        priced("2.00");
        // The letter of the older one again: it changes nothing any more.
        send(dead().get(0).toString());
        assertThat(dead()).hasSize(1);
        priced("2.00");
    }

    @Test
    void aLostAnswerOfACustomerWhoIsRenamedMakesNoSecondOne() {
        flow("contacts-in", "contacts", "direct:in", "redeliveries", "0");
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.ANSWER_LOST)
                        .entity("Customer")
                        .method("POST")
                        .times(50));
        send(contact(1, "Old Name"));
        assertThat(state("contacts-in", "C-1")).isEqualTo(FlowState.PLANNED);
        SANDBOX.sandbox().faults().clear();
        send(contact(2, "New Name"));
        assertThat(dead()).hasSize(1);
        assertThat(rows("select * from Customer where DisplayName in ('Old Name', 'New Name')"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("DisplayName").asText()).isEqualTo("New Name"));
    }

    @Test
    void whatIsBookedAndNotAcknowledgedIsFollowedByTheNewerVersion() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:acks")
                        .process(exchange -> {
                            if (fails.get()) {
                                throw new IllegalStateException("the catalogue is down");
                            }
                        })
                        .to("mock:acks");
            }
        });
        flow(
                "items",
                "items",
                "direct:in",
                "incomeAccount",
                accountName("Income"),
                "acknowledgements",
                "direct:acks",
                "redeliveries",
                "0");
        send(item(1, "1.00"));
        assertThat(state("items", "I-1")).isEqualTo(FlowState.BOOKED);
        fails.set(false);
        send(item(2, "2.00"));
        assertThat(dead()).hasSize(1);
        priced("2.00");
        assertThat(state("items", "I-1")).isEqualTo(FlowState.DONE);
        send(item(1, "1.00"));
        priced("2.00");
    }

    @Test
    void anotherContentOfOneVersionIsRefusedAndTheFirstStands() {
        flow("items", "items", "direct:in", "incomeAccount", accountName("Income"));
        send(item(1, "1.00"));
        send(item(2, "2.00"));
        send(item(2, "3.00"));
        assertThat(deadLetter().path("reason").asText()).contains("has the same version, 2", "and other content");
        priced("2.00");
        send(item(2, "2.00"));
        send(item(1, "9.00"));
        assertThat(dead()).hasSize(1);
        priced("2.00");
        send(item(3, "3.00"));
        priced("3.00");
    }

    @Test
    void aNewSkuOrNameOfAnItemIsTheSameItem() {
        flow("items", "items", "direct:in", "incomeAccount", accountName("Income"));
        send(item(1, "1.00"));
        String id = id("select * from Item where Sku = 'I-1'");
        int items = company().count("Item");
        send(item(2, "2.00").put("sku", "I-1B"));
        send(item(3, "2.00").put("sku", "I-1B").put("name", "Green tea"));
        assertThat(dead()).isEmpty();
        assertThat(company().count("Item")).isEqualTo(items);
        assertThat(company().read("Item", id).path("Sku").asText()).isEqualTo("I-1B");
        assertThat(company().read("Item", id).path("Name").asText()).isEqualTo("Green tea");
        send(item(4, "2.00").put("sku", "I-1B").put("name", "Green tea").put("active", false));
        assertThat(company().read("Item", id).path("Active").asBoolean()).isFalse();
        send(item(5, "5.00").put("sku", "I-1B").put("name", "Green tea").put("active", true));
        assertThat(dead()).isEmpty();
        assertThat(company().count("Item")).isEqualTo(items);
        assertThat(company().read("Item", id).path("Active").asBoolean()).isTrue();
        assertThat(company().read("Item", id).path("Name").asText()).isEqualTo("Green tea");
    }

    @Test
    void numbersInTheTextOfAVersionAreCompared() {
        flow("items", "items", "direct:in", "incomeAccount", accountName("Income"));
        send(item(1, "1.00").put("version", "v9"));
        send(item(1, "2.00").put("version", "v10"));
        send(item(1, "1.50").put("version", "v9"));
        assertThat(dead()).isEmpty();
        priced("2.00");
    }
}
