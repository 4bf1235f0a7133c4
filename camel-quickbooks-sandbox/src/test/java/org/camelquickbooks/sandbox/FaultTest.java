package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.gate.Limits;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.oauth.App;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each documented fault, provoked over HTTP: status, casing, code, message. */
class FaultTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN));

    private static final String SERVICE = "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\"";
    private static final String LINE = "{\"Amount\":10," + SERVICE + ":{\"ItemRef\":{\"value\":\"1\"}}}";
    private static final String EXPENSE =
            "{\"Amount\":5,\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"57\"}}}";

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void connect() {
        sandbox = SANDBOX.sandbox();
        client = Client.of(sandbox);
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                Arguments.of(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"}}",
                        400,
                        "2020",
                        "Required param missing, need to supply the required value for the API"),
                Arguments.of(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[" + LINE + "],\"Foo\":1}",
                        400,
                        "2010",
                        "Request has invalid or unsupported property"),
                Arguments.of(
                        "invoice", "{\"Id\":\"a b\",\"SyncToken\":\"0\",\"sparse\":true}", 400, "2030", "Invalid ID"),
                Arguments.of(
                        "invoice",
                        "{\"Id\":\"999999\",\"SyncToken\":\"0\",\"sparse\":true}",
                        400,
                        "610",
                        "Object Not Found"),
                Arguments.of(
                        "customer",
                        "{\"DisplayName\":\"" + "x".repeat(501) + "\"}",
                        400,
                        "2050",
                        "String length is either shorter or longer than supported by specification"),
                Arguments.of("term", "{\"Name\":\"Late\",\"DueDays\":1.5}", 400, "2090", "Invalid Number"),
                Arguments.of(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[" + LINE + "],\"EmailStatus\":\"Gone\"}",
                        400,
                        "2170",
                        "Invalid Enumeration"),
                Arguments.of(
                        "customer",
                        "{\"DisplayName\":\"Mail\",\"PrimaryEmailAddr\":{\"Address\":\"not an address\"}}",
                        400,
                        "2210",
                        "Invalid Email Address format"),
                Arguments.of("customer", "{\"DisplayName\":\"A:B\"}", 400, "2240", "Invalid String"),
                Arguments.of(
                        "customer",
                        "{\"DisplayName\":\"Abroad\",\"CurrencyRef\":{\"value\":\"EUR\"}}",
                        400,
                        "2390",
                        "Invalid or unsupported currency type"),
                Arguments.of(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"99999\"},\"Line\":[" + LINE + "]}",
                        400,
                        "2500",
                        "Invalid Reference Id"),
                Arguments.of(
                        "customer?minorversion=75",
                        "{\"DisplayName\":\"Fern & Co\"}",
                        400,
                        "6240",
                        "Duplicate Name Exists Error"),
                Arguments.of("vendor", "{\"DisplayName\":\"fern & co\"}", 400, "6240", "Duplicate Name Exists Error"),
                Arguments.of(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":10," + SERVICE
                                + ":{\"ItemRef\":{\"value\":\"1\"},\"Qty\":2,\"UnitPrice\":6}}]}",
                        400,
                        "6070",
                        "Amount calculation incorrect in the request."),
                Arguments.of(
                        "item",
                        "{\"Name\":\"Odd\",\"Type\":\"Service\",\"IncomeAccountRef\":{\"value\":\"1\"}}",
                        400,
                        "6430",
                        "Invalid account type used"),
                Arguments.of(
                        "journalentry",
                        "{\"Line\":[{\"Amount\":1,\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\",\"AccountRef\":{\"value\":\"57\"}}}]}",
                        400,
                        "6000",
                        "A business validation error has occurred while processing your request"),
                Arguments.of(
                        "payment",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":5,\"Line\":[{\"Amount\":5,\"LinkedTxn\":[{\"TxnId\":\"1\",\"TxnType\":\"Estimate\"}]}]}",
                        400,
                        "2500",
                        "Invalid Reference Id"),
                Arguments.of("companycurrency", "{\"Code\":\"EUR\"}", 403, "5020", "Permission Denied Error"),
                Arguments.of(
                        "customer?operation=delete",
                        "{\"Id\":\"1\",\"SyncToken\":\"0\"}",
                        400,
                        "500",
                        "Unsupported Operation"),
                Arguments.of("nonsense", "{}", 400, "500", "Unsupported Operation"),
                Arguments.of("taxrate", "{\"Name\":\"x\"}", 400, "500", "Unsupported Operation"),
                Arguments.of(
                        "customer?requestid=" + "r".repeat(51),
                        "{\"DisplayName\":\"Long\"}",
                        400,
                        "6000",
                        "A business validation error has occurred while processing your request"));
    }

    @ParameterizedTest(name = "{0} answers {3}")
    @MethodSource("refusedBodies")
    void refusesBodies(String resource, String body, int status, String code, String message) {
        Reply reply = client.post(resource, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.fault()).as(reply.text()).isEqualTo(code);
        assertThat(reply.json().at("/Fault/Error/0/Message").asText()).isEqualTo(message);
        assertThat(reply.json().at("/Fault/type").asText()).isEqualTo("ValidationFault");
        assertThat(reply.json().path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*[+-]\\d\\d:\\d\\d");
        assertThat(reply.header("intuit_tid")).isNotBlank();
    }

    static Stream<Arguments> refusedQueries() {
        return Stream.of(
                Arguments.of("select * frm Invoice", "4000"),
                Arguments.of("select * from Invoice where DocNumber ! '1'", "4000"),
                Arguments.of("select * from Invoice where DocNumber = '1' foo", "4000"),
                Arguments.of("select * from Customer where DisplayName = 'O'Brien'", "4000"),
                Arguments.of("", "4000"),
                Arguments.of("select * from Invoice where Foo = '1'", "4001"),
                Arguments.of("select * from Invoice where DepartmentRef = '1'", "4001"),
                Arguments.of("select * from Nothing", "4001"),
                Arguments.of("select * from Invoice where DocNumber = '1' or DocNumber = '2'", "4001"),
                Arguments.of("select * from Invoice where TxnDate = 'yesterday'", "4001"),
                Arguments.of("select * from Invoice orderby PrivateNote", "4001"));
    }

    @ParameterizedTest(name = "{0} answers {1}")
    @MethodSource("refusedQueries")
    void refusesQueries(String statement, String code) {
        Reply reply = client.query(statement);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fault()).as(reply.text()).isEqualTo(code);
        assertThat(reply.detail()).startsWith("Query");
    }

    @Test
    void anUnknownPropertyNamesItself() {
        assertThat(client.query("select * from Invoice where Foo = '1'").detail())
                .isEqualTo("QueryValidationError: Property Foo not found for Entity Invoice");
        assertThat(client.query("select * from Invoice where PrivateNote = '1'").detail())
                .isEqualTo("QueryValidationError: property 'PrivateNote' is not queryable");
    }

    @Test
    void staleSyncTokensAreRefused() {
        String id = client.create("customer", "{\"DisplayName\":\"Stale\"}")
                .path("Id")
                .asText();
        String update = "{\"Id\":\"" + id + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Notes\":\"n\"}";
        assertThat(client.post("customer", update).status()).isEqualTo(200);

        Reply reply = client.post("customer", update);

        assertThat(reply.fault()).isEqualTo("5010");
        assertThat(reply.detail()).startsWith("Stale Object Error : You and ");
        assertThat(client.post("customer", "{\"Id\":\"" + id + "\",\"sparse\":true}")
                        .fault())
                .isEqualTo("5010");
    }

    @Test
    void anInactiveReferenceIs610() {
        String id = client.create(
                        "item", "{\"Name\":\"Old\",\"Type\":\"Service\",\"IncomeAccountRef\":{\"value\":\"39\"}}")
                .path("Id")
                .asText();
        client.create("item", "{\"Id\":\"" + id + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Active\":false}");

        Reply reply = client.post(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":1," + SERVICE + ":{\"ItemRef\":{\"value\":\""
                        + id + "\"}}}]}");

        assertThat(reply.fault()).isEqualTo("610");
        assertThat(reply.detail()).contains("Something you're trying to use has been made inactive");
    }

    @Test
    void categoriesAreNoItemsOfTransactions() {
        String category = client.id("Item", "Type = 'Category'");

        Reply reply = client.post(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":1," + SERVICE + ":{\"ItemRef\":{\"value\":\""
                        + category + "\"}}}]}");

        assertThat(reply.fault()).isEqualTo("2500");
        assertThat(reply.detail()).contains("Categories cannot be used in transactions");
    }

    @Test
    void aTransactionOfAnotherCustomerCannotBeLinked() {
        String invoice =
                client.id("Invoice", "Balance > '0' and CustomerRef != '1'".replace(" and CustomerRef != '1'", ""));
        String owner = client.read("invoice", invoice).at("/CustomerRef/value").asText();
        String other = owner.equals("2") ? "3" : "2";

        Reply reply = client.post(
                "payment",
                "{\"CustomerRef\":{\"value\":\"" + other
                        + "\"},\"TotalAmt\":1,\"Line\":[{\"Amount\":1,\"LinkedTxn\":[{\"TxnId\":\"" + invoice
                        + "\",\"TxnType\":\"Invoice\"}]}]}");

        assertThat(reply.fault()).isEqualTo("620");
    }

    @Test
    void anOrderThatABillIsLinkedToIsNotDeleted() {
        String order = client.id("PurchaseOrder", "POStatus = 'Closed'");

        Reply reply = client.post(
                "purchaseorder?operation=delete",
                "{\"Id\":\"" + order + "\",\"SyncToken\":\""
                        + client.read("purchaseorder", order).path("SyncToken").asText() + "\"}");

        assertThat(reply.fault()).isEqualTo("800");
    }

    @Test
    void aDepositedPaymentIsLocked() {
        String payment = client.rows("Payment", "select * from Payment where PaymentRefNum = '7700'")
                .get(0)
                .path("Id")
                .asText();
        String token = client.read("payment", payment).path("SyncToken").asText();

        Reply reply =
                client.post("payment?operation=delete", "{\"Id\":\"" + payment + "\",\"SyncToken\":\"" + token + "\"}");

        assertThat(reply.fault()).isEqualTo("6540");
        assertThat(reply.json().at("/Fault/Error/0/Message").asText())
                .isEqualTo("Deposited Transaction cannot be changed");
    }

    @Test
    void closedBooksAndTakenNumbersAreRefused() {
        sandbox.company()
                .update(
                        "Preferences",
                        "1",
                        "{\"AccountingInfoPrefs\":{\"BookCloseDate\":\"2020-12-31\"},\"SalesFormsPrefs\":{\"CustomTxnNumbers\":true}}");
        String bill = "{\"VendorRef\":{\"value\":\"" + client.id("Vendor", "")
                + "\"},\"TxnDate\":\"2020-12-31\",\"Line\":[" + EXPENSE + "]}";

        assertThat(client.post("bill", bill).fault()).isEqualTo("6210");

        String invoice = "{\"DocNumber\":\"1001\",\"CustomerRef\":{\"value\":\"1\"},\"Line\":[" + LINE + "]}";
        Reply taken = client.post("invoice", invoice);
        assertThat(taken.fault()).isEqualTo("6140");
        assertThat(taken.detail()).contains("DocNumber=1001 is assigned to TxnType=Invoice with TxnId=");
        assertThat(client.post("invoice?include=allowduplicatedocnum", invoice).status())
                .isEqualTo(200);
    }

    @Test
    void batchesOfMoreThanThirtyAreRefused() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 31; i++) {
            items.append(i == 0 ? "" : ",")
                    .append("{\"bId\":\"")
                    .append(i)
                    .append("\",\"Query\":\"select * from Term\"}");
        }

        Reply reply = client.post("batch", "{\"BatchItemRequest\":[" + items + "]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fault()).isEqualTo("1040");
        assertThat(reply.json().at("/Fault/Error/0/Message").asText()).isEqualTo("Batch size exceeds allowed limit");
    }

    @Test
    void whatCannotBeVoidedAnswersOddly() {
        String bill = client.id("Bill", "");
        String body = "{\"Id\":\"" + bill + "\",\"SyncToken\":\""
                + client.read("bill", bill).path("SyncToken").asText() + "\"}";
        Reply reply = client.post("bill?operation=void", body);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.fault()).isEqualTo("10000");

        String entry = client.id("JournalEntry", "");
        Reply empty = client.post("journalentry?operation=void", "{\"Id\":\"" + entry + "\",\"SyncToken\":\"0\"}");
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.json().has("JournalEntry")).isFalse();
    }

    @Test
    void aRequestIdThatIsStillAtWorkIs600() throws Exception {
        sandbox.faults()
                .order(FaultOrder.of(Effect.SLOW_DRIP).method("POST").times(1).millis(100));
        String body = "{\"DisplayName\":\"Only once\"}";
        HttpResponse<InputStream> first = HttpClient.newHttpClient()
                .send(
                        client.request(client.path("customer?requestid=same"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofInputStream());

        // The head of the first answer is here, its body still drips.
        Reply second = client.post("customer?requestid=same", body);
        first.body().readAllBytes();
        Reply third = client.post("customer?requestid=same", body);

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.fault()).isEqualTo("600");
        assertThat(second.json().at("/Fault/Error/0/Message").asText()).isEqualTo("Duplicate Request ID");
        assertThat(third.status()).isEqualTo(200);
        assertThat(client.rows("Customer", "select * from Customer where DisplayName = 'Only once'"))
                .hasSize(1);
    }

    @Test
    void gatewayFaultsAreInLowerCamelCase() {
        Reply malformed = client.withToken("short").get("companyinfo/1");
        assertThat(malformed.status()).isEqualTo(401);
        assertThat(malformed.fault()).isEqualTo("3200");
        assertThat(malformed.json().at("/fault/error/0/message").asText())
                .isEqualTo("message=AuthenticationFailed; errorCode=003200; statusCode=401");
        assertThat(malformed.json().at("/fault/error/0/detail").asText())
                .isEqualTo("Malformed bearer token: too short or too long");
        assertThat(malformed.json().path("time").isNumber()).isTrue();
        assertThat(malformed.json().at("/fault/type").asText()).isEqualTo("AUTHENTICATION");

        assertThat(client.withToken(null).get("companyinfo/1").fault()).isEqualTo("3200");
        String other = sandbox.tokens(QuickBooksSandbox.CANADA_REALM).access().value();
        Reply foreign = client.withToken(other).get("companyinfo/1");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.fault()).isEqualTo("3100");
        String unscoped = sandbox.tokens(QuickBooksSandbox.US_REALM, App.DEFAULT.clientId(), Set.of("openid"))
                .access()
                .value();
        assertThat(client.withToken(unscoped).get("companyinfo/1").fault()).isEqualTo("3100");
    }

    @Test
    void expiredAndRevokedTokensSaySo() {
        var pair = sandbox.tokens(QuickBooksSandbox.US_REALM);
        client.withToken(pair.access().value());
        sandbox.clock().advance(Duration.ofMinutes(60));
        assertThat(client.get("companyinfo/1")
                        .json()
                        .at("/fault/error/0/detail")
                        .asText())
                .isEqualTo("Token expired");

        client.withToken(sandbox.tokens(QuickBooksSandbox.US_REALM).access().value());
        sandbox.disconnect(QuickBooksSandbox.US_REALM);
        assertThat(client.get("companyinfo/1")
                        .json()
                        .at("/fault/error/0/detail")
                        .asText())
                .isEqualTo("Token revoked");
    }

    @Test
    void throttledCallsAreXmlNowAndThen() {
        sandbox.throttle().limits(new Limits(true, 500, 1, 10, 40, 120, 200, 500_000, 40));
        sandbox.clock().freeze();
        assertThat(client.get("companyinfo/1").status()).isEqualTo(200);

        int xml = 0;
        for (int i = 0; i < 10; i++) {
            Reply reply = client.get("companyinfo/1");
            assertThat(reply.status()).isEqualTo(429);
            if (reply.text().startsWith("<?xml")) {
                xml++;
                assertThat(reply.text()).contains("<Fault type=\"SERVICE\"><Error code=\"3001\">");
            } else {
                assertThat(reply.json().at("/fault/error/0/message").asText())
                        .isEqualTo("message=ThrottleExceeded; errorCode=003001; statusCode=429");
                assertThat(reply.json().at("/fault/error/0/detail").asText())
                        .isEqualTo("The request limit was reached.  Try again later");
            }
        }
        assertThat(xml).isEqualTo(2);
    }

    @Test
    void ordersBringTheFaultsThatNoRequestCan() {
        record Row(int code, int status, String type, String message) {}
        for (Row row : new Row[] {
            new Row(100, 401, "AuthenticationFault", "General Authentication Error"),
            new Row(120, 403, "AuthorizationFault", "Authorization Failure"),
            new Row(130, 401, "AuthenticationFault", "Accessing Wrong Cluster"),
            new Row(140, 403, "AuthorizationFault", "Company Locked Out"),
            new Row(150, 403, "AuthorizationFault", "Company Under Maintenance"),
            new Row(4002, 400, "ValidationFault", "Error processing query"),
            new Row(6190, 403, "ValidationFault", "Invalid Company Status"),
            new Row(10000, 500, "SystemFault", "An application error has occurred while processing your request")
        }) {
            client.admin("POST", "faults", "{\"effect\":\"fault\",\"status\":" + row.code() + ",\"times\":1}");

            Reply reply = client.get("companyinfo/1");

            assertThat(reply.status()).isEqualTo(row.status());
            assertThat(reply.fault()).isEqualTo(Integer.toString(row.code()));
            assertThat(reply.json().at("/Fault/type").asText()).isEqualTo(row.type());
            assertThat(reply.json().at("/Fault/Error/0/Message").asText()).isEqualTo(row.message());
        }
    }

    @Test
    void faultsAreXmlForThoseWhoAskForXml() {
        Reply reply = Client.send(client.request(client.path("invoice/424242"))
                .setHeader("Accept", "application/xml")
                .GET()
                .build());

        assertThat(reply.header("Content-Type")).startsWith("application/xml");
        assertThat(reply.text())
                .contains("<IntuitResponse xmlns=\"http://schema.intuit.com/finance/v3\" time=\"")
                .contains("<Fault type=\"ValidationFault\"><Error code=\"610\" element=\"\"><Message>Object Not"
                        + " Found</Message>");
    }

    @Test
    void uploadsThatAreTooLargeAreRefused() {
        byte[] large = new byte[21 * 1024 * 1024];
        java.util.Arrays.fill(large, (byte) ' ');

        Reply reply = client.post("customer", "application/json", large);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.fault()).isEqualTo("6030");
    }

    static Stream<Arguments> badInput() {
        byte[] tenMegabytes =
                ("{\"DisplayName\":\"" + "y".repeat(10 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("an empty body", "application/json", new byte[0], "2020"),
                Arguments.of("blanks", "application/json", "  \n".getBytes(StandardCharsets.UTF_8), "2020"),
                Arguments.of("an empty object", "application/json", "{}".getBytes(StandardCharsets.UTF_8), "2020"),
                Arguments.of(
                        "truncated JSON",
                        "application/json",
                        "{\"DisplayName\":\"x".getBytes(StandardCharsets.UTF_8),
                        "2010"),
                Arguments.of("an array", "application/json", "[1,2]".getBytes(StandardCharsets.UTF_8), "2010"),
                Arguments.of("two documents", "application/json", "{}{}".getBytes(StandardCharsets.UTF_8), "2010"),
                Arguments.of(
                        "deep nesting", "application/json", "[".repeat(5000).getBytes(StandardCharsets.UTF_8), "2010"),
                Arguments.of("ten megabytes", "application/json", tenMegabytes, "2050"),
                Arguments.of("a wrong content type", "text/csv", "a;b".getBytes(StandardCharsets.UTF_8), "500"),
                Arguments.of(
                        "bad UTF-8", "application/json", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}, "500"),
                Arguments.of(
                        "a string where an object belongs",
                        "application/json",
                        "{\"DisplayName\":\"q\",\"BillAddr\":\"street\"}".getBytes(StandardCharsets.UTF_8),
                        "2010"),
                Arguments.of(
                        "an object where a string belongs",
                        "application/json",
                        "{\"DisplayName\":{\"a\":1}}".getBytes(StandardCharsets.UTF_8),
                        "2010"),
                Arguments.of(
                        "a date that is none",
                        "application/json",
                        "{\"DisplayName\":\"q\",\"OpenBalanceDate\":\"2026-02-31\"}".getBytes(StandardCharsets.UTF_8),
                        "2010"),
                Arguments.of(
                        "truncated XML",
                        "application/xml",
                        "<Customer><DisplayName>x".getBytes(StandardCharsets.UTF_8),
                        "2010"),
                Arguments.of(
                        "XML with a DTD",
                        "application/xml",
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><Customer><DisplayName>&b;</DisplayName></Customer>"
                                .getBytes(StandardCharsets.UTF_8),
                        "2010"));
    }

    @ParameterizedTest(name = "{0} answers {3}")
    @MethodSource("badInput")
    void badInputIsRefusedAndLosesNothing(String what, String contentType, byte[] body, String code) {
        int before = sandbox.company().count("Customer");

        Reply reply = client.post("customer", contentType, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.fault()).as(reply.text()).isEqualTo(code);
        assertThat(reply.text()).doesNotContain("org.camelquickbooks", "com.fasterxml", "\tat ");
        assertThat(sandbox.company().count("Customer")).isEqualTo(before);
    }

    @Test
    void numbersAsStringsAndStringsAsNumbersAreTaken() {
        var customer =
                client.create("customer", "{\"DisplayName\":4711,\"Active\":\"true\",\"CreditLimit\":\"12.50\"}");

        assertThat(customer.path("DisplayName").asText()).isEqualTo("4711");
        assertThat(customer.path("Active").isBoolean()).isTrue();
        assertThat(customer.path("CreditLimit").decimalValue()).isEqualByComparingTo("12.50");
    }

    @Test
    void unicodeComesBackAsItWent() {
        var customer = client.create("customer", "{\"DisplayName\":\"Ærø Café 漢字 🦊\"}");

        assertThat(client.read("customer", customer.path("Id").asText())
                        .path("DisplayName")
                        .asText())
                .isEqualTo("Ærø Café 漢字 🦊");
        assertThat(client.rows("Customer", "select * from Customer where DisplayName = 'Ærø Café 漢字 🦊'"))
                .hasSize(1);
    }
}
