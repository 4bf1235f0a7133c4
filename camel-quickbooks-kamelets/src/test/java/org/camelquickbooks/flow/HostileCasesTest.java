package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody sends who wants a flow to book twice, for somebody else, or not at all. */
class HostileCasesTest extends FlowTest {

    @AfterEach
    void noFaults() {
        SANDBOX.sandbox().faults().clear();
    }

    private static String order(String id, String lines, String total) {
        return "{`id`:`" + id + "`,`number`:`" + id
                + "`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`},`lines`:[" + lines + "],`total`:" + total
                + "}";
    }

    private static final String TEA = "{`sku`:`TEA-1`,`quantity`:2,`unitPrice`:5.00,`amount`:10.00}";

    private FlowState state(String flow, String id) {
        return Journals.of(context).page(flow, REALM, null).join().stream()
                .filter(entry -> entry.key().id().equals(id))
                .map(FlowEntry::state)
                .findFirst()
                .orElse(null);
    }

    private static void booksClosedUntil(String day) {
        company()
                .update(
                        "Preferences",
                        id("select * from Preferences"),
                        "{\"AccountingInfoPrefs\":{\"BookCloseDate\":\"" + day + "\"}}");
    }

    static Stream<Arguments> datedMessages() {
        return Stream.of(
                Arguments.of("invoice", "orders", "Invoice", order("X-1", TEA, "10.00")),
                Arguments.of(
                        "payment",
                        "payments",
                        "Payment",
                        "{`id`:`X-1`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`},`amount`:10.00}"));
    }

    @ParameterizedTest
    @MethodSource("datedMessages")
    void whatIsOfAClosedMonthIsADeadLetterAndIsBookedOnceWhenTheBooksAreOpen(
            String flow, String source, String entity, String message) {
        item("TEA-1");
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}");
        flow(flow, source, "direct:in");
        booksClosedUntil("2026-01-31");
        int before = company().count(entity);
        send(json(message));
        assertThat(deadLetter().path("state").asText()).isEqualTo("REFUSED");
        assertThat(deadLetter().path("booked").asBoolean()).isFalse();
        assertThat(company().count(entity)).isEqualTo(before);
        booksClosedUntil("2025-12-31");
        send(deadLetter().toString());
        send(deadLetter().toString());
        assertThat(dead()).hasSize(1);
        assertThat(state(flow, "X-1")).isEqualTo(FlowState.DONE);
        assertThat(company().count(entity)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("wrongAmounts")
    void whatIsNoAmountOfMoneyOrNoDayIsRefusedByItsPlace(String pointer, String message) {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        int before = company().count("Invoice");
        send(json(message));
        assertThat(deadLetter().path("problems").findValuesAsText("pointer")).contains(pointer);
        assertThat(company().count("Invoice")).isEqualTo(before);
    }

    static Stream<Arguments> wrongAmounts() {
        return Stream.of(
                Arguments.of(
                        "/lines/0/amount", order("X-2", TEA.replace("`amount`:10.00", "`amount`:10.005"), "10.00")),
                Arguments.of("/total", order("X-2", TEA, "10.005")),
                Arguments.of("/date", order("X-2", TEA, "10.00").replace("2026-01-31", "2026-02-31")),
                Arguments.of("/lines/0/amount", order("X-2", TEA.replace("`quantity`:2", "`quantity`:-2"), "10.00")),
                Arguments.of("/total", order("X-2", TEA, "10.01")));
    }

    @Test
    void aCustomerWhoIsChangedAtTheSameTimeIsChangedOnceMore() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(json(order("X-3", TEA, "10.00")));
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(Effect.FAULT)
                        .entity("Customer")
                        .method("POST")
                        .status(5010, null, null)
                        .times(1));
        SANDBOX.sandbox().requests().clear();
        send(json(order("X-4", TEA, "10.00").replace("`Fjord Kitchens`}", "`Fjord Kitchens`,`phone`:`555-7`}")));
        assertThat(dead()).isEmpty();
        assertThat(row("select * from Customer where DisplayName = 'Fjord Kitchens'")
                        .at("/PrimaryPhone/FreeFormNumber")
                        .asText())
                .isEqualTo("555-7");
        assertThat(rows("select * from Invoice where DocNumber = 'X-4'")).hasSize(1);
        assertThat(SANDBOX.sandbox().requests().find(entry -> String.valueOf(entry.answer())
                        .contains("5010")))
                .as("refused changes")
                .hasSize(1);
    }

    @Test
    void whatTheLastOrderSaysOfACustomerIsSoAlsoWhereAnOlderOneSaidTheSame() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        for (String each : new String[] {"X-7 555-1", "X-8 555-2", "X-9 555-1"}) {
            String[] said = each.split(" ");
            send(json(order(said[0], TEA, "10.00")
                    .replace("`Fjord Kitchens`}", "`Fjord Kitchens`,`phone`:`" + said[1] + "`}")));
        }
        assertThat(dead()).isEmpty();
        assertThat(row("select * from Customer where DisplayName = 'Fjord Kitchens'")
                        .at("/PrimaryPhone/FreeFormNumber")
                        .asText())
                .isEqualTo("555-1");
    }

    @Test
    void aSecondContactOfOneNameDoesNotTakeTheCustomerOfTheFirst() {
        flow("contacts-in", "contacts", "direct:in");
        send(json("{`id`:`C-1`,`name`:`Jan Berg`,`email`:`one@example.com`}"));
        send(json("{`id`:`C-2`,`name`:`JAN BERG`,`email`:`two@example.com`}"));
        assertThat(deadLetter().path("reason").asText()).contains("/name", "linked to the contact C-1");
        ObjectNode customer = row("select * from Customer where DisplayName = 'Jan Berg'");
        assertThat(customer.at("/PrimaryEmailAddr/Address").asText()).isEqualTo("one@example.com");
        send(json("{`id`:`C-2`,`name`:`Jan Berg (Oslo)`,`email`:`two@example.com`}"));
        assertThat(dead()).hasSize(1);
        assertThat(rows("select * from Customer where DisplayName like 'Jan Berg%'"))
                .hasSize(2);
    }

    /** The name of a remembered customer is somebody else's; what was booked to the first is taken back. */
    private String takenBack(FaultOrder fault) {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(json(order("X-5", TEA, "10.00")));
        String before = id("select * from Customer where DisplayName = 'Fjord Kitchens'");
        company().update("Customer", before, "{\"DisplayName\":\"Fjord (old)\"}");
        String now = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        SANDBOX.sandbox().faults().order(fault.entity("Invoice").method("POST").nth(2));
        send(json(order("X-6", TEA, "10.00")));
        assertThat(SANDBOX.sandbox()
                        .requests()
                        .find(entry ->
                                String.valueOf(entry.query()).contains("operation=delete") && entry.fault() != null))
                .as("deletes that failed")
                .hasSize(1);
        assertThat(dead()).isEmpty();
        assertThat(state("invoice", "X-6")).isEqualTo(FlowState.DONE);
        return now;
    }

    @Test
    void aLostAnswerToTheTakingBackIsNoSecondInvoice() {
        String now = takenBack(FaultOrder.of(Effect.ANSWER_LOST));
        assertThat(rows("select * from Invoice where DocNumber = 'X-6'")).hasSize(1);
        assertThat(row("select * from Invoice where DocNumber = 'X-6'")
                        .at("/CustomerRef/value")
                        .asText())
                .isEqualTo(now);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void whatSomebodyElseHasDeletedWasTakenBack() {
        String now = takenBack(FaultOrder.of(Effect.FAULT).status(610, null, null));
        // The order only says that the first one is gone.
        assertThat(rows("select * from Invoice where DocNumber = 'X-6' and CustomerRef = '" + now + "'"))
                .hasSize(1);
    }

    @Test
    void aRetentionShorterThanARequestIdLivesIsRefused() {
        assertThatThrownBy(() -> flow("invoice", "orders", "direct:in", "journalRetention", "1d"))
                .hasStackTraceContaining("journalRetention is 1d, but the component keeps request ids longer");
    }

    @Test
    void theReconciliationOfManyDocumentsTakesAFewRequests() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        flow("reconciliation", "trigger", "direct:reconcile", "report", "mock:report");
        for (int i = 0; i < 30; i++) {
            send(json(order("M-" + i, TEA, "10.00")));
        }
        int before = requests();
        template.sendBody("direct:reconcile", null);
        assertThat(requests() - before).as("requests").isLessThan(10);
        JsonNode report = body(getMockEndpoint("mock:report").getExchanges().get(0));
        assertThat(report.at("/flows").findValuesAsText("flow")).contains("invoice");
        assertThat(report.path("differences").asInt()).isZero();
    }

    private static int requests() {
        return SANDBOX.sandbox().requests().find(entry -> true).size();
    }
}
