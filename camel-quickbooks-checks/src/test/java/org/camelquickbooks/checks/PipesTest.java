package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Each Pipe of docs/kamelets.md runs, with nothing but its own properties. */
class PipesTest {

    private static final Path PAGE = Path.of("..", "docs", "kamelets.md");
    private static final Pattern PIPE = Pattern.compile("```yml\\n(.*?)```", Pattern.DOTALL);
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    private Path scratch;

    /** What is sent to a Pipe. */
    private record Input(Object body, Map<String, Object> headers) {}

    @TestFactory
    Stream<DynamicTest> eachRuns() throws IOException {
        Map<String, String> pipes = new HashMap<>();
        Matcher found = PIPE.matcher(Files.readString(PAGE));
        while (found.find()) {
            pipes.put(found.group(1).replaceAll("(?s).*?name: with-(\\S+).*", "$1"), found.group(1));
        }
        List<String> kamelets = new ArrayList<>();
        Path folder = Path.of("..", "camel-quickbooks-kamelets", "src", "main", "resources", "kamelets");
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> kamelets.add(file.getFileName().toString().replace(".kamelet.yaml", "")));
        }
        assertThat(pipes.keySet()).containsExactlyInAnyOrderElementsOf(kamelets);
        return pipes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(pipe -> DynamicTest.dynamicTest(pipe.getKey(), () -> run(pipe.getKey(), pipe.getValue())));
    }

    private void run(String name, String pipe) throws Exception {
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().throttled(false).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            properties.put("quickbooks.realmId", REALM);
            properties.put("quickbooks.baseUrl", sandbox.url());
            properties.put("quickbooks.webhookVerifyToken", "sandbox-verifier-token");
            properties.put("quickbooks.clientId", "sandbox-client");
            properties.put("quickbooks.clientSecret", "sandbox-secret");
            properties.put("quickbooks.refreshToken", sandbox.tokens(REALM).refreshToken());
            context.getPropertiesComponent().setInitialProperties(properties);
            // Only where state is kept; all that connects it are the properties of the Kamelet.
            ((QuickBooksComponent) context.getComponent("quickbooks", true, false))
                    .setStateDirectory(scratch.resolve(name).toString());
            context.start();
            SQLiteDataSource warehouse = new SQLiteDataSource();
            warehouse.setUrl("jdbc:sqlite:" + scratch.resolve(name + ".db"));
            context.getRegistry().bind("warehouse", warehouse);
            if (name.equals("quickbooks-webhook-source")) {
                PageServer.start(context);
            }
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(name + ".yaml", pipe.replace("log:out", "mock:out")));
            assertThat(context.getRoutes()).isNotEmpty();
            if (!name.endsWith("-source")) {
                Input input = input(name, sandbox.company());
                Exchange exchange = context.createProducerTemplate().request("direct:in", sent -> {
                    sent.getMessage().setBody(input.body());
                    sent.getMessage().setHeaders(new HashMap<>(input.headers()));
                });
                assertThat(exchange.getException()).isNull();
            } else if (name.equals("quickbooks-query-source")) {
                MockEndpoint out = context.getEndpoint("mock:out", MockEndpoint.class);
                out.expectedMinimumMessageCount(1);
                // Only a test that fails waits so long.
                out.setResultWaitTime(TimeUnit.MINUTES.toMillis(3));
                out.assertIsSatisfied();
            }
        }
    }

    private static Input input(String name, SandboxCompany company) {
        String customer = company.query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        String display = company.read("Customer", customer).path("DisplayName").asText();
        String item = company.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        String sale = ("{`CustomerRef`:{`value`:`" + customer
                        + "`},`Line`:[{`Amount`:5,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                        + item + "`}}}]}")
                .replace('`', '"');
        String payment = ("{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`" + display + "`},`amount`:5.00}")
                .replace('`', '"');
        String account = company.query("select * from Account where AccountType = 'Expense' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        String bank = company.query("select * from Account where AccountType = 'Bank' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        return switch (name.replace("quickbooks-", "")) {
            case "create-sink" -> new Input(sale, Map.of());
            case "update-sink" -> new Input("{\"Id\":\"" + customer + "\",\"CompanyName\":\"Ltd\"}", Map.of());
            case "upsert-sink" -> new Input("{\"DisplayName\":\"By pipe\"}", Map.of());
            case "batch-sink" ->
                new Input("[{\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"By batch\"}}]", Map.of());
            case "upload-sink" -> new Input("text", Map.of(Exchange.FILE_NAME, "note.txt"));
            case "payment-sink" -> new Input(payment, Map.of());
            case "journal-entry-sink" ->
                new Input("{\"Line\":[" + posting("Debit", account) + "," + posting("Credit", bank) + "]}", Map.of());
            case "estimate-to-invoice-action" ->
                new Input(
                        company.create("Estimate", sale.replaceFirst("\\{", "{\"TxnStatus\":\"Accepted\","))
                                .toString(),
                        Map.of());
            case "from-canonical-action" ->
                new Input(
                        ("{`id`:`W-1`,`date`:`2026-01-31`,`customer`:{`name`:`" + display + "`},`lines`:[{`item`:`"
                                        + company.read("Item", item)
                                                .path("Name")
                                                .asText()
                                        + "`,`amount`:5.00}],`total`:5.00}")
                                .replace('`', '"'),
                        Map.of());
            case "to-canonical-action" ->
                new Input(company.create("Invoice", sale).toString(), Map.of("CamelQuickBooksEntity", "Invoice"));
            case "lookup-action" ->
                new Input(company.read("Item", item).path("Name").asText(), Map.of());
            case "query-action" -> new Input("", Map.of("CamelQuickBooksQueryParameters", Map.of("name", display)));
            case "report-action", "replica-action" -> new Input("", Map.of());
            case "pdf-action", "send-action" ->
                new Input(
                        company.create(
                                        "Invoice",
                                        sale.replaceFirst("\\{", "{\"BillEmail\":{\"Address\":\"a@example.com\"},"))
                                .toString(),
                        Map.of());
            default -> throw new IllegalStateException("No input for " + name);
        };
    }

    private static String posting(String side, String account) {
        return "{\"Amount\":5,\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\""
                + side + "\",\"AccountRef\":{\"value\":\"" + account + "\"}}}";
    }
}
