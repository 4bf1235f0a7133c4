package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.QuickBooksDeletedSinceException;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
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
        String canada = QuickBooksSandbox.CANADA_REALM;
        component().getConfiguration().setRealmId(canada);
        component().setAccessToken(sandbox().tokens(canada).access().value());
        restart();
        SandboxCompany books = sandbox().company(canada);
        String customer =
                id(books.create("Customer", "{\"DisplayName\":\"Abroad\",\"CurrencyRef\":{\"value\":\"USD\"}}"));
        String item = id(books.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0));
        ObjectNode foreign = json("{`DocNumber`:`R-1`,`TxnDate`:`2026-01-31`,`CustomerRef`:{`value`:`" + customer
                + "`},`CurrencyRef`:{`value`:`USD`},`GlobalTaxCalculation`:`NotApplicable`,`Line`:[{`Amount`:10,"
                + "`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`" + item + "`}}}]}");
        assertThat(refusal(uri, foreign, "1"))
                .contains("the document is in USD, the company's currency is CAD")
                .contains("no other rate than 1 on record");
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
