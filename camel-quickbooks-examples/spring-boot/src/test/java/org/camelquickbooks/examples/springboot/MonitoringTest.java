package org.camelquickbooks.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.yaml.snakeyaml.Yaml;

/** The example, started as its README says, and what Prometheus and Grafana see of it. */
class MonitoringTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final Path MONITORING = Path.of("../../docs/monitoring");
    private static final Path DASHBOARD = MONITORING.resolve("grafana-dashboard.json");
    private static final Path RULES = MONITORING.resolve("prometheus-rules.yaml");
    private static final Path PICTURE = MONITORING.resolve("grafana-dashboard.svg");
    private static final String WORK_SECONDS = "picture.seconds";
    private static final Pattern METRIC = Pattern.compile("camel_quickbooks_\\w+");
    /** Counted only where something rare has happened. */
    private static final Set<String> RARE = Set.of(
            "camel_quickbooks_connection_total",
            "camel_quickbooks_gaps_total",
            "camel_quickbooks_webhook_refused_total");

    @TempDir
    static Path state;

    private static QuickBooksSandbox sandbox;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void runTheShop() throws Exception {
        sandbox = QuickBooksSandbox.create().withCompany(REALM).start();
        application = SpringApplication.run(
                ShopApplication.class,
                "--server.port=0",
                "--camel.component.quickbooks.base-url=" + sandbox.url(),
                "--camel.component.quickbooks.realm-id=" + REALM,
                "--camel.component.quickbooks.client-id=sandbox-client",
                "--camel.component.quickbooks.client-secret=sandbox-secret",
                "--camel.component.quickbooks.refresh-token="
                        + sandbox.tokens(REALM).refreshToken(),
                "--camel.component.quickbooks.state-directory=" + state);
        assertThat(order("1", invoice())).isEqualTo(200);
        assertThat(order("1", invoice())).isEqualTo(200);
        assertThat(order("2", "{\"CustomerRef\":{\"value\":\"1\"}}")).isEqualTo(422);
        sandbox.faults()
                .order(FaultOrder.of(Effect.THROTTLE)
                        .method("POST")
                        .retryAfter(0)
                        .times(1));
        assertThat(order("3", invoice())).isEqualTo(200);
        application
                .getBean(ProducerTemplate.class)
                .requestBody(
                        "quickbooks:batch",
                        List.of(
                                Map.of("operation", "create", "Customer", Map.of("DisplayName", "One")),
                                Map.of("operation", "create", "Customer", Map.of("DisplayName", "Two"))));
    }

    @AfterAll
    static void close() {
        application.close();
        sandbox.close();
    }

    private static String invoice() {
        return ("{`CustomerRef`:{`value`:`1`},`Line`:[{`Amount`:25,`DetailType`:`SalesItemLineDetail`,"
                        + "`SalesItemLineDetail`:{`ItemRef`:{`value`:`1`}}}]}")
                .replace('`', '"');
    }

    private static String url() {
        return "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
    }

    private static int order(String number, String body) throws Exception {
        return post(body, "Order-Number", number).statusCode();
    }

    private static HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(url() + "/orders"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            post.headers(headers);
        }
        return HTTP.send(post.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void isAnswered(HttpResponse<String> response, int status, String reason) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("application/json");
        assertThat(JSON.readTree(response.body()).path("error").asText()).contains(reason);
    }

    @Test
    void anOrderThatCannotBeBookedIsAnsweredWithTheReason() throws Exception {
        int before = sandbox.company().count("Invoice");
        isAnswered(post(invoice()), 400, "The header Order-Number is missing");
        isAnswered(post(invoice(), "Order-Number", ""), 400, "The header Order-Number is missing");
        isAnswered(post("{\"CustomerRef\":{\"value\":\"1\"}}", "Order-Number", "no lines"), 422, "Line");
        isAnswered(post("{\"CustomerRef\"", "Order-Number", "no JSON"), 400, "needs JSON in the body");
        assertThat(sandbox.company().count("Invoice")).isEqualTo(before);
    }

    private static String get(String url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String page(String path) {
        return get(url() + path);
    }

    private static void eventually(String what, Supplier<String> missing) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        for (String left = missing.get(); !left.isEmpty(); left = missing.get()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited in vain, three minutes, for " + what + ": " + left);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** The queries of the dashboard, by the title of their panel. */
    private static Map<String, String> panels() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        JsonNode dashboard = JSON.readTree(DASHBOARD.toFile());
        for (JsonNode panel : dashboard.path("panels")) {
            int number = 0;
            for (JsonNode target : panel.path("targets")) {
                queries.put(
                        panel.path("title").asText() + " " + ++number,
                        target.path("expr").asText());
            }
        }
        return queries;
    }

    /** The expressions of the alerts, by their names. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> alerts() throws IOException {
        Map<String, String> alerts = new LinkedHashMap<>();
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
        for (Map<String, Object> group : file.get("groups")) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                alerts.put((String) rule.get("alert"), (String) rule.get("expr"));
            }
        }
        return alerts;
    }

    @Test
    void healthTellsOfTheCompany() throws Exception {
        // Ready once the consumer has asked for the first time.
        eventually("status UP", () -> {
            String health = page("/actuator/health");
            return health.startsWith("{\"status\":\"UP\"") ? "" : "status " + health;
        });
        JsonNode health = JSON.readTree(page("/actuator/health"));
        assertThat(health.path("status").asText()).as(health.toString()).isEqualTo("UP");
        JsonNode company = health.path("components")
                .path("camelHealth")
                .path("details")
                .path("quickbooks-company-" + REALM + ".data");
        assertThat(company.path("tokens").asText()).isEqualTo("CONNECTED");
        assertThat(company.has("lastSuccess")).isTrue();
        assertThat(company.has("lag.cdc")).isTrue();
        assertThat(JSON.readTree(page("/actuator/health/liveness"))
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }

    @Test
    void whatIsAskedForIsThere() throws Exception {
        Map<String, String> all = new LinkedHashMap<>(panels());
        all.putAll(alerts());
        assertThat(all).hasSizeGreaterThan(25);
        Map<String, String> metrics = new LinkedHashMap<>();
        all.forEach((name, query) -> {
            assertThat(query).as(name).containsPattern(METRIC);
            METRIC.matcher(query)
                    .results()
                    .map(MatchResult::group)
                    .filter(metric -> !RARE.contains(metric))
                    .forEach(metric -> metrics.put(metric, name));
        });
        // Each is there once something of it has happened: some of that comes by and by, such as the first change.
        eventually("metrics", () -> {
            String scrape = page("/actuator/prometheus");
            return metrics.entrySet().stream()
                    .filter(metric -> !Pattern.compile("(?m)^" + metric.getKey() + "[ {]")
                            .matcher(scrape)
                            .find())
                    .map(metric -> metric.getKey() + " of " + metric.getValue())
                    .collect(Collectors.joining(", "));
        });
    }

    @Test
    void prometheusUnderstandsEachQueryAndHasDataForEachPanel(@TempDir Path directory) throws Exception {
        assumeThat(Prometheus.executable())
                .as("Prometheus; install it with: apt-get install prometheus")
                .isNotNull();
        try (Prometheus prometheus = new Prometheus(directory, url().substring("http://".length()), RULES)) {
            Instant from = Instant.now();
            // Rates need two scrapes between which something was done; on a busy machine the first ones may fail.
            eventually(
                    "three scrapes",
                    () -> prometheus.values("sum_over_time(up[5m])").stream().anyMatch(scrapes -> scrapes >= 3)
                            ? ""
                            : prometheus.said());
            work(Long.getLong(WORK_SECONDS, 1));
            for (Map.Entry<String, String> panel : panels().entrySet()) {
                eventually(
                        "data of the panel " + panel.getKey(),
                        () -> prometheus.values(panel.getValue()).isEmpty() ? prometheus.said() : "");
            }
            for (Map.Entry<String, String> alert : alerts().entrySet()) {
                JsonNode answer = prometheus.query(alert.getValue());
                assertThat(answer.path("status").asText())
                        .as("%s: %s", alert.getKey(), answer)
                        .isEqualTo("success");
            }
            JsonNode rules = prometheus.ask("rules").path("data").path("groups");
            assertThat(rules.path(0).path("rules")).hasSize(alerts().size()).allSatisfy(rule -> {
                assertThat(rule.path("health").asText())
                        .as(rule.path("name").asText())
                        .isIn("ok", "unknown");
                assertThat(rule.path("state").asText())
                        .as(rule.path("name").asText())
                        .isNotEqualTo("firing");
            });
            picture(prometheus, from);
        }
    }

    /** Draws the dashboard, and with the system property {@code picture.seconds} replaces the one in the documentation. */
    private static void picture(Prometheus prometheus, Instant from) throws IOException {
        // Prometheus answers for whole seconds: what is there now has to be within.
        Instant to = Instant.now().plusSeconds(1);
        int step = (int) Math.max(1, Duration.between(from, to).toSeconds() / 200);
        String picture = new DashboardPicture(JSON.readTree(DASHBOARD.toFile()), prometheus, from, to, step).draw();
        assertThat(picture.split("<polyline|font-size='34'|height='18' rx='2' fill='#2e8540'"))
                .hasSizeGreaterThan(panels().size());
        boolean forDocumentation = System.getProperty(WORK_SECONDS) != null;
        Files.writeString(forDocumentation ? PICTURE : Path.of("target", "grafana-dashboard.svg"), picture);
    }

    /** A shop's day in a few minutes: orders, wrong ones among them, customers in batches, a moment of throttling. */
    private static void work(long seconds) throws Exception {
        ProducerTemplate template = application.getBean(ProducerTemplate.class);
        for (int i = 0; i < seconds; i++) {
            for (int order = 0; order < 1 + Math.round(2 * Math.sin(i / 40.0) * Math.sin(i / 40.0)); order++) {
                assertThat(order("work-" + i + "-" + order, invoice())).isEqualTo(200);
            }
            if (i % 9 == 0) {
                order("wrong-" + i, "{\"CustomerRef\":{\"value\":\"1\"}}");
            }
            if (i % 15 == 0) {
                List<Map<String, Object>> customers = new ArrayList<>();
                for (int each = 0; each < 5 + i / 30; each++) {
                    customers.add(
                            Map.of("operation", "create", "Customer", Map.of("DisplayName", "Work " + i + " " + each)));
                }
                template.requestBody("quickbooks:batch", customers);
            }
            // So seldom that no alert fires.
            if (i % 120 == 60) {
                sandbox.faults()
                        .order(FaultOrder.of(Effect.THROTTLE)
                                .method("POST")
                                .retryAfter(2)
                                .times(1));
            }
            TimeUnit.MILLISECONDS.sleep(800);
        }
    }
}
