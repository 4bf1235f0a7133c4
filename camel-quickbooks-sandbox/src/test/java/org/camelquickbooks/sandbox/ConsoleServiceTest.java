package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console asks the sandbox, which scripts can ask too: the log with its filters, events, queries, relations, PDFs. */
class ConsoleServiceTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void connect() {
        sandbox = SANDBOX.sandbox();
        client = Client.of(sandbox);
    }

    private JsonNode requests(String parameters) {
        return client.admin("GET", "requests?" + parameters, null).json().path("requests");
    }

    private Reply ofCompany(String path) {
        return client.admin("GET", "companies/" + REALM + "/" + path, null);
    }

    private Reply query(String statement) {
        return client.admin(
                "POST", "companies/" + REALM + "/query", "{\"statement\":\"" + statement.replace("\"", "\\\"") + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "status=200, 2",
        "status=2xx, 2",
        "status=4xx, 1",
        "status=failed, 2",
        "status=reset, 1",
        "status=5xx, 0",
        "path=customer/1, 1",
        "text=bird sanctuary, 1",
        "text=CREATE ITEM, 1",
        "text=nowhere to be found, 0",
        "realmId=9130347596841847, 1",
        "method=POST, 1",
        "since=3, 1"
    })
    void theLogIsFiltered(String filter, int found) {
        client.get("customer/1");
        client.get("customer/99999");
        new Client(sandbox, QuickBooksSandbox.CANADA_REALM).get("preferences");
        sandbox.faults()
                .order(org.camelquickbooks.sandbox.gate.FaultOrder.of(
                                org.camelquickbooks.sandbox.gate.FaultOrder.Effect.RESET_BEFORE)
                        .times(1));
        try {
            // Not a GET, which the client would repeat.
            client.post("item", "{}");
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageNotContaining("refused");
        }
        Eventually.holds("four requests", () -> sandbox.requests().count() >= 4, sandbox.requests()::all);
        String name = filter.substring(0, filter.indexOf('=') + 1);
        assertThat(requests(name + Client.encode(filter.substring(name.length()))))
                .hasSize(found);
    }

    @Test
    void theLogIsFilteredByTime() {
        client.get("customer/1");
        sandbox.clock().advance(Duration.ofMinutes(10));
        String from = sandbox.clock().instant().minusSeconds(60).toString();
        client.get("customer/2");
        assertThat(requests("from=" + from))
                .singleElement()
                .satisfies(request -> assertThat(request.path("does").asText()).isEqualTo("read Customer 2"));
        assertThat(requests("to=" + from))
                .singleElement()
                .satisfies(request -> assertThat(request.path("does").asText()).isEqualTo("read Customer 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=4x", "status=abc", "from=yesterday", "since=x", "limit=many"})
    void aFilterThatIsNoneIsRefused(String filter) {
        Reply refused = client.admin("GET", "requests?" + filter, null);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").asText())
                .contains(filter.substring(0, filter.indexOf('=')), filter.substring(filter.indexOf('=') + 1));
        if (!filter.startsWith("limit")) {
            try (EventStream events = new EventStream(sandbox, "?" + filter)) {
                assertThat(events.status()).contains("400");
            }
        }
    }

    @Test
    void aRequestIsReadByItsNumber() {
        client.create("customer", "{\"DisplayName\":\"Numbered\"}");
        JsonNode request = client.admin("GET", "requests/1", null).json();
        assertThat(request.path("does").asText()).isEqualTo("create Customer");
        assertThat(request.path("body").asText()).contains("Numbered");
        assertThat(request.path("answer").asText()).contains("SyncToken");
        assertThat(request.path("bodyType").asText()).isEqualTo("application/json");
        assertThat(request.path("bodyLength").asInt())
                .isEqualTo(request.path("body").asText().length());
        assertThat(request.path("bodyCut").asBoolean()).isFalse();
        for (String none : List.of("2", "0", "-1", "x", "99999999999999999999")) {
            assertThat(client.admin("GET", "requests/" + none, null).status())
                    .as(none)
                    .isEqualTo(404);
        }
    }

    @Test
    void aLongBodyIsCutAndThatIsSaid() {
        client.create("customer", "{\"DisplayName\":\"Long\"," + " ".repeat(5_000) + "\"Notes\":\"n\"}");
        JsonNode request = client.admin("GET", "requests/1", null).json();
        assertThat(request.path("bodyCut").asBoolean()).isTrue();
        assertThat(request.path("bodyLength").asInt()).isGreaterThan(4_900);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | query?query=select+*+from+Item | | query: select * from Item",
                "GET  | invoice/1/pdf                  | | pdf of Invoice 1",
                "GET  | cdc?entities=Item,Bill&changedSince=2026-01-01 | | changes of Item, Bill",
                "GET  | reports/BalanceSheet           | | report BalanceSheet",
                "GET  | nonsense/1                     | |",
                "POST | invoice/1/send                 | {} | send Invoice 1",
                "POST | customer | {\"DisplayName\":\"x\"} | create Customer",
                "POST | customer | {\"Id\":\"7\",\"sparse\":true} | update Customer 7",
                "POST | bill?operation=delete | {\"Id\":\"9\",\"SyncToken\":\"0\"} | delete Bill 9",
                "POST | invoice | {\"Line\":[{\"Id\":\"1\"}]} | create Invoice",
                "POST | batch | {\"BatchItemRequest\":[{\"bId\":\"a\"},{\"bId\":\"b\"}]} | batch of 2"
            })
    void requestsAreDecoded(String method, String resource, String body, String decoded) {
        if (method.equals("GET")) {
            client.get(resource);
        } else {
            client.post(resource, body);
        }
        assertThat(requests("").get(0).path("does").asText()).isEqualTo(decoded == null ? "" : decoded);
    }

    @Test
    void eventsReportRequestsAsTheyComeIn() {
        client.get("customer/1");
        try (EventStream events = new EventStream(sandbox, "?path=/customer/")) {
            assertThat(events.status()).contains("200");
            JsonNode first = events.next("requests");
            assertThat(first.path("afresh").asBoolean()).isTrue();
            assertThat(first.path("requests")).hasSize(1);
            client.get("item/1");
            client.get("customer/2");
            JsonNode next =
                    events.next("requests", data -> !data.path("requests").isEmpty());
            assertThat(next.path("afresh").asBoolean()).isFalse();
            assertThat(next.path("requests")).hasSize(1);
            assertThat(next.at("/requests/0/does").asText()).isEqualTo("read Customer 2");
            assertThat(next.path("count").asInt()).isEqualTo(3);
            sandbox.requests().clear();
            assertThat(events.next("requests", data -> data.path("afresh").asBoolean())
                            .path("requests"))
                    .isEmpty();
            client.get("customer/3");
            assertThat(events.next("requests", data -> !data.path("requests").isEmpty())
                            .at("/requests/0/number")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void eventsReportTheStateOfTheSandbox() {
        try (EventStream events = new EventStream(sandbox, "")) {
            JsonNode before = events.next("state");
            assertThat(before.at("/clock/frozen").asBoolean()).isFalse();
            long changes = before.at("/companies/0/changes").asLong();
            sandbox.faults().loseNextAnswer();
            sandbox.company().create("Customer", "{\"DisplayName\":\"Reported\"}");
            sandbox.clock().run(0);
            JsonNode after =
                    events.next("state", data -> data.at("/clock/frozen").asBoolean());
            assertThat(after.path("faults")).hasSize(1);
            assertThat(after.at("/companies/0/changes").asLong()).isEqualTo(changes + 1);
        }
    }

    @Test
    void queriesNeedNoTokenAndAreNotCounted() {
        long before = sandbox.requests().count();
        JsonNode found = query("select * from Customer where Id = '1'").json();
        assertThat(found.path("entity").asText()).isEqualTo("Customer");
        assertThat(found.at("/rows/0/DisplayName").asText()).isEqualTo("Amy's Bird Sanctuary");
        assertThat(query("select count(*) from Customer")
                        .json()
                        .path("totalCount")
                        .asInt())
                .isEqualTo(sandbox.company().count("Customer"));
        Reply refused = query("select nothing");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").asText()).isNotBlank();
        assertThat(sandbox.requests().count()).isEqualTo(before);
    }

    @Test
    void relationsGoBothWays() {
        String invoice = client.create(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":50,\"DetailType\":\"SalesItemLineDetail\","
                                + "\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"2\"}}}]}")
                .path("Id")
                .asText();
        String payment = client.create(
                        "payment",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":20,\"Line\":[{\"Amount\":20,\"LinkedTxn\":[{\"TxnId\":\""
                                + invoice + "\",\"TxnType\":\"Invoice\"}]}]}")
                .path("Id")
                .asText();
        JsonNode found = ofCompany("entities/Invoice/" + invoice).json();
        assertThat(found.at("/document/TotalAmt").decimalValue()).isEqualByComparingTo("50");
        assertThat(found.path("references"))
                .extracting(r -> r.path("entity").asText() + " " + r.path("id").asText())
                .contains("Customer 1", "Item 2", "Payment " + payment);
        assertThat(found.path("referrers"))
                .extracting(r ->
                        r.path("entity").asText() + " " + r.at("/newest/0/id").asText() + " "
                                + r.at("/newest/0/field").asText())
                .contains("Payment " + payment + " Line.LinkedTxn");
        JsonNode customer = ofCompany("entities/Customer/1").json();
        assertThat(customer.path("referrers"))
                .filteredOn(r -> r.path("entity").asText().equals("Invoice"))
                .singleElement()
                .satisfies(invoices -> {
                    assertThat(invoices.path("count").asInt())
                            .isEqualTo(sandbox.company()
                                    .query("select * from Invoice where CustomerRef = '1'")
                                    .size());
                    assertThat(invoices.at("/newest/0/id").asText()).isEqualTo(invoice);
                    assertThat(invoices.at("/newest/0/field").asText()).isEqualTo("CustomerRef");
                });
        // The same number of another kind is another entity.
        assertThat(ofCompany("entities/Vendor/56").json().path("referrers"))
                .extracting(r -> r.path("entity").asText())
                .contains("Purchase")
                .doesNotContain("Invoice");
    }

    @Test
    void aReferenceWithoutATypeLeadsToWhoeverHasTheNumber() {
        String deposit = client.create(
                        "deposit",
                        "{\"DepositToAccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":7,\"DetailType\":\"DepositLineDetail\","
                                + "\"DepositLineDetail\":{\"AccountRef\":{\"value\":\"7\"},\"Entity\":{\"value\":\"56\"}}}]}")
                .path("Id")
                .asText();
        assertThat(ofCompany("entities/Deposit/" + deposit).json().path("references"))
                .extracting(r -> r.path("entity").asText() + " " + r.path("id").asText())
                .contains("Vendor 56");
        assertThat(ofCompany("entities/Vendor/56").json().path("referrers"))
                .extracting(r -> r.path("entity").asText())
                .contains("Deposit");
    }

    @Test
    void eachKindOfEntityHasItsRelations() {
        JsonNode kinds = client.admin("GET", "catalogue", null).json().path("entities");
        assertThat(kinds).hasSizeGreaterThan(30);
        for (JsonNode kind : kinds) {
            if (!kind.path("queried").asBoolean()) {
                continue;
            }
            String name = kind.path("name").asText();
            for (JsonNode row :
                    query("select * from " + name + " maxresults 2").json().path("rows")) {
                Reply reply = ofCompany("entities/" + name + "/" + id(row));
                assertThat(reply.status()).as(name + " " + id(row)).isIn(200, 400);
                reply.json().path("references").forEach(reference -> assertThat(
                                ofCompany("entities/" + reference.path("entity").asText() + "/"
                                                + reference.path("id").asText())
                                        .status())
                        .as(name + " refers to " + reference)
                        .isEqualTo(200));
            }
        }
    }

    /** What a template makes is inside of it. */
    private static String id(JsonNode row) {
        return row.path("Id").asText(row.elements().next().path("Id").asText());
    }

    @Test
    void documentsAreGivenAsPdf() {
        String invoice = client.id("Invoice", "");
        Reply pdf = ofCompany("entities/Invoice/" + invoice + "/pdf");
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.text()).startsWith("%PDF");
        assertThat(ofCompany("entities/Customer/1/pdf").status()).isEqualTo(400);
        assertThat(ofCompany("entities/Invoice/987654/pdf").status()).isEqualTo(400);
        assertThat(ofCompany("entities/Nonsense/1").status()).isEqualTo(400);
    }
}
