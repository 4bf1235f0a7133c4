package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.QuickBooksDeletedSinceException;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps people from mistakes that QuickBooks lets pass. */
class GuardsTest extends RouteTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ShiftedTime time = new ShiftedTime(new SystemTime(timer, ForkJoinPool.commonPool()), Duration.ZERO);

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private static String id(JsonNode entity) {
        return entity.path("Id").asText();
    }

    private static ObjectNode noted(String number) {
        return invoice(number, "10.00").put("PrivateNote", "Ask for Ada").put("DueDate", "2026-02-28");
    }

    private static int reads() {
        return sandbox()
                .requests()
                .find(r -> r.method().equals("GET") && r.path().contains("/invoice/"))
                .size();
    }

    @Test
    void aFullUpdateThatClearsFieldsIsRefusedWhereTheOptionSaysSo() {
        String id = id(company().create("Invoice", noted("F-1")));
        ObjectNode body = invoice("F-1", "12.00").put("Id", id);
        Exchange refused = send("quickbooks:update/Invoice?sparse=false&onClearedFields=refuse", body);
        assertThat(refused.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the full update of Invoice " + id + " would clear fields that have values")
                .hasMessageContaining("PrivateNote")
                .hasMessageContaining("DueDate")
                // What QuickBooks writes itself is no loss.
                .hasMessageNotContaining("TotalAmt")
                .hasMessageNotContaining("CurrencyRef")
                .hasMessageNotContaining("CustomField")
                .hasMessageNotContaining("EmailStatus");
        assertThat(company().read("Invoice", id).path("PrivateNote").asText()).isEqualTo("Ask for Ada");
        // A null clears on purpose, and what was read may be sent back.
        ObjectNode read = company().read("Invoice", id).deepCopy();
        read.putNull("PrivateNote");
        answer(send("quickbooks:update/Invoice?sparse=false&onClearedFields=refuse", read));
        assertThat(company().read("Invoice", id).has("PrivateNote")).isFalse();
    }

    @Test
    void aFullUpdateThatClearsFieldsWarnsOtherwise() throws Exception {
        String id = id(company().create("Invoice", noted("F-2")));
        try (CapturedLog log = new CapturedLog()) {
            answer(send(
                    "quickbooks:update/Invoice?sparse=false",
                    invoice("F-2", "12.00").put("Id", id)));
            assertThat(log.text()).contains("clears fields that have values").contains("PrivateNote");
        }
        assertThat(company().read("Invoice", id).has("PrivateNote")).isFalse();
    }

    @Test
    void aWarningIsNotWorthAnUpdate() throws Exception {
        String id = id(company().create("Invoice", noted("F-4")));
        component().setMaxAttempts(1);
        restart();
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.HTML_502)
                        .method("GET")
                        .path("*/invoice/*")
                        .times(1));
        try (CapturedLog log = new CapturedLog()) {
            answer(send(
                    "quickbooks:update/Invoice?sparse=false",
                    invoice("F-4", "12.00").put("Id", id).put("SyncToken", "0")));
            assertThat(log.text()).contains("unknown whether the full update clears fields");
        }
        assertThat(company().read("Invoice", id).path("TotalAmt").asInt()).isEqualTo(12);
    }

    @Test
    void customFieldsByNameAreCustomFields() {
        ObjectNode made = invoice("F-5", "10.00");
        made.withArray("CustomField").addObject().put("DefinitionId", "1").put("StringValue", "102");
        JsonNode there = company().create("Invoice", made);
        String name = there.at("/CustomField/0/Name").asText();
        assertThat(there.at("/CustomField/0/StringValue").asText()).isEqualTo("102");
        ObjectNode body = there.deepCopy();
        body.remove("CustomField");
        assertThat(send("quickbooks:update/Invoice?sparse=false&onClearedFields=refuse", body.deepCopy())
                        .getException())
                .hasMessageContaining("CustomField");
        body.putObject("customFields").put(name, "103");
        JsonNode written = answer(send("quickbooks:update/Invoice?sparse=false&onClearedFields=refuse", body));
        assertThat(written.at("/CustomField/0/StringValue").asText()).isEqualTo("103");
    }

    @Test
    void nothingIsReadWhereItIsIgnored() {
        JsonNode made = company().create("Invoice", noted("F-3"));
        int before = reads();
        ObjectNode body = invoice("F-3", "12.00").put("Id", id(made)).put("SyncToken", "0");
        answer(send("quickbooks:update/Invoice?sparse=false&onClearedFields=ignore", body));
        assertThat(reads()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickbooks:create/Invoice?verifyReplay=true",
                "quickbooks:upsert/Invoice?verifyReplay=true",
                "quickbooks:create/Invoice?verifyReplay=true&coalesce=true",
                "quickbooks:batch?verifyReplay=true"
            })
    void theAnswerOfAnEarlierWriteOfWhatIsGoneIsAnError(String uri) {
        component().setCoalesceAt(0);
        ObjectNode body = invoice("R-1", "10.00");
        Object sent = uri.contains("batch")
                ? List.of(BatchItem.create("Invoice", body).withId("r-1"))
                : body;
        answer(send(uri, sent, QuickBooksConstants.REQUEST_ID, "r-1"));
        String id = id(
                company().query("select * from Invoice where DocNumber = 'R-1'").get(0));
        // Again while it is there: the same answer.
        time.shift(Duration.ofMinutes(10));
        answer(send(uri, sent, QuickBooksConstants.REQUEST_ID, "r-1"));
        company().delete("Invoice", id);
        for (int i = 0; i < 2; i++) {
            Exchange refused = send(uri, sent, QuickBooksConstants.REQUEST_ID, "r-1");
            Throwable cause = refused.getException() instanceof QuickBooksBatchException batch
                    ? batch.getResults().get(0).fault()
                    : refused.getException();
            assertThat(cause).isInstanceOfSatisfying(QuickBooksDeletedSinceException.class, gone -> {
                assertThat(gone.getEntity()).isEqualTo("Invoice");
                assertThat(gone.getEntityId()).isEqualTo(id);
                assertThat(gone).hasMessageContaining("To write it again, use another request id");
            });
        }
        assertThat(company().query("select * from Invoice where DocNumber = 'R-1'"))
                .isEmpty();
        answer(send(
                uri,
                uri.contains("batch")
                        ? List.of(BatchItem.create("Invoice", body).withId("r-2"))
                        : body,
                QuickBooksConstants.REQUEST_ID,
                "r-2"));
        assertThat(company().query("select * from Invoice where DocNumber = 'R-1'"))
                .hasSize(1);
    }

    @Test
    void itIsNoticedWithoutTheRecordToo() {
        component().setIntentLogEnabled(false);
        restart();
        String uri = "quickbooks:create/Customer?verifyReplay=true";
        ObjectNode body = json("{`DisplayName`:`Ada`}");
        JsonNode made = answer(send(uri, body, QuickBooksConstants.REQUEST_ID, "n-1"));
        company().update("Customer", id(made), "{\"Active\":false}");
        // Younger than a minute: taken for a new answer.
        answer(send(uri, body, QuickBooksConstants.REQUEST_ID, "n-1"));
        time.shift(Duration.ofMinutes(2));
        assertThat(send(uri, body, QuickBooksConstants.REQUEST_ID, "n-1").getException())
                .isInstanceOf(QuickBooksDeletedSinceException.class);
        // Without the option it passes for a success, as QuickBooks has it.
        answer(send("quickbooks:create/Customer", body, QuickBooksConstants.REQUEST_ID, "n-1"));
    }

    private static void loseTheAnswerToAnInvoice() {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST)
                        .method("POST")
                        .path("*/invoice")
                        .times(1));
    }

    @Test
    void aWriteThatIsSentAgainIsVerifiedHoweverYoungTheAnswerIs() {
        component().setMaxAttempts(1);
        restart();
        String uri = "quickbooks:create/Invoice?verifyReplay=true";
        loseTheAnswerToAnInvoice();
        ObjectNode body = invoice("Y-1", "10.00");
        assertThat(send(uri, body, QuickBooksConstants.REQUEST_ID, "y-1").getException())
                .isNotNull();
        company()
                .delete(
                        "Invoice",
                        id(company()
                                .query("select * from Invoice where DocNumber = 'Y-1'")
                                .get(0)));
        assertThat(send(uri, body, QuickBooksConstants.REQUEST_ID, "y-1").getException())
                .isInstanceOf(QuickBooksDeletedSinceException.class);
    }

    /** The first has its answer, and the record of it is not written yet: a second one gets the same answer. */
    @Test
    void anAnswerThatIsSharedIsVerified() throws Exception {
        CompletableFuture<Void> writable = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:audit").process(line -> {
                    if (line.getMessage().getBody(String.class).contains("\"outcome\"")) {
                        component().runtime().state().write(connection -> writable.join());
                    }
                });
            }
        });
        component().setAuditTo("direct:audit");
        restart();
        String uri = "quickbooks:create/Invoice?verifyReplay=true";
        ObjectNode body = invoice("S-1", "10.00");
        try {
            String id = id(answer(send(uri, body, QuickBooksConstants.REQUEST_ID, "s-1")));
            company().delete("Invoice", id);
            assertThat(send(uri, body, QuickBooksConstants.REQUEST_ID, "s-1").getException())
                    .isInstanceOf(QuickBooksDeletedSinceException.class);
            assertThat(writable).isNotDone();
        } finally {
            writable.complete(null);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRepeatedUploadOfAFileThatIsGoneIsAnError(boolean recorded) {
        component().setIntentLogEnabled(recorded);
        restart();
        String uri = "quickbooks:upload?fileName=receipt.txt&verifyReplay=true";
        String id = id(answer(send(uri, "Two nails", QuickBooksConstants.REQUEST_ID, "f-1")));
        time.shift(Duration.ofMinutes(10));
        // While it is there: the same answer.
        assertThat(id(answer(send(uri, "Two nails", QuickBooksConstants.REQUEST_ID, "f-1"))))
                .isEqualTo(id);
        company().delete("Attachable", id);
        assertThat(send(uri, "Two nails", QuickBooksConstants.REQUEST_ID, "f-1").getException())
                .isInstanceOfSatisfying(QuickBooksDeletedSinceException.class, gone -> {
                    assertThat(gone.getEntity()).isEqualTo("Attachable");
                    assertThat(gone.getEntityId()).isEqualTo(id);
                });
        String again = id(answer(send(uri, "Two nails", QuickBooksConstants.REQUEST_ID, "f-2")));
        assertThat(again).isNotEqualTo(id);
    }

    @Test
    void whatIsDeletedOrMadeInactiveByTheWriteItselfIsNoError() {
        time.shift(Duration.ofMinutes(10));
        String invoice = id(company().create("Invoice", invoice("D-1", "1.00")));
        String customer = id(company().create("Customer", "{\"DisplayName\":\"Bob\"}"));
        for (int i = 0; i < 2; i++) {
            answer(send(
                    "quickbooks:delete/Invoice?verifyReplay=true",
                    null,
                    QuickBooksConstants.ENTITY_ID,
                    invoice,
                    QuickBooksConstants.REQUEST_ID,
                    "d-1"));
            answer(send(
                    "quickbooks:deactivate/Customer?verifyReplay=true",
                    null,
                    QuickBooksConstants.ENTITY_ID,
                    customer,
                    QuickBooksConstants.REQUEST_ID,
                    "d-2"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickbooks:create/Invoice",
                "quickbooks:create/Invoice?coalesce=true",
                "quickbooks:upsert/Invoice",
                "quickbooks:batch"
            })
    void aForeignDocumentAtTheRateOneIsRefused(String uri) {
        component().setCoalesceAt(0);
        SandboxCompany books = abroad();
        ObjectNode foreign = foreign(books);
        assertThat(refusal(uri, foreign, "1"))
                .contains("the document is in USD, the company's currency is CAD")
                .contains("no other rate than 1 on record");
        assertThat(refusal(uri, foreign.putNull("ExchangeRate"), "1n")).contains("no other rate than 1 on record");
        assertThat(refusal(uri, foreign.put("ExchangeRate", "1.0"), "2t")).contains("its ExchangeRate is 1");
        assertThat(refusal(uri, foreign.put("ExchangeRate", 1), "2")).contains("its ExchangeRate is 1");
        assertThat(books.query("select * from Invoice where DocNumber = 'R-1'")).isEmpty();
        String allowed = uri + (uri.contains("?") ? "&" : "?") + "allowRateOfOne=true";
        assertThat(refusal(allowed, foreign, "3")).isNull();
        assertThat(refusal(uri, foreign.put("DocNumber", "R-2").put("ExchangeRate", 1.25), "4"))
                .isNull();
        // The home currency needs none.
        String home = id(books.create("Customer", "{\"DisplayName\":\"Home\",\"CurrencyRef\":{\"value\":\"CAD\"}}"));
        foreign.put("DocNumber", "R-3");
        foreign.remove("ExchangeRate");
        ((ObjectNode) foreign.path("CurrencyRef")).put("value", "CAD");
        ((ObjectNode) foreign.path("CustomerRef")).put("value", home);
        assertThat(refusal(uri, foreign, "5")).isNull();
        assertThat(books.query("select * from Invoice where DocNumber LIKE 'R-%'"))
                .hasSize(3);
    }

    /** A company whose documents may have other currencies. */
    private SandboxCompany abroad() {
        String canada = QuickBooksSandbox.CANADA_REALM;
        component().getConfiguration().setRealmId(canada);
        component().setAccessToken(sandbox().tokens(canada).access().value());
        restart();
        return sandbox().company(canada);
    }

    private static ObjectNode foreign(SandboxCompany books) {
        String customer =
                id(books.create("Customer", "{\"DisplayName\":\"Abroad\",\"CurrencyRef\":{\"value\":\"USD\"}}"));
        String item = id(books.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0));
        return json("{`DocNumber`:`R-1`,`TxnDate`:`2026-01-31`,`CustomerRef`:{`value`:`" + customer
                + "`},`CurrencyRef`:{`value`:`USD`},`GlobalTaxCalculation`:`NotApplicable`,`Line`:[{`Amount`:10,"
                + "`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`" + item + "`}}}]}");
    }

    @Test
    void aRateThatIsPutOnRecordCountsAtOnce() {
        SandboxCompany books = abroad();
        ObjectNode foreign = foreign(books);
        ObjectNode rate = json("{`SourceCurrencyCode`:`USD`,`AsOfDate`:`2026-01-30`}");
        String uri = "quickbooks:create/Invoice";
        assertThat(refusal(uri, foreign, "1")).contains("no other rate than 1 on record");
        assertThat(refusal("quickbooks:create/ExchangeRate", rate.put("Rate", 1.25), "r1"))
                .isNull();
        assertThat(refusal(uri, foreign, "2")).isNull();
        assertThat(refusal("quickbooks:create/ExchangeRate", rate.put("Rate", 1), "r2"))
                .isNull();
        assertThat(refusal(uri, foreign.put("DocNumber", "R-2"), "3")).contains("no other rate than 1 on record");
    }

    @Test
    void aDocumentThatMayHaveBeenWrittenIsNotCheckedAgain() throws Exception {
        component().setMaxAttempts(1);
        SandboxCompany books = abroad();
        ObjectNode foreign = foreign(books);
        ObjectNode rate = json("{`SourceCurrencyCode`:`USD`,`AsOfDate`:`2026-01-30`,`Rate`:1.25}");
        assertThat(refusal("quickbooks:create/ExchangeRate", rate, "r1")).isNull();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again")
                        .errorHandler(defaultErrorHandler()
                                .maximumRedeliveries(1)
                                .redeliveryDelay(1)
                                .onRedelivery(exchange -> {
                                    books.create("ExchangeRate", rate.put("Rate", 1));
                                    component().runtime().cache().clear();
                                }))
                        .to("quickbooks:create/Invoice");
            }
        });
        loseTheAnswerToAnInvoice();
        answer(send("direct:again", foreign, QuickBooksConstants.REALM_ID, QuickBooksSandbox.CANADA_REALM));
        assertThat(books.query("select * from Invoice where DocNumber = 'R-1'")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneRefusedOperationOfABatchLeavesTheOthers(boolean named) {
        List<BatchItem> items = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            ObjectNode invoice = invoice("B-" + i, "1.00");
            if (i == 31) {
                invoice.putObject("customFields").put("Nobody knows", "1");
            }
            BatchItem item = BatchItem.create("Invoice", invoice);
            items.add(named ? item.withId("b-" + i) : item);
        }
        Exchange done = send("quickbooks:batch?failOn=none", items);
        JsonNode results = answer(done);
        assertThat(results).hasSize(33);
        assertThat(done.getMessage().getHeader(QuickBooksConstants.FAULT_COUNT)).isEqualTo(1);
        assertThat(results.at("/31/Fault/message").asText())
                .contains(
                        "operation 31 (counted from 0), create/Invoice: the company has no custom field 'Nobody knows'");
        assertThat(results.at("/32/Invoice/DocNumber").asText()).isEqualTo("B-32");
        assertThat(company().query("select * from Invoice where DocNumber LIKE 'B-%'"))
                .hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLookUpThatFailsIsTheFaultOfItsOwnCall(boolean named) {
        String changed = id(company().create("Invoice", invoice("L-30", "1.00")));
        component().setMaxAttempts(1);
        restart();
        List<BatchItem> items = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            BatchItem item = i < 30
                    ? BatchItem.create("Invoice", invoice("L-" + i, "1.00"))
                    : BatchItem.update("Invoice", json("{`PrivateNote`:`x`}").put("Id", changed));
            items.add(named ? item.withId("l-" + i) : item);
        }
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).path("*/query").times(1));
        JsonNode results = answer(send("quickbooks:batch?failOn=none", items));
        assertThat(results).hasSize(31);
        assertThat(results.at("/30/Fault/retryable").asBoolean()).isTrue();
        assertThat(results.at("/29/Invoice/DocNumber").asText()).isEqualTo("L-29");
    }

    /** The message of the failure; null where it is done. */
    private String refusal(String uri, ObjectNode body, String requestId) {
        Object sent = uri.contains("batch")
                ? List.of(BatchItem.create("Invoice", body.deepCopy()).withId(requestId))
                : body.deepCopy();
        Exchange exchange = send(
                uri,
                sent,
                QuickBooksConstants.REQUEST_ID,
                requestId,
                QuickBooksConstants.REALM_ID,
                QuickBooksSandbox.CANADA_REALM);
        Throwable cause = exchange.getException() instanceof QuickBooksBatchException batch
                ? batch.getResults().get(0).fault()
                : exchange.getException();
        return cause == null ? null : cause.getMessage();
    }
}
