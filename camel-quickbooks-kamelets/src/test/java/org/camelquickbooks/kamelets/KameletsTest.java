package org.camelquickbooks.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.camelquickbooks.Arrival;
import org.camelquickbooks.FreePort;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each Kamelet does what it says, against the sandbox. */
class KameletsTest extends CamelTestSupport {

    private static final String REALM = QuickBooksSandbox.US_REALM;

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @TempDir
    Path state;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(SANDBOX.sandbox().url());
        component.setAccessToken(SANDBOX.sandbox().tokens(REALM).access().value());
        component.getConfiguration().setRealmId(REALM);
        component.setStateDirectory(state.toString());
        return context;
    }

    private static SandboxCompany company() {
        return SANDBOX.sandbox().company();
    }

    private MockEndpoint source(String kamelet) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:" + kamelet).to("mock:out");
            }
        });
        return getMockEndpoint("mock:out");
    }

    private Exchange send(String kamelet, Object body, Object... headers) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put((String) headers[i], headers[i + 1]);
        }
        Exchange exchange = template.request("kamelet:" + kamelet, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(all);
        });
        if (exchange.getException() != null) {
            throw new AssertionError(kamelet + " failed", exchange.getException());
        }
        return exchange;
    }

    private static JsonNode json(Exchange exchange) throws Exception {
        return Json.EXACT.readTree(exchange.getMessage().getBody(String.class));
    }

    private static ObjectNode customer(String name) {
        return company().create("Customer", "{\"DisplayName\":\"" + name + "\"}");
    }

    private static String first(String query) {
        return company().query(query + " maxresults 1").get(0).path("Id").asText();
    }

    private static String invoice(String number) {
        return ("{`DocNumber`:`" + number + "`,`CustomerRef`:{`value`:`" + first("select * from Customer")
                        + "`},`Line`:[{`Amount`:19.90,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:"
                        + "{`ItemRef`:{`value`:`" + first("select * from Item where Type = 'Service'") + "`}}}]}")
                .replace('`', '"');
    }

    @Test
    void changesAreTold() throws Exception {
        MockEndpoint out = source("quickbooks-changes-source?entities=Customer&startFrom=now&delay=100");
        out.expectedMinimumMessageCount(1);
        // The cursor begins with the first poll.
        for (int i = 0; out.getReceivedCounter() == 0 && i < 900; i++) {
            customer("Kamelet " + i);
            out.await(200, TimeUnit.MILLISECONDS);
        }
        Arrival.await(out, 1);
        Exchange told = out.getExchanges().get(0);
        assertThat(told.getMessage().getHeader(QuickBooksConstants.OPERATION)).isEqualTo("created");
        assertThat(told.getMessage().getBody()).isInstanceOf(String.class);
        assertThat(json(told).path("DisplayName").asText()).startsWith("Kamelet ");
    }

    /** The first poll sets the cursor, and the second is an hour away: what is delivered was announced. */
    @Test
    void withWebhooksPollsBecomeRare() throws Exception {
        int port = FreePort.serve(context);
        MockEndpoint out = source("quickbooks-changes-source?entities=Customer&delay=3600000&webhook=true"
                + "&webhookVerifyToken=sandbox-verifier-token&webhookPath=/hook&adaptivePoll=true"
                + "&adaptivePollMaxDelay=7200000");
        QuickBooksEndpoint endpoint = context.getEndpoints().stream()
                .filter(QuickBooksEndpoint.class::isInstance)
                .map(QuickBooksEndpoint.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(endpoint.getConfiguration().isAdaptivePoll()).isTrue();
        assertThat(endpoint.getConfiguration().getAdaptivePollMaxDelay()).isEqualTo(7_200_000);
        out.expectedMinimumMessageCount(1);
        SANDBOX.sandbox().webhookWindow(Duration.ZERO);
        SANDBOX.sandbox().subscribe(Subscription.cloudEvents("http://localhost:" + port + "/hook"));
        for (int i = 0; out.getReceivedCounter() == 0 && i < 900; i++) {
            customer("Announced " + i);
            SANDBOX.sandbox().deliverWebhooks();
            out.await(200, TimeUnit.MILLISECONDS);
        }
        out.assertIsSatisfied();
        assertThat(json(out.getExchanges().get(0)).path("DisplayName").asText()).startsWith("Announced ");
    }

    @Test
    void polledWithoutWebhooksNothingAdapts() {
        assertThatThrownBy(() -> source("quickbooks-changes-source?entities=Customer&adaptivePoll=true"))
                .hasStackTraceContaining("adaptivePoll=true needs webhooks");
    }

    @Test
    void rowsOfAQueryAreTold() throws Exception {
        MockEndpoint out = source("quickbooks-query-source?query=RAW(select * from Item where Type = 'Service')");
        int rows = company().query("select * from Item where Type = 'Service'").size();
        Arrival.await(out, rows);
        assertThat(out.getReceivedCounter()).isEqualTo(rows);
        assertThat(json(out.getExchanges().get(0)).path("Type").asText()).isEqualTo("Service");
    }

    @Test
    void webhooksAreTold() throws Exception {
        int port = FreePort.serve(context);
        MockEndpoint out = source(
                "quickbooks-webhook-source?webhookVerifyToken=sandbox-verifier-token&webhookPath=/hook&fetch=true");
        SANDBOX.sandbox().webhookWindow(Duration.ZERO);
        SANDBOX.sandbox().subscribe(Subscription.cloudEvents("http://localhost:" + port + "/hook"));
        customer("By webhook");
        SANDBOX.sandbox().deliverWebhooks();
        Arrival.await(out, 1);
        assertThat(out.getReceivedCounter()).isEqualTo(1);
        assertThat(json(out.getExchanges().get(0)).path("DisplayName").asText()).isEqualTo("By webhook");
    }

    @Test
    void anEntityIsCreatedOnceUnderItsRequestId() {
        String kamelet = "quickbooks-create-sink?entity=Invoice&requestIdExpression=${header.order}";
        send(kamelet, invoice("KAM-1"), "order", "order-1");
        send(kamelet, invoice("KAM-1"), "order", "order-1");
        assertThat(company().query("select * from Invoice where DocNumber = 'KAM-1'"))
                .hasSize(1);
    }

    @Test
    void anEntityIsUpdated() {
        String id = customer("Before").path("Id").asText();
        send("quickbooks-update-sink?entity=Customer", "{\"Id\":\"" + id + "\",\"CompanyName\":\"Ltd\"}");
        ObjectNode after = company().read("Customer", id);
        assertThat(after.path("CompanyName").asText()).isEqualTo("Ltd");
        assertThat(after.path("DisplayName").asText()).isEqualTo("Before");
    }

    @Test
    void anEntityIsUpserted() {
        String body = "{\"DisplayName\":\"Upserted\",\"CompanyName\":\"Ltd\"}";
        send("quickbooks-upsert-sink?entity=Customer", body);
        send("quickbooks-upsert-sink?entity=Customer&key=DisplayName", body.replace("Ltd", "Inc"));
        assertThat(company().query("select * from Customer where DisplayName = 'Upserted'"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("CompanyName").asText()).isEqualTo("Inc"));
    }

    @Test
    void operationsAreDoneInABatch() {
        send(
                "quickbooks-batch-sink",
                "[{\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"Batch 1\"}},"
                        + "{\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"Batch 2\"}}]");
        assertThat(company().query("select * from Customer where DisplayName like 'Batch %'"))
                .hasSize(2);
    }

    @Test
    void aFileIsUploaded() {
        String invoice =
                company().create("Invoice", invoice("KAM-2")).path("Id").asText();
        send("quickbooks-upload-sink?fileName=note.txt&attachTo=Invoice:" + invoice, "delivered");
        assertThat(company().query("select * from Attachable"))
                .anyMatch(file -> file.path("FileName").asText().equals("note.txt"));
    }

    @ParameterizedTest
    @CsvSource({"name,DisplayName", "id,Id"})
    void anEntityIsLookedUp(String by, String field) {
        ObjectNode customer = customer("Wanted");
        Exchange found = send(
                "quickbooks-lookup-action?entity=Customer&by=" + by + "&value=${header.wanted}",
                "an order",
                "wanted",
                customer.path(field).asText());
        assertThat(found.getMessage().getBody()).isEqualTo("an order");
        assertThat(found.getVariable("quickBooksEntity", JsonNode.class).path("Id"))
                .isEqualTo(customer.path("Id"));
        assertThat(found.getMessage().getHeaders()).doesNotContainKey(QuickBooksConstants.KEY_VALUE);
    }

    @Test
    void aQueryIsAsked() throws Exception {
        customer("O'Brien");
        Exchange rows = send(
                "quickbooks-query-action?query=RAW(select * from Customer where DisplayName = :name)",
                null,
                QuickBooksConstants.QUERY_PARAMETERS,
                Map.of("name", "O'Brien"));
        assertThat(json(rows)).hasSize(1);
    }

    @Test
    void aCopyIsBroughtUpToDate() throws Exception {
        JdbcDataSource warehouse = new JdbcDataSource();
        warehouse.setURL("jdbc:h2:mem:kamelet;DB_CLOSE_DELAY=-1");
        context.getRegistry().bind("warehouse", warehouse);
        String copy = "quickbooks-replica-action?dataSource=warehouse&entities=Customer&ledger=false";
        assertThat(send(copy, "same").getMessage().getBody()).isEqualTo("same");
        String added = customer("By replica").path("Id").asText();
        send(copy, "same");
        try (Connection connection = warehouse.getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT display_name FROM qbo_customer WHERE id = '" + added + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("By replica");
        }
    }

    @Test
    void aReportIsMade() throws Exception {
        Exchange report = send(
                "quickbooks-report-action?report=ProfitAndLoss",
                null,
                QuickBooksConstants.PARAMETERS,
                Map.of("start_date", "2026-01-01", "end_date", "2026-12-31"));
        assertThat(json(report).at("/Header/ReportName").asText()).isEqualTo("ProfitAndLoss");
        assertThat(json(report).at("/Header/StartPeriod").asText()).isEqualTo("2026-01-01");
    }

    @Test
    void aDocumentIsSentAndPrinted() throws Exception {
        ObjectNode made = company().create("Invoice", invoice("KAM-3"));
        Exchange sent = send("quickbooks-send-action?entity=Invoice&sendTo=ap@example.com", made.toString());
        assertThat(json(sent).path("EmailStatus").asText()).isEqualTo("EmailSent");
        Exchange printed = send("quickbooks-pdf-action?entity=Invoice", made.toString());
        assertThat(printed.getMessage().getBody(byte[].class)).startsWith('%', 'P', 'D', 'F');
        assertThat(send("quickbooks-pdf-action?entity=Invoice&outputType=bytes", made.toString())
                        .getMessage()
                        .getBody())
                .isInstanceOf(byte[].class);
    }

    @Test
    void whatIsSentOrUploadedUnderOneRequestIdIsSentOnce() {
        ObjectNode made = company().create("Invoice", invoice("KAM-4"));
        int letters = company().letters().size();
        int files = company().count("Attachable");
        for (int i = 0; i < 2; i++) {
            send(
                    "quickbooks-send-action?entity=Invoice&sendTo=ap@example.com&requestIdExpression=RAW(${header.no}-mail)",
                    made.toString(),
                    "no",
                    "KAM-4");
            send(
                    "quickbooks-upload-sink?fileName=note.txt&requestIdExpression=RAW(${header.no}-file)",
                    "A note",
                    "no",
                    "KAM-4");
        }
        assertThat(company().letters()).hasSize(letters + 1);
        assertThat(company().count("Attachable")).isEqualTo(files + 1);
    }

    @ParameterizedTest
    @CsvSource({"JsonNode,com.fasterxml.jackson.databind.JsonNode", "String,java.lang.String", "Map,java.util.Map"})
    void canonicalMessagesAndTheirEntitiesComeInTheFormThatIsAsked(String outputType, Class<?> type) {
        ObjectNode customer = customer("Form of " + outputType);
        Object message = send(
                        "quickbooks-to-canonical-action?entity=Customer&outputType=" + outputType, customer.toString())
                .getMessage()
                .getBody();
        assertThat(message).isInstanceOf(type);
        assertThat(send("quickbooks-from-canonical-action?type=customer&outputType=" + outputType, message)
                        .getMessage()
                        .getBody())
                .isInstanceOf(type);
    }

    @Test
    void aCanonicalOrderBecomesAnInvoiceOnce() throws Exception {
        String customer = company()
                .query("select * from Customer maxresults 1")
                .get(0)
                .path("DisplayName")
                .asText();
        String item = company()
                .query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Name")
                .asText();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order")
                        .to("kamelet:quickbooks-from-canonical-action?type=order")
                        .to("quickbooks:create/Invoice");
            }
        });
        String order = ("{`id`:`W-77`,`number`:`W-77`,`date`:`2026-01-31`,`customer`:{`name`:`" + customer
                        + "`},`lines`:[{`item`:`" + item
                        + "`,`quantity`:3,`unitPrice`:6.65,`amount`:19.95}],`shipping`:5.00,`total`:24.95}")
                .replace('`', '"');
        template.requestBody("direct:order", order);
        template.requestBody("direct:order", order);
        assertThat(company().query("select * from Invoice where DocNumber = 'W-77'"))
                .singleElement()
                .satisfies(invoice ->
                        assertThat(invoice.path("TotalAmt").decimalValue()).isEqualByComparingTo("24.95"));
        Exchange unknown = template.request("direct:order", exchange -> exchange.getMessage()
                .setBody(order.replace(item, "Nothing of ours").replace("W-77", "W-78")));
        assertThat(unknown.getException())
                .isInstanceOf(CanonicalException.class)
                .hasMessageContaining("/lines/0/item: QuickBooks has no Item with Name 'Nothing of ours'");
        Exchange wrong = template.request(
                "direct:order", exchange -> exchange.getMessage().setBody(order.replace("24.95", "24.96")));
        assertThat(wrong.getException()).hasMessageContaining("/total").hasMessageContaining("difference 0.01");
        Exchange empty = template.request(
                "direct:order", exchange -> exchange.getMessage().setBody(""));
        assertThat(empty.getException()).hasMessageContaining("a canonical order needs an entity in the body");
    }

    @Test
    void aCanonicalPaymentNamesItsInvoices() throws Exception {
        ObjectNode invoice = company().create("Invoice", invoice("KAM-9"));
        String customer = company()
                .read("Customer", invoice.at("/CustomerRef/value").asText())
                .path("DisplayName")
                .asText();
        Exchange mapped = send(
                "quickbooks-from-canonical-action?type=payment",
                ("{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`" + customer + "`},`amount`:50.00,"
                                + "`method`:`Check`,`reference`:`1234`,`invoices`:[{`number`:`KAM-9`,`amount`:19.90}]}")
                        .replace('`', '"'));
        JsonNode payment = mapped.getMessage().getBody(JsonNode.class);
        assertThat(payment.at("/Line/0/LinkedTxn/0/TxnId").asText())
                .isEqualTo(invoice.path("Id").asText());
        assertThat(mapped.getMessage().getHeader(QuickBooksConstants.REQUEST_ID))
                .isEqualTo("payment-P-1");
        JsonNode made = template.requestBody("quickbooks:create/Payment", payment, JsonNode.class);
        assertThat(made.path("UnappliedAmt").decimalValue()).isEqualByComparingTo("30.10");
    }

    private static String name(String entity, String field) {
        return company()
                .query("select * from " + entity + " maxresults 1")
                .get(0)
                .path(field)
                .asText();
    }

    @Test
    void whatQuickBooksHasBecomesCanonicalAndAddsUp() {
        ObjectNode made = company()
                .create(
                        "Invoice",
                        invoice("KAM-5")
                                .replace(
                                        "]}",
                                        ",{\"Amount\":5.00,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
                                                + "{\"ItemRef\":{\"value\":\"SHIPPING_ITEM_ID\"}}},{\"Amount\":2.50,\"DetailType\":"
                                                + "\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":false}}],"
                                                + "\"TxnTaxDetail\":{\"TotalTax\":1.25}}"));
        JsonNode order = send("quickbooks-to-canonical-action?entity=Invoice", made.toString())
                .getMessage()
                .getBody(JsonNode.class);
        assertThat(List.of("shipping", "discount", "tax", "total"))
                .extracting(field -> order.path(field).decimalValue().toPlainString())
                .containsExactly("5.00", "2.50", "1.25", "23.65");
        JsonNode customer = send(
                        "quickbooks-to-canonical-action",
                        company().query("select * from Customer maxresults 1").get(0),
                        QuickBooksConstants.ENTITY,
                        "Customer")
                .getMessage()
                .getBody(JsonNode.class);
        assertThat(customer.path("name").asText()).isEqualTo(name("Customer", "DisplayName"));
        JsonNode item = send(
                        "quickbooks-to-canonical-action?entity=Item",
                        company()
                                .query("select * from Item where Type = 'Inventory' maxresults 1")
                                .get(0))
                .getMessage()
                .getBody(JsonNode.class);
        assertThat(item.path("type").asText()).isEqualTo("inventory");
    }

    private String estimate(String status) {
        return company()
                .create("Estimate", invoice("EST-" + status).replaceFirst("\\{", "{\"TxnStatus\":\"" + status + "\","))
                .path("Id")
                .asText();
    }

    @Test
    void anAcceptedEstimateBecomesAnInvoiceOnce() throws Exception {
        String estimate = estimate("Accepted");
        String kamelet = "quickbooks-estimate-to-invoice-action";
        JsonNode first = json(send(kamelet, null, QuickBooksConstants.ENTITY_ID, estimate));
        JsonNode again = json(send(kamelet, null, QuickBooksConstants.ENTITY_ID, estimate));
        assertThat(again.path("Id")).isEqualTo(first.path("Id"));
        assertThat(first.path("TotalAmt").decimalValue()).isEqualByComparingTo("19.90");
        assertThat(company().read("Estimate", estimate).path("TxnStatus").asText())
                .isEqualTo("Closed");
        String pending = estimate("Pending");
        Exchange refused = template.request("kamelet:" + kamelet, exchange -> exchange.getMessage()
                .setHeader(QuickBooksConstants.ENTITY_ID, pending));
        assertThat(refused.getException()).hasMessageContaining("is Pending, not Accepted");
        send(kamelet + "?onlyAccepted=false", null, QuickBooksConstants.ENTITY_ID, pending);
    }

    @Test
    void aPaymentIsBookedOnce() {
        String payment = ("{`id`:`P-9`,`date`:`2026-02-01`,`customer`:{`name`:`" + name("Customer", "DisplayName")
                        + "`},`amount`:12.34,`reference`:`KAM-P-9`}")
                .replace('`', '"');
        long before = company().count("Payment");
        send("quickbooks-payment-sink", payment);
        send("quickbooks-payment-sink", payment);
        assertThat(company().count("Payment")).isEqualTo(before + 1);
    }

    @Test
    void aJournalEntryHasToBeBalanced() {
        String debit = first("select * from Account where AccountType = 'Expense'");
        String credit = first("select * from Account where AccountType = 'Bank'");
        String entry = ("{`Line`:[{`Amount`:10.00,`DetailType`:`JournalEntryLineDetail`,`JournalEntryLineDetail`:"
                        + "{`PostingType`:`Debit`,`AccountRef`:{`value`:`" + debit
                        + "`}}},{`Amount`:10.00,`DetailType`:"
                        + "`JournalEntryLineDetail`,`JournalEntryLineDetail`:{`PostingType`:`Credit`,`AccountRef`:{`value`:`"
                        + credit + "`}}}]}")
                .replace('`', '"');
        long before = company().count("JournalEntry");
        send("quickbooks-journal-entry-sink?requestIdExpression=${header.run}", entry, "run", "month-1");
        send("quickbooks-journal-entry-sink?requestIdExpression=${header.run}", entry, "run", "month-1");
        assertThat(company().count("JournalEntry")).isEqualTo(before + 1);
        long asked = SANDBOX.sandbox().requests().count();
        Exchange refused = template.request("kamelet:quickbooks-journal-entry-sink", exchange -> exchange.getMessage()
                .setBody(entry.replaceFirst("10.00", "10.01")));
        assertThat(refused.getException()).hasMessageContaining("difference 0.01");
        assertThat(SANDBOX.sandbox().requests().count()).isEqualTo(asked);
    }

    /** The same from the other languages. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "route.yaml|[{route: {from: {uri: 'direct:written', steps: [{to: {uri:"
                        + " 'kamelet:quickbooks-upsert-sink', parameters: {entity: Customer}}}]}}}]",
                "route.xml|<routes xmlns='http://camel.apache.org/schema/xml-io'><route><from uri='direct:written'/>"
                        + "<to uri='kamelet:quickbooks-upsert-sink?entity=Customer'/></route></routes>"
            })
    void kameletsAreUsedFromYamlAndXml(String file, String text) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(file, text));
        template.requestBody("direct:written", "{\"DisplayName\":\"Written in " + file + "\"}");
        assertThat(company().query("select * from Customer where DisplayName = 'Written in " + file + "'"))
                .hasSize(1);
    }

    @Test
    void whatIsMissingIsSaid() {
        for (String kamelet : List.of("quickbooks-create-sink", "quickbooks-lookup-action")) {
            Exception failure = assertThrows(Exception.class, () -> template.requestBody("kamelet:" + kamelet, "{}"));
            assertThat(failure).hasStackTraceContaining("entity");
        }
    }

    @Test
    void otherCredentialsThanTheComponentHasAreRefused() {
        Exception other = assertThrows(
                Exception.class,
                () -> template.requestBody("kamelet:quickbooks-upsert-sink?entity=Customer&accessToken=other", "{}"));
        assertThat(other)
                .hasStackTraceContaining("property accessToken, but the component quickbooks has another value");
        assertThat(other).hasStackTraceContaining("camel.component.quickbooks.accessToken");
        send("quickbooks-upsert-sink?entity=Customer", "{\"DisplayName\":\"In use\"}");
        Exception late = assertThrows(
                Exception.class,
                () -> template.requestBody("kamelet:quickbooks-upsert-sink?entity=Customer&clientId=late", "{}"));
        assertThat(late).hasStackTraceContaining("routes already use the component quickbooks without them");
    }

    @Test
    void aRequestIdOfOnesOwnGoesBeforeTheNumberOfThePayment() {
        String payment = ("{`id`:`ID`,`date`:`2026-02-01`,`customer`:{`name`:`" + name("Customer", "DisplayName")
                        + "`},`amount`:12.34,`reference`:`KAM-P-9`}")
                .replace('`', '"');
        long before = company().count("Payment");
        String kamelet = "quickbooks-payment-sink?requestIdExpression=${header.number}";
        send(kamelet, payment.replace("ID", "P-9"), "number", "one");
        send(kamelet, payment.replace("ID", "P-9"), "number", "one");
        send(kamelet, payment.replace("ID", "P-9"), "number", "two");
        assertThat(company().count("Payment")).isEqualTo(before + 2);
    }

    @Test
    void aLookupGivesTheFormThatIsAskedFor() {
        ObjectNode customer = customer("Wanted");
        Exchange found = send(
                "quickbooks-lookup-action?entity=Customer&outputType=String",
                customer.path("DisplayName").asText());
        assertThat(found.getVariable("quickBooksEntity")).isInstanceOf(String.class);
    }

    @Test
    void namesThatQuickBooksDoesNotAnswerAreLookedUpByTheirIds() {
        String method = company()
                .query("select * from PaymentMethod maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        ObjectNode payment = company()
                .create(
                        "Payment",
                        "{\"TotalAmt\":10.00,\"TxnDate\":\"2026-02-01\",\"PaymentMethodRef\":{\"value\":\"" + method
                                + "\"},\"CustomerRef\":{\"value\":\""
                                + company()
                                        .query("select * from Customer maxresults 1")
                                        .get(0)
                                        .path("Id")
                                        .asText() + "\"}}");
        assertThat(payment.at("/PaymentMethodRef/name").isMissingNode()).isTrue();
        ((ObjectNode) payment.path("PaymentMethodRef")).put("name", "What somebody wrote");
        JsonNode message = send("quickbooks-to-canonical-action?entity=Payment", payment.toString())
                .getMessage()
                .getBody(JsonNode.class);
        assertThat(message.path("method").asText()).isEqualTo(name("PaymentMethod", "Name"));
        assertThat(message.path("account").asText()).isEqualTo("Undeposited Funds");
    }
}
