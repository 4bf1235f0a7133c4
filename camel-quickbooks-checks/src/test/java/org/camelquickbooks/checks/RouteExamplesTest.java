package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.flow.QuickBooksFlows;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Every route of the README and of docs runs: taken from the page, in Java and in YAML, against the sandbox. */
class RouteExamplesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("```(java|yaml)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DIRECT = Pattern.compile("direct:(\\w+)");
    private static final Pattern FOLLOWING = Pattern.compile("quickbooks:(cdc|query|webhook|connect)[?\\n\"]");
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    private Path scratch;

    /** What is sent to an example. */
    private record Input(Object body, Map<String, Object> headers) {}

    @TestFactory
    Stream<DynamicTest> routesRun() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        // The cookbook has a test of its own, which also looks what became of it.
        Pages.docs().stream().filter(page -> !page.endsWith("cookbook.md")).forEach(pages::add);
        for (Path page : pages) {
            Matcher blocks = BLOCK.matcher(Files.readString(page));
            for (int i = 1; blocks.find(); i++) {
                String language = blocks.group(1);
                String text = blocks.group(2);
                // A whole class is an application; NewcomerTest starts it.
                if (!text.startsWith("package ") && (text.contains("from(") || text.contains("from:"))) {
                    tests.add(DynamicTest.dynamicTest(
                            ROOT.relativize(page) + ", " + language + " block " + i, () -> run(language, text)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private void run(String language, String text) throws Exception {
        DeadLetters.clear();
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().throttled(false).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            String hooks = serve(context);
            FollowedChanges followed = new FollowedChanges(context);
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox.url());
            component.getConfiguration().setRealmId(REALM);
            component.setClientId("sandbox-client");
            component.setClientSecret("sandbox-secret");
            component.setAccessToken(sandbox.tokens(REALM).access().value());
            component.setStateDirectory(
                    Files.createTempDirectory(scratch, "state").toString());
            context.getPropertiesComponent()
                    .addInitialProperty(
                            "since",
                            sandbox.clock().instant().minusSeconds(3600).toString());
            context.getPropertiesComponent().addInitialProperty("quickbooks.verifierToken", "sandbox-verifier-token");
            context.addRoutes(new QuickBooksFlows());
            SQLiteDataSource warehouse = new SQLiteDataSource();
            warehouse.setUrl(
                    "jdbc:sqlite:" + Files.createTempDirectory(scratch, "copy").resolve("warehouse.db"));
            context.getRegistry().bind("warehouse", warehouse);
            if (language.equals("java")) {
                context.addRoutes(compiled(text));
            } else {
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("example.yaml", text));
            }
            context.start();
            TreeSet<String> names = new TreeSet<>();
            DIRECT.matcher(text).results().forEach(m -> names.add(m.group(1)));
            boolean follows = FOLLOWING.matcher(text).find();
            assertThat(follows || !names.isEmpty()).isTrue();
            if (follows) {
                followed.await(sandbox, hooks);
            }
            for (String name : names) {
                ProducerTemplate template = context.createProducerTemplate();
                Input input = input(name, sandbox.company(), template);
                Exchange exchange = template.request("direct:" + name, e -> {
                    e.getMessage().setBody(input.body());
                    e.getMessage().setHeaders(new HashMap<>(input.headers()));
                });
                if (exchange.getException() != null) {
                    throw new AssertionError(name + " failed", exchange.getException());
                }
            }
            DeadLetters.none();
        }
    }

    /** An HTTP server for webhooks, and what master: needs; answers where the server is. */
    private String serve(DefaultCamelContext context) throws Exception {
        int port = PageServer.start(context);
        FileLockClusterService leaders = new FileLockClusterService();
        leaders.setRoot(scratch.resolve("leaders").toString());
        context.addService(leaders);
        return "http://localhost:" + port;
    }

    private RoutesBuilder compiled(String text) throws Exception {
        Path source = scratch.resolve("Example.java");
        Files.writeString(source, """
            import org.apache.camel.builder.RouteBuilder;
            import org.camelquickbooks.model.*;
            public class Example extends RouteBuilder {
                @Override public void configure() {
            %s
                }
            }
            """.formatted(text));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-d", scratch.toString(), source.toString()))
                .as("javac of the example")
                .isZero();
        URLClassLoader loader = new URLClassLoader(
                new URL[] {scratch.toUri().toURL()}, getClass().getClassLoader());
        return (RoutesBuilder)
                loader.loadClass("Example").getDeclaredConstructor().newInstance();
    }

    /** What the example of a name is sent. A name that nobody knows here is an example that nobody tests. */
    private static Input input(String name, SandboxCompany company, ProducerTemplate template) {
        return switch (name) {
            case "first", "report", "years", "request", "cdc", "queryStreaming", "nightly", "copyNow" -> body(null);
            case "create" -> body(invoice(company, "DOCS-1"));
            case "invoiceFiles" -> new Input(invoice(company, "DOCS-6"), Map.of(Exchange.FILE_NAME, "DOCS-6.json"));
            case "onceOnly", "orders", "retried" ->
                new Input(invoice(company, "DOCS-2"), Map.of("orderNumber", "order-17"));
            case "customFields" ->
                body(invoice(company, "DOCS-7").replaceFirst("\\{", "{\"customFields\":{\"Crew #\":\"102\"},"));
            case "orderWithCustomer" ->
                new Input(
                        Map.of("DisplayName", "Order and customer"),
                        Map.of("orderNumber", "order-18", "invoice", invoice(company, "DOCS-3")));
            case "read", "deactivate" -> body(newCustomer(company));
            case "readByName" ->
                body(company.query("select * from Customer maxresults 1")
                        .get(0)
                        .path("DisplayName")
                        .asText());
            case "update" -> body(Map.of("Id", newCustomer(company), "CompanyName", "Changed"));
            case "kamelets", "upsert" -> body(Map.of("DisplayName", "Upserted", "CompanyName", "Ltd"));
            case "delete", "void", "send", "pdf", "largeInvoice" -> body(newInvoice(company));
            case "query" -> new Input(null, Map.of("name", "O'Brien"));
            case "canonical", "canonicalOrder", "shopOrders" -> body(canonicalOrder(company));
            case "audit" -> body("{\"kind\":\"intent\"}");
            case "batch" -> body("[{\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"By batch\"}}]");
            case "duplicates" ->
                body(Map.of(
                        "DisplayName",
                        company.query("select * from Customer maxresults 1")
                                .get(0)
                                .path("DisplayName")
                                .asText()));
            case "upload" -> new Input("delivered", Map.of("invoice", newInvoice(company)));
            case "download" -> body(attachment(template));
            case "estimate" -> body(acceptedEstimate(company).path("Id").asText());
            case "acceptedEstimates" -> body(acceptedEstimate(company).toString());
            case "contacts", "crmContact" -> body("{\"id\": \"C-7\", \"name\": \"Fjord Kitchens\", \"version\": 1}");
            case "closeMonth", "monthEnd" -> body("2026-01");
            case "counts", "warehouseCount" -> body(count(company));
            default -> throw new AssertionError("No test knows what to send to the example direct:" + name);
        };
    }

    private static Input body(Object body) {
        return new Input(body, Map.of());
    }

    private static String count(SandboxCompany company) {
        String item = company.query("select * from Item where Type = 'Inventory' maxresults 1")
                .get(0)
                .path("Name")
                .asText();
        return "{\"id\": \"c-1\", \"date\": \"" + LocalDate.now(ZoneOffset.UTC) + "\", \"counts\": [{\"item\": \""
                + item + "\", \"quantity\": 5}]}";
    }

    private static JsonNode acceptedEstimate(SandboxCompany company) {
        return company.create(
                "Estimate", invoice(company, "DOCS-5").replaceFirst("\\{", "{\"TxnStatus\": \"Accepted\","));
    }

    private static String newCustomer(SandboxCompany company) {
        return company.create("Customer", "{\"DisplayName\":\"For the docs " + company.count("Customer") + "\"}")
                .path("Id")
                .asText();
    }

    private static String canonicalOrder(SandboxCompany company) {
        String customer = company.query("select * from Customer maxresults 1")
                .get(0)
                .path("DisplayName")
                .asText();
        String item = company.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Name")
                .asText();
        return """
            {"id": "DOCS-4", "date": "2026-01-31", "customer": {"name": "%s"}, "total": 19.95,
             "lines": [{"item": "%s", "quantity": 3, "unitPrice": 6.65, "amount": 19.95}]}\
            """.formatted(customer, item);
    }

    private static String newInvoice(SandboxCompany company) {
        return company.create("Invoice", invoice(company, "DOCS-9")).path("Id").asText();
    }

    private static String attachment(ProducerTemplate template) {
        return template.requestBody("quickbooks:upload?fileName=docs.txt", "content", JsonNode.class)
                .path("Id")
                .asText();
    }

    private static String invoice(SandboxCompany company, String number) {
        String customer = company.query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        String item = company.query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        return """
            {"DocNumber": "%s", "CustomerRef": {"value": "%s"}, "Line": [{"Amount": 19.90,
             "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "%s"}}}]}\
            """.formatted(number, customer, item);
    }
}
