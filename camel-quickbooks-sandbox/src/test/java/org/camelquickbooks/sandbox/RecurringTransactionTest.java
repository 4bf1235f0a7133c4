package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates: when they are due, what they make, and what they are answered as. The clock stands at Friday, 1 May 2026. */
class RecurringTransactionTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private Client client;

    @BeforeEach
    void connect() {
        SANDBOX.sandbox().clock().freeze();
        SANDBOX.sandbox().clock().set(Instant.parse("2026-05-01T19:00:00Z"));
        client = Client.of(SANDBOX.sandbox());
    }

    private static String bill(String name, String schedule) {
        return "{\"Bill\":{\"VendorRef\":{\"value\":\"56\"},\"Line\":[{\"Amount\":10,"
                + "\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":{\"AccountRef\":"
                + "{\"value\":\"7\"}}}],\"RecurringInfo\":{\"Name\":\"" + name
                + "\",\"RecurType\":\"Automated\",\"Active\":true,\"ScheduleInfo\":{" + schedule.replace('\'', '"')
                + "}}}}";
    }

    private JsonNode create(String name, String schedule) {
        return client.create("recurringtransaction", bill(name, schedule)).path("Bill");
    }

    private void moveTo(String day) {
        client.admin("PUT", "clock", "{\"now\":\"" + day + "T19:00:00Z\"}");
        // The former token has expired by then.
        client = Client.of(SANDBOX.sandbox());
    }

    /** The days of the bills that a template has made, oldest first. */
    private String made(JsonNode template) {
        StringBuilder days = new StringBuilder();
        for (JsonNode bill : client.rows("Bill", "select * from Bill where VendorRef = '56' orderby TxnDate")) {
            if (bill.at("/RecurDataRef/value")
                    .asText()
                    .equals(template.path("Id").asText())) {
                days.append(days.isEmpty() ? "" : " ")
                        .append(bill.path("TxnDate").asText());
            }
        }
        return days.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'IntervalType':'Weekly','DayOfWeek':'Tuesday','StartDate':'2026-05-02' | 2026-05-26 | 2026-05-05 2026-05-12 2026-05-19 2026-05-26",
                "'IntervalType':'Weekly','NumInterval':2,'StartDate':'2026-05-04' | 2026-06-01 | 2026-05-04 2026-05-18 2026-06-01",
                "'IntervalType':'Monthly','DayOfMonth':31,'StartDate':'2026-05-02' | 2026-08-31 | 2026-05-31 2026-06-30 2026-07-31 2026-08-31",
                "'IntervalType':'Monthly','WeekOfMonth':2,'DayOfWeek':'Wednesday','StartDate':'2026-05-02' | 2026-07-10 | 2026-05-13 2026-06-10 2026-07-08",
                "'IntervalType':'Monthly','WeekOfMonth':5,'DayOfWeek':'Friday','StartDate':'2026-05-02' | 2026-06-30 | 2026-05-29 2026-06-26",
                "'IntervalType':'Yearly','MonthOfYear':'March','DayOfMonth':15,'StartDate':'2026-05-02' | 2028-03-15 | 2027-03-15 2028-03-15",
                "'IntervalType':'Monthly' | 2026-07-31 | 2026-05-01 2026-06-01 2026-07-01",
                "'IntervalType':'Weekly','NumInterval':2 | 2026-06-01 | 2026-05-01 2026-05-15 2026-05-29",
                "'IntervalType':'Yearly' | 2027-06-01 | 2026-05-01 2027-05-01",
                "'IntervalType':'Daily','NumInterval':10,'StartDate':'2026-05-02','EndDate':'2026-05-25' | 2026-07-01 | 2026-05-02 2026-05-12 2026-05-22",
                "'IntervalType':'Daily','StartDate':'2026-05-02','MaxOccurrences':2 | 2026-07-01 | 2026-05-02 2026-05-03",
                "'IntervalType':'Monthly','DayOfMonth':20,'DaysBefore':5,'StartDate':'2026-05-02' | 2026-06-15 | 2026-05-20 2026-06-20"
            })
    void makesItsTransactionsOnItsDays(String schedule, String until, String days) {
        JsonNode template = create("On its days", schedule.replace("\"", ""));
        moveTo(until);
        assertThat(made(template)).isEqualTo(days);
    }

    @Test
    void twoTemplatesCannotHaveOneName() {
        JsonNode first = create("Rent", "'IntervalType':'Monthly','StartDate':'2026-06-01'");
        Reply second = client.post("recurringtransaction", bill(" rent", "'IntervalType':'Monthly'"));
        assertThat(second.fault()).isEqualTo("6240");
        ObjectNode changed = first.deepCopy();
        changed.put("PrivateNote", "the same one");
        JsonNode again = client.create("recurringtransaction", "{\"Bill\":" + changed + "}")
                .path("Bill");
        assertThat(again.path("SyncToken").asText()).isEqualTo("1");
    }

    /** With DaysBefore, the transaction of a day exists before that day, and a change must not make it again. */
    @Test
    void aChangedTemplateMakesNothingTwice() {
        JsonNode template =
                create("Early", "'IntervalType':'Monthly','DayOfMonth':20,'DaysBefore':5,'StartDate':'2026-05-02'");
        moveTo("2026-05-16");
        assertThat(made(template)).isEqualTo("2026-05-20");
        ObjectNode changed = client.read(
                        "recurringtransaction", template.path("Id").asText())
                .path("Bill")
                .deepCopy();
        changed.put("PrivateNote", "another one");
        ((ObjectNode) changed.at("/RecurringInfo/ScheduleInfo")).remove("PreviousDate");
        JsonNode schedule = client.create("recurringtransaction", "{\"Bill\":" + changed + "}")
                .at("/Bill/RecurringInfo/ScheduleInfo");
        assertThat(schedule.path("NextDate").asText()).isEqualTo("2026-06-20");
        assertThat(schedule.path("PreviousDate").asText()).isEqualTo("2026-05-20");
        moveTo("2026-06-16");
        assertThat(made(template)).isEqualTo("2026-05-20 2026-06-20");
    }

    @ParameterizedTest
    @CsvSource({"0", "-3", "2147483647"})
    void anIntervalIsANumberThatMakesSense(String number) {
        Reply reply =
                client.post("recurringtransaction", bill("Often", "'IntervalType':'Yearly','NumInterval':" + number));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fault()).isEqualTo("2090");
    }

    @Test
    void aCheckOfATemplateIsToBePrinted() {
        JsonNode template = client.create(
                        "recurringtransaction",
                        "{\"Purchase\":{\"PaymentType\":\"Check\",\"AccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":3,"
                                + "\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":"
                                + "{\"AccountRef\":{\"value\":\"7\"}}}],\"RecurringInfo\":{\"Name\":\"Check\","
                                + "\"RecurType\":\"UnScheduled\"}}}")
                .path("Purchase");
        assertThat(template.path("PrintStatus").asText()).isEqualTo("NeedToPrint");
        assertThat(template.has("Credit")).isFalse();
    }

    @Test
    void anUpdateThatChangesNothingLeavesTheVersionAlone() {
        create("As it is", "'IntervalType':'Monthly','StartDate':'2026-06-02'");
        JsonNode whole = client.rows("RecurringTransaction", "select * from RecurringTransaction where Type = 'Bill'")
                .get(2);
        assertThat(whole.at("/Bill/RecurringInfo/Name").asText()).isEqualTo("As it is");
        JsonNode again = client.post("recurringtransaction", whole).json().at("/RecurringTransaction/Bill");
        assertThat(again).isEqualTo(whole.path("Bill"));
    }

    @Test
    void isWrittenInXmlAsItIsAnswered() {
        String id = create("In XML", "'IntervalType':'Monthly','StartDate':'2026-06-02'")
                .path("Id")
                .asText();
        Client.Reply answer = Client.send(client.request(client.path("recurringtransaction/" + id))
                .setHeader("Accept", "application/xml")
                .GET()
                .build());
        String xml = answer.text().replaceAll("(?s)^.*(<RecurringTransaction.*</RecurringTransaction>).*$", "$1");
        String changed = xml.replace("In XML", "In XML too");
        Client.Reply reply = client.post("recurringtransaction", "application/xml", changed.getBytes());
        assertThat(reply.json()
                        .at("/RecurringTransaction/Bill/RecurringInfo/Name")
                        .asText())
                .isEqualTo("In XML too");
        assertThat(reply.json().at("/RecurringTransaction/Bill/SyncToken").asText())
                .isEqualTo("1");
    }
}
