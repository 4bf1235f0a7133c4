package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.monitoring.QuickBooksControl;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that are still undecided when QuickBooks may have forgotten their request id. */
class OverdueTest extends RouteTest {

    private final List<QuickBooksUndecidedEvent> events = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ShiftedTime time = new ShiftedTime(new SystemTime(timer, ForkJoinPool.commonPool()), Duration.ZERO);

    @Override
    @SuppressWarnings("deprecation") // what replaces it is not on every Camel that the tests run on
    protected boolean useJmx() {
        return true;
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
        component.setMaxAttempts(1);
        component.setCoalesceAt(0);
        component.setRequestIdLifetime(Duration.ofDays(3).toMillis());
    }

    @BeforeEach
    void listen() {
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof QuickBooksUndecidedEvent undecided) {
                    events.add(undecided);
                }
            }
        });
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private Exchange write(String uri, Object body, String id) {
        return start(uri, body, Map.of(QuickBooksConstants.REQUEST_ID, id)).join();
    }

    private static void effect(Effect effect) {
        sandbox().faults().order(FaultOrder.of(effect).method("POST").times(1));
    }

    private static int posts() {
        return sandbox()
                .requests()
                .find(r -> r.method().equals("POST") && !r.path().endsWith("/query"))
                .size();
    }

    private static int invoices(String number) {
        return company()
                .query("select * from Invoice where DocNumber = '" + number + "'")
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?coalesce=true"})
    void aDocumentWithANumberIsFoundAndAnswersTheExchange(String options) {
        String uri = "quickbooks:create/Invoice" + options;
        ObjectNode invoice = invoice("OD-1", "7.00");
        effect(Effect.ANSWER_LOST);
        assertThat(write(uri, invoice, "od").getException()).isNotNull();
        time.shift(Duration.ofDays(4));
        int posted = posts();
        assertThat(answer(write(uri, invoice, "od")).path("DocNumber").asText()).isEqualTo("OD-1");
        assertThat(posts()).isEqualTo(posted);
        assertThat(invoices("OD-1")).isEqualTo(1);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?coalesce=true"})
    void aDocumentThatIsNotThereIsSentAsANewWrite(String options) {
        String uri = "quickbooks:create/Invoice" + options;
        ObjectNode invoice = invoice("OD-2", "7.00");
        effect(Effect.RESET_BEFORE);
        assertThat(write(uri, invoice, "od").getException()).isNotNull();
        time.shift(Duration.ofDays(4));
        assertThat(answer(write(uri, invoice, "od")).path("DocNumber").asText()).isEqualTo("OD-2");
        assertThat(invoices("OD-2")).isEqualTo(1);
    }

    @Test
    void aDocumentWithTheNumberThatSaysSomethingElseIsForAPerson() {
        ObjectNode invoice = invoice("OD-3", "7.00");
        effect(Effect.RESET_BEFORE);
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isNotNull();
        company().create("Invoice", invoice("OD-3", "99.00"));
        time.shift(Duration.ofDays(4));
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .hasMessageContaining("requestIdLifetime")
                .hasMessageContaining("settleAsDone");
        assertThat(events).hasSize(1);
        assertThat(invoices("OD-3")).isEqualTo(1);
    }

    @Test
    void aDocumentWithCustomFieldsIsFound() {
        // QuickBooks lists both on the invoice, and one was sent.
        CustomFieldsTest.define("Crew #", "Sales Rep");
        ObjectNode invoice = invoice("OD-10", "7.00");
        invoice.withArray("CustomField").addObject().put("DefinitionId", "1").put("StringValue", "102");
        effect(Effect.ANSWER_LOST);
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isNotNull();
        time.shift(Duration.ofDays(4));
        int posted = posts();
        assertThat(answer(write("quickbooks:create/Invoice", invoice, "od"))
                        .path("DocNumber")
                        .asText())
                .isEqualTo("OD-10");
        assertThat(posts()).isEqualTo(posted);
        assertThat(events).isEmpty();
    }

    @Test
    void aLookUpThatIsNotValidIsForAPerson() {
        ObjectNode invoice = invoice("OD-11", "7.00");
        effect(Effect.ANSWER_LOST);
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isNotNull();
        time.shift(Duration.ofDays(4));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.FAULT).status(4000, null, null).path("*/query"));
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .hasMessageContaining("settleAsDone");
        assertThat(events).hasSize(1);
    }

    private String[] undecided() throws Exception {
        return (String[]) JMX.getAttribute(control(), "UndecidedWrites");
    }

    @Test
    void aLookUpThatFailsOrComesTooSoonDecidesNothing() {
        ObjectNode invoice = invoice("OD-4", "7.00");
        effect(Effect.RESET_BEFORE);
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isNotNull();
        // Sent once more a moment before its request id is too old.
        time.shift(Duration.ofDays(3).minusMinutes(1));
        effect(Effect.RESET_BEFORE);
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isNotNull();
        time.shift(Duration.ofDays(3).plusMinutes(1));
        int posted = posts();
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .hasMessageContaining("does not show the document");
        time.shift(Duration.ofDays(4));
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).path("*/query").times(1));
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isInstanceOf(QuickBooksUnavailableException.class);
        assertThat(posts()).isEqualTo(posted);
        assertThat(events).isEmpty();
        assertThat(write("quickbooks:create/Invoice", invoice, "od").getException())
                .isNull();
        assertThat(invoices("OD-4")).isEqualTo(1);
    }

    @Test
    void anOperatorSettlesWhatCannotBeLookedUp() throws Exception {
        ObjectNode customer = json("{`DisplayName`:`Nobody knows`}");
        String uri = "quickbooks:create/Customer";
        effect(Effect.ANSWER_LOST);
        assertThat(write(uri, customer, "cust").getException()).isNotNull();
        assertThat(undecided()).singleElement().asString().contains(REALM, "cust", "create/Customer");
        time.shift(Duration.ofDays(4));
        int posted = posts();
        // At the start, without its exchange.
        component().stop();
        component().start();
        context.getEndpoint(uri).createAsyncProducer().start();
        eventually(() -> events.size() == 1);
        assertThat(events.get(0).getKey()).isEqualTo("cust");
        assertThat(events.get(0).getOperation()).isEqualTo("create/Customer");
        eventually(() -> component().runtime().outbox().undecided().reported(REALM) == 1);
        QuickBooksControl control = new QuickBooksControl(component().runtime());
        assertThat(control.getUndecidedWrites()).singleElement().asString().endsWith("settle");
        assertThat(write(uri, customer, "cust").getException()).hasMessageContaining("too old to be sent again");
        assertThat(posts()).isEqualTo(posted);
        assertThat(events).hasSize(1);
        String id = company()
                .query("select * from Customer where DisplayName = 'Nobody knows'")
                .get(0)
                .path("Id")
                .asText();
        control.settleAsDone(REALM, "cust", id);
        assertThat(answer(write(uri, customer, "cust")).path("Id").asText()).isEqualTo(id);
        assertThat(control.getUndecidedWrites()).isEmpty();
        assertThat(component().runtime().outbox().undecided().reported(REALM)).isZero();
        assertThat(posts()).isEqualTo(posted);
    }

    @Test
    void whatAnOperatorSettlesAsNotDoneIsSentAsANewWrite() throws Exception {
        ObjectNode customer = json("{`DisplayName`:`Not there`}");
        String uri = "quickbooks:create/Customer";
        effect(Effect.RESET_BEFORE);
        assertThat(write(uri, customer, "gone").getException()).isNotNull();
        time.shift(Duration.ofDays(4));
        assertThat(write(uri, customer, "gone").getException()).hasMessageContaining("settleAsNotDone");
        assertThatThrownBy(() -> operate("settleAsNotDone", REALM, "gone", "yes"))
                .rootCause()
                .hasMessageContaining("repeat its id");
        assertThatThrownBy(() -> operate("settleAsNotDone", REALM, "other", "other"))
                .rootCause()
                .hasMessageContaining("is undecided");
        operate("settleAsNotDone", REALM, "gone", "gone");
        assertThat(write(uri, customer, "gone").getException()).isNull();
        assertThat(company().query("select * from Customer where DisplayName = 'Not there'"))
                .hasSize(1);
    }

    /** A longer lifetime must not bring back what was decided in between. */
    @Test
    void whatWasFoundNotToBeThereLeavesItsCall() {
        ObjectNode invoice = invoice("OD-5", "7.00");
        List<BatchItem> items = List.of(
                BatchItem.create("Invoice", invoice).withId("od-5"),
                BatchItem.create("Customer", json("{`DisplayName`:`Beside it`}"))
                        .withId("od-6"));
        effect(Effect.RESET_BEFORE);
        assertThat(send("quickbooks:batch", items).getException()).isNotNull();
        time.shift(Duration.ofDays(4));
        // The invoice is not there and goes as a new write; the customer is for an operator.
        assertThat(send("quickbooks:batch", items).getException()).hasMessageContaining("settleAsDone");
        assertThat(component().runtime().outbox().undecided().reported(REALM))
                .as("health says so at once")
                .isEqualTo(1);
        assertThat(events).hasSize(1);
        assertThat(invoices("OD-5")).isEqualTo(1);
        company()
                .delete(
                        "Invoice",
                        company()
                                .query("select * from Invoice where DocNumber = 'OD-5'")
                                .get(0)
                                .path("Id")
                                .asText());
        component().setRequestIdLifetime(Duration.ofDays(30).toMillis());
        restart();
        int posted = posts();
        assertThat(send("quickbooks:batch", items).getException()).isNull();
        assertThat(posts()).isGreaterThan(posted);
        assertThat(company().query("select * from Customer where DisplayName = 'Beside it'"))
                .hasSize(1);
        assertThat(invoices("OD-5")).as("it is not sent a second time").isZero();
    }

    /** An operator hears of each write of a call, also where the look-up of one failed at first. */
    @Test
    void aWriteWhoseLookUpFailedAtFirstIsReportedToo() {
        ObjectNode other = invoice("OD-8", "9.00");
        List<BatchItem> items = List.of(
                BatchItem.create("Invoice", invoice("OD-8", "7.00")).withId("od-8"),
                BatchItem.create("Customer", json("{`DisplayName`:`With it`}")).withId("od-9"));
        effect(Effect.RESET_BEFORE);
        assertThat(send("quickbooks:batch", items).getException()).isNotNull();
        company().create("Invoice", other);
        time.shift(Duration.ofDays(4));
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).path("*/query").times(1));
        assertThat(send("quickbooks:batch", items).getException()).isNotNull();
        assertThat(send("quickbooks:batch", items).getException()).isNotNull();
        assertThat(events)
                .extracting(QuickBooksUndecidedEvent::getKey)
                .containsExactlyInAnyOrder("batch/od-8", "batch/od-9");
    }
}
