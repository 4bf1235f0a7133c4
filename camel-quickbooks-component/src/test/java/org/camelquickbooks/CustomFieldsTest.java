package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.QuickBooksDroppedFieldsException;
import org.camelquickbooks.model.QuickBooksStaleObjectException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Custom fields by name, as docs/component.md has them. */
class CustomFieldsTest extends RouteTest {

    private static final String CREATE = "quickbooks:create/Invoice";

    /** A clock that a test moves. */
    private static final class MovedTime implements Time {
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        private final SystemTime real = new SystemTime(timer, ForkJoinPool.commonPool());
        private final AtomicLong moved = new AtomicLong();

        void pass(Duration time) {
            moved.addAndGet(time.toNanos());
        }

        @Override
        public Instant now() {
            return real.now().plusNanos(moved.get());
        }

        @Override
        public long nanos() {
            return real.nanos() + moved.get();
        }

        @Override
        public Task after(Duration delay, Runnable task) {
            return real.after(delay, task);
        }
    }

    private final MovedTime time = new MovedTime();

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setCoalesceAt(0);
        component.setMaxAttempts(2);
        component.setTime(time);
    }

    @AfterEach
    void stopTimer() {
        time.timer.shutdownNow();
    }

    @BeforeEach
    void defineThree() {
        define("Crew #", "Sales Rep", "Truck");
    }

    /** Defines the fields of sales forms in the company, beside the component; an empty name is a field that is off. */
    static void define(String... names) {
        ArrayNode switches = json("{`a`:[]}").withArray("a");
        ArrayNode called = json("{`a`:[]}").withArray("a");
        for (int i = 0; i < names.length; i++) {
            switches.add(json("{`Name`:`SalesFormsPrefs.UseSalesCustom" + (i + 1) + "`,`Type`:`BooleanType`}")
                    .put("BooleanValue", !names[i].isEmpty()));
            if (!names[i].isEmpty()) {
                called.add(json("{`Name`:`SalesFormsPrefs.SalesCustomName" + (i + 1) + "`,`Type`:`StringType`}")
                        .put("StringValue", names[i]));
            }
        }
        ObjectNode preferences = json("{`SalesFormsPrefs`:{`CustomField`:[{},{}]}}");
        ((ObjectNode) preferences.at("/SalesFormsPrefs/CustomField/0")).set("CustomField", switches);
        ((ObjectNode) preferences.at("/SalesFormsPrefs/CustomField/1")).set("CustomField", called);
        company().update("Preferences", "1", preferences.toString());
    }

    private static ObjectNode invoice(String number, Map<String, ?> fields) {
        ObjectNode invoice = invoice(number, "10.00");
        ObjectNode map = invoice.putObject("customFields");
        fields.forEach((name, value) -> map.put(name, value == null ? null : value.toString()));
        return invoice;
    }

    private static String value(JsonNode entity, String name) {
        for (JsonNode entry : entity.path("CustomField")) {
            if (entry.path("Name").asText().equals(name)) {
                return entry.path("StringValue").asText(null);
            }
        }
        return null;
    }

    private static JsonNode stored(String number) {
        List<ObjectNode> found = company().query("select * from Invoice where DocNumber = '" + number + "'");
        assertThat(found).as("invoices with the number " + number).hasSize(1);
        return found.get(0);
    }

    private static int calls(String path) {
        return sandbox().requests().find(r -> r.path().contains(path)).size();
    }

    @Test
    void namesAreWrittenAsDefinitionsAndReadAsNames() {
        JsonNode made = answer(
                send(CREATE + "?customFieldsByName=true", invoice("C-1", Map.of("Crew #", "102", "sales rep", "Ada"))));
        assertThat(value(stored("C-1"), "Crew #")).isEqualTo("102");
        assertThat(value(stored("C-1"), "Sales Rep")).isEqualTo("Ada");
        assertThat(made.path("customFields")).isEqualTo(json("{`Crew #`:`102`,`Sales Rep`:`Ada`}"));
        JsonNode read = answer(send(
                "quickbooks:read/Invoice?customFieldsByName=true",
                null,
                QuickBooksConstants.ENTITY_ID,
                made.path("Id").asText()));
        assertThat(read.at("/customFields/Crew #").asText()).isEqualTo("102");
        JsonNode rows = answer(
                send("quickbooks:query?customFieldsByName=true", "select * from Invoice where DocNumber = 'C-1'"));
        assertThat(rows.at("/0/customFields/Sales Rep").asText()).isEqualTo("Ada");
        assertThat(answer(send("quickbooks:query", "select * from Invoice where DocNumber = 'C-1'"))
                        .get(0)
                        .has("customFields"))
                .isFalse();
    }

    @Test
    void definitionsAreReadOnceForManyWrites() {
        for (int i = 0; i < 5; i++) {
            answer(send(CREATE, invoice("O-" + i, Map.of("Truck", "T" + i))));
        }
        assertThat(calls("/preferences")).isEqualTo(1);
    }

    @Test
    void anUpdateLeavesTheFieldsThatItDoesNotName() {
        JsonNode made = answer(send(CREATE, invoice("U-1", Map.of("Crew #", "1", "Sales Rep", "Ada"))));
        ObjectNode change = json("{`customFields`:{`Sales Rep`:`Bob`,`Truck`:7}}");
        change.set("Id", made.path("Id"));
        answer(send("quickbooks:update/Invoice", change));
        assertThat(value(stored("U-1"), "Crew #")).isEqualTo("1");
        assertThat(value(stored("U-1"), "Sales Rep")).isEqualTo("Bob");
        assertThat(value(stored("U-1"), "Truck")).isEqualTo("7");
        change.set("customFields", json("{`Crew #`:null,`Truck`:``}"));
        answer(send("quickbooks:update/Invoice", change));
        assertThat(value(stored("U-1"), "Crew #")).isNull();
        assertThat(value(stored("U-1"), "Truck")).isNull();
        assertThat(value(stored("U-1"), "Sales Rep")).isEqualTo("Bob");
    }

    @Test
    void whatWasReadIsSentBackWithAnotherValue() {
        answer(send(CREATE, invoice("B-1", Map.of("Crew #", "1", "Truck", "T"))));
        ObjectNode read = (ObjectNode) answer(send(
                "quickbooks:query?customFieldsByName=true&outputType=row",
                "select * from Invoice where DocNumber = 'B-1'"));
        ((ObjectNode) read.path("customFields")).put("Crew #", "2");
        JsonNode written = answer(send("quickbooks:update/Invoice?sparse=false", read));
        assertThat(value(written, "Crew #")).isEqualTo("2");
        assertThat(value(written, "Truck")).isEqualTo("T");
    }

    @Test
    void anUpsertWritesOnlyWhatDiffers() {
        String upsert = "quickbooks:upsert/Invoice";
        Exchange first = send(upsert, invoice("S-1", Map.of("Crew #", "1", "Truck", "T")));
        answer(first);
        assertThat(first.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("created");
        Exchange same = send(upsert, invoice("S-1", Map.of("crew #", "1")));
        answer(same);
        assertThat(same.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("unchanged");
        Exchange other = send(upsert, invoice("S-1", Map.of("Crew #", "2")));
        answer(other);
        assertThat(other.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("updated");
        assertThat(value(stored("S-1"), "Crew #")).isEqualTo("2");
        assertThat(value(stored("S-1"), "Truck")).isEqualTo("T");
    }

    @Test
    void anUnknownNameIsRefusedBeforeAnythingIsSent() {
        Exchange refused = send(CREATE, invoice("N-1", Map.of("Crow #", "1")));
        assertThat(refused.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("create/Invoice: the company has no custom field 'Crow #' for Invoice")
                .hasMessageContaining("did you mean 'Crew #'?");
        assertThat(company().query("select * from Invoice where DocNumber = 'N-1'"))
                .isEmpty();
        // A redelivered message with a wrong name must not read the definitions each time.
        int read = calls("/preferences") + calls("/query");
        send(CREATE, invoice("N-1", Map.of("Crow #", "1")));
        assertThat(calls("/preferences") + calls("/query")).isEqualTo(read);
        assertThat(send("quickbooks:create/Customer", json("{`DisplayName`:`N`,`customFields`:{`A`:`1`}}"))
                        .getException())
                .hasMessageContaining("no custom field 'A' for Customer; it has no custom fields for this entity");
        assertThat(send(CREATE, invoice("N-2", "1.00").put("customFields", "no map"))
                        .getException())
                .hasMessageContaining("customFields must be a map of names and values");
        answer(send(CREATE, invoice("N-3", "1.00").putNull("customFields")));
    }

    @Test
    void aFieldThatIsDefinedLaterIsFound() {
        answer(send(CREATE, invoice("L-1", Map.of("Truck", "T"))));
        define("Crew #", "Sales Rep", "Truck", "Route");
        // Definitions that were just read are not read again, but a form lists the new one.
        company().create("Invoice", invoice("L-2", "1.00"));
        assertThat(send(CREATE, invoice("L-3", Map.of("Route", "7"))).getException())
                .hasMessageContaining("no custom field 'Route'");
        time.pass(Duration.ofSeconds(11));
        answer(send(CREATE, invoice("L-3", Map.of("Route", "7"))));
        assertThat(value(stored("L-3"), "Route")).isEqualTo("7");
    }

    @Test
    void ourOwnChangeOfPreferencesIsSeenAtOnce() {
        answer(send(CREATE, invoice("P-1", Map.of("Truck", "T"))));
        JsonNode preferences = answer(send("quickbooks:read/Preferences", null));
        ObjectNode change = json("{}");
        change.set("SalesFormsPrefs", preferences.path("SalesFormsPrefs").deepCopy());
        for (JsonNode entry : change.at("/SalesFormsPrefs/CustomField/1/CustomField")) {
            if (entry.path("StringValue").asText().equals("Truck")) {
                ((ObjectNode) entry).put("StringValue", "Lorry");
            }
        }
        answer(send("quickbooks:update/Preferences", change));
        answer(send(CREATE, invoice("P-2", Map.of("Lorry", "8"))));
        assertThat(value(stored("P-2"), "Lorry")).isEqualTo("8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickbooks:create/Invoice", "quickbooks:create/Invoice?coalesce=true", "quickbooks:batch"})
    void aDroppedFieldIsAnErrorAndMakesNoSecondInvoice(String uri) {
        answer(send(CREATE, invoice("D-0", Map.of("Truck", "T"))));
        // Switched off behind our back: QuickBooks answers 200, and keeps nothing of it.
        define("Crew #", "Sales Rep", "");
        ObjectNode body = invoice("D-1", Map.of("Truck", "T", "Crew #", "5"));
        Object sent = uri.endsWith("batch")
                ? List.of(BatchItem.create("Invoice", body).withId("d-1"))
                : body;
        for (int i = 0; i < 3; i++) {
            Exchange refused = send(uri, sent, QuickBooksConstants.REQUEST_ID, "d-1");
            Throwable cause = refused.getException() instanceof QuickBooksBatchException batch
                    ? batch.getResults().get(0).fault()
                    : refused.getException();
            assertThat(cause).isInstanceOfSatisfying(QuickBooksDroppedFieldsException.class, dropped -> {
                assertThat(dropped.getEntityId())
                        .isEqualTo(stored("D-1").path("Id").asText());
                assertThat(dropped.getFields()).singleElement().asString().startsWith("'Truck'");
                assertThat(dropped.isRetryable()).isFalse();
                assertThat(dropped)
                        .hasMessageContaining(
                                "Invoice " + dropped.getEntityId() + " exists, so do not create it again");
            });
        }
        assertThat(value(stored("D-1"), "Crew #")).isEqualTo("5");
        // Once it is corrected in QuickBooks, the redelivered message succeeds.
        define("Crew #", "Sales Rep", "Truck");
        company()
                .update(
                        "Invoice",
                        stored("D-1").path("Id").asText(),
                        "{\"CustomField\":[{\"DefinitionId\":\"1\",\"StringValue\":\"5\"},"
                                + "{\"DefinitionId\":\"3\",\"StringValue\":\"T\"}]}");
        answer(send(uri, sent, QuickBooksConstants.REQUEST_ID, "d-1"));
        stored("D-1");
    }

    @Test
    void camelsOwnRedeliveryMakesNoSecondInvoice() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:redelivered")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(1))
                        .to(CREATE);
            }
        });
        answer(send(CREATE, invoice("R-0", Map.of("Truck", "T"))));
        define("Crew #", "Sales Rep", "");
        Exchange failed = send("direct:redelivered", invoice("R-1", Map.of("Truck", "T")));
        assertThat(failed.getException()).isInstanceOf(QuickBooksDroppedFieldsException.class);
        stored("R-1");
    }

    /** The invoice is there, and its Id has to reach the caller, also where it cannot be read once more. */
    @Test
    void aDroppedFieldIsReportedAlsoWhereTheInvoiceCannotBeReadAgain() {
        answer(send(CREATE, invoice("U-0", Map.of("Truck", "T"))));
        define("Crew #", "Sales Rep", "");
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.STATUS)
                        .status(503, "text/plain", "")
                        .path("*/invoice/*")
                        .times(20));
        assertThat(send(CREATE, invoice("U-1", Map.of("Truck", "T"))).getException())
                .isInstanceOfSatisfying(
                        QuickBooksDroppedFieldsException.class, dropped -> assertThat(dropped.getEntityId())
                                .isEqualTo(stored("U-1").path("Id").asText()));
    }

    @Test
    void aWarningIsEnoughWhereTheOptionSaysSo() {
        answer(send(CREATE, invoice("W-0", Map.of("Truck", "T"))));
        define("Crew #", "Sales Rep", "");
        answer(send(CREATE + "?onDroppedFields=warn", invoice("W-1", Map.of("Truck", "T"))));
        stored("W-1");
    }

    @Test
    void aFieldThatWasRenamedMeanwhileIsReported() {
        answer(send(CREATE, invoice("X-0", Map.of("Truck", "T"))));
        define("Crew #", "Truck", "Sales Rep");
        Exchange failed = send(CREATE, invoice("X-1", Map.of("Truck", "T")));
        assertThat(failed.getException()).isInstanceOf(QuickBooksDroppedFieldsException.class);
        // The definitions were forgotten with that.
        answer(send(CREATE, invoice("X-2", Map.of("Truck", "T"))));
        assertThat(value(stored("X-2"), "Truck")).isEqualTo("T");
    }

    @Test
    void rawEntriesThatAreDroppedAreReportedToo() {
        ObjectNode body = invoice("Q-1", "1.00");
        body.withArray("CustomField").addObject().put("DefinitionId", "99").put("StringValue", "lost");
        assertThat(send(CREATE, body).getException())
                .isInstanceOf(QuickBooksDroppedFieldsException.class)
                .hasMessageContaining("DefinitionId 99 (the answer does not list it)");
    }

    @Test
    void moreThanThreeAreAskedForWhereTheCompanyHasThem() {
        define("Crew #", "Sales Rep", "Truck", "Route", "Zone");
        Exchange made = send(
                "quickbooks:create/Invoice?coalesce=true&include=allowduplicatedocnum",
                invoice("E-1", Map.of("Zone", "7", "Crew #", "1")));
        answer(made);
        assertThat(value(stored("E-1"), "Zone")).isEqualTo("7");
        assertThat(sandbox()
                        .requests()
                        .find(r -> r.path().endsWith("/invoice"))
                        .get(0)
                        .query())
                .contains("allowduplicatedocnum")
                .contains("enhancedAllCustomFields");
        JsonNode batch = answer(send(
                "quickbooks:batch",
                List.of(
                        BatchItem.create("Invoice", invoice("E-2", Map.of("Route", "9"))),
                        Map.of("operation", "create", "Customer", Map.of("DisplayName", "No fields")))));
        assertThat(batch).hasSize(2);
        assertThat(value(stored("E-2"), "Route")).isEqualTo("9");
    }

    @Test
    void batchesUpdateByNameAndAnswerByName() {
        String one = answer(send(CREATE, invoice("T-1", Map.of("Crew #", "1", "Truck", "T"))))
                .path("Id")
                .asText();
        Exchange done = send(
                "quickbooks:batch?customFieldsByName=true",
                List.of(BatchItem.update("Invoice", json("{`Id`:`" + one + "`,`customFields`:{`Truck`:`U`}}"))
                        .withId("t-1")));
        assertThat(answer(done).at("/0/Invoice/customFields")).isEqualTo(json("{`Crew #`:`1`,`Truck`:`U`}"));
        assertThat(value(stored("T-1"), "Crew #")).isEqualTo("1");
        Exchange wrong = send(
                "quickbooks:batch?failOn=none&outputType=BatchResult",
                List.of(BatchItem.create("Invoice", invoice("T-2", Map.of("Crow", "1")))
                        .withId("t-2")));
        List<?> results = wrong.getMessage().getBody(List.class);
        assertThat(((BatchResult) results.get(0)).fault())
                .hasMessageContaining(
                        "operation 0 (counted from 0), create/Invoice: the company has no custom field 'Crow'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickbooks:update/Invoice", "quickbooks:upsert/Invoice", "quickbooks:batch"})
    void fieldsThatOnlyTheEntityListsAreSentBackAsSuch(String uri) {
        define("Crew #", "Sales Rep", "Truck", "Route");
        JsonNode made = answer(send(CREATE, invoice("M-1", Map.of("Route", "7"))));
        // As where Preferences tell of the classic fields only.
        define("Crew #", "Sales Rep", "Truck");
        restart();
        ObjectNode change = invoice("M-1", Map.of("Truck", "T"));
        if (!uri.contains("upsert")) {
            change.set("Id", made.path("Id"));
        }
        send(uri, uri.contains("batch") ? List.of(BatchItem.update("Invoice", change)) : change);
        String asked = uri.contains("batch") ? "/batch" : "/invoice";
        var posts = sandbox()
                .requests()
                .find(r -> r.method().equals("POST") && r.path().endsWith(asked));
        var last = posts.get(posts.size() - 1);
        assertThat(uri.contains("batch") ? last.body() : last.query()).contains("enhancedAllCustomFields");
    }

    @Test
    void anOperationOfABatchDoesNotUndoWhatSomebodyElseHasWritten() {
        JsonNode made = answer(send(CREATE, invoice("V-1", Map.of("Crew #", "1", "Truck", "T"))));
        ObjectNode change = json("{`customFields`:{`Truck`:`U`}}");
        change.set("Id", made.path("Id"));
        company().update("Invoice", made.path("Id").asText(), "{\"PrivateNote\":\"Somebody else\"}");
        Exchange done = send(
                "quickbooks:batch?failOn=none&outputType=BatchResult",
                List.of(
                        BatchItem.update("Invoice", change.deepCopy().put("SyncToken", "0")),
                        BatchItem.update("Invoice", change.deepCopy().put("Id", "987654")),
                        BatchItem.update("Invoice", change.deepCopy().put("SyncToken", "1"))));
        List<?> results = done.getMessage().getBody(List.class);
        assertThat(((BatchResult) results.get(0)).fault())
                .isInstanceOf(QuickBooksStaleObjectException.class)
                .hasMessageContaining("with the SyncToken 1, but the body has 0");
        assertThat(((BatchResult) results.get(1)).fault())
                .hasMessageContaining("QuickBooks does not return Invoice 987654");
        assertThat(((BatchResult) results.get(2)).isFault()).isFalse();
        assertThat(value(stored("V-1"), "Crew #")).isEqualTo("1");
        assertThat(value(stored("V-1"), "Truck")).isEqualTo("U");
    }

    @Test
    void purchaseOrdersHaveFieldsOfTheirOwn() {
        JsonNode payable = company()
                .query("select * from Account where AccountType = 'Accounts Payable'")
                .get(0);
        JsonNode vendor = company().query("select * from Vendor maxresults 1").get(0);
        JsonNode item = company()
                .query("select * from Item where Type = 'Inventory' maxresults 1")
                .get(0);
        ObjectNode order = json("{`Line`:[{`Amount`:10,`DetailType`:`ItemBasedExpenseLineDetail`,"
                + "`ItemBasedExpenseLineDetail`:{`ItemRef`:{`value`:`"
                + item.path("Id").asText()
                + "`},`Qty`:1,`UnitPrice`:10}}],`VendorRef`:{`value`:`"
                + vendor.path("Id").asText() + "`},`APAccountRef`:{`value`:`"
                + payable.path("Id").asText() + "`},`customFields`:{`Sales Rep`:`Ada`}}");
        JsonNode made = answer(send("quickbooks:create/PurchaseOrder", order));
        assertThat(value(made, "Sales Rep")).isEqualTo("Ada");
        ((ObjectNode) order.path("customFields")).removeAll().put("Truck", "T");
        assertThat(send("quickbooks:create/PurchaseOrder", order).getException())
                .hasMessageContaining("it has 'Crew #', 'Sales Rep'");
    }
}
