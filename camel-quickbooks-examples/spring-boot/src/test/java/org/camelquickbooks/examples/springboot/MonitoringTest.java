package org.camelquickbooks.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static String scrape;

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
        eventually(() -> page("/actuator/prometheus").contains("camel_quickbooks_changes_total"));
        scrape = page("/actuator/prometheus");
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
        HttpRequest post = HttpRequest.newBuilder(URI.create(url() + "/orders"))
                .header("Content-Type", "application/json")
                .header("Order-Number", number)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
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

    private static void eventually(BooleanSupplier condition) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            while (!condition.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        });
    }

    /** The queries of the dashboard, by the title of their panel. */
    private static Map<String, String> panels() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        JsonNode dashboard =
                JSON.readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
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
        Map<String, List<Map<String, Object>>> file =
                new Yaml().load(Files.readString(MONITORING.resolve("prometheus-rules.yaml")));
        for (Map<String, Object> group : file.get("groups")) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                alerts.put((String) rule.get("alert"), (String) rule.get("expr"));
            }
        }
        return alerts;
    }

    @Test
    void healthTellsOfTheCompany() throws Exception {
        JsonNode health = JSON.readTree(page("/actuator/health"));
        assertThat(health.path("status").asText()).isEqualTo("UP");
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
    void whatIsAskedForIsThere() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(panels());
        all.putAll(alerts());
        assertThat(all).hasSizeGreaterThan(25);
        all.forEach((name, query) -> {
            Matcher metric = METRIC.matcher(query);
            boolean any = false;
            while (metric.find()) {
                any = true;
                if (!RARE.contains(metric.group())) {
                    assertThat(scrape).as(name).containsPattern("(?m)^" + metric.group() + "[ {]");
                }
            }
            assertThat(any).as(name).isTrue();
        });
    }

    @Test
    void prometheusUnderstandsEachQueryAndHasDataForEachPanel(@TempDir Path directory) throws Exception {
        assumeThat(executable("prometheus"))
                .as("Prometheus; install it with: apt-get install prometheus")
                .isNotNull();
        int port = freePort();
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: [ "%s" ]
                scrape_configs:
                  - job_name: shop
                    metrics_path: /actuator/prometheus
                    static_configs: [ { targets: [ "localhost:%s" ] } ]
                """.formatted(
                MONITORING.resolve("prometheus-rules.yaml").toAbsolutePath().normalize(),
                application.getEnvironment().getProperty("local.server.port")));
        Process prometheus = new ProcessBuilder(
                        executable("prometheus").toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
        try {
            String api = "http://127.0.0.1:" + port + "/api/v1/";
            // Rates need two scrapes between which something was done.
            eventually(() -> values(api, "count_over_time(up[5m])").stream()
                    .anyMatch(value -> value.path(1).asInt() >= 3));
            assertThat(order("4", invoice())).isEqualTo(200);
            for (Map.Entry<String, String> panel : panels().entrySet()) {
                eventually(() -> !values(api, panel.getValue()).isEmpty());
            }
            for (Map.Entry<String, String> alert : alerts().entrySet()) {
                JsonNode answer = query(api, alert.getValue());
                assertThat(answer.path("status").asText())
                        .as("%s: %s", alert.getKey(), answer)
                        .isEqualTo("success");
            }
            JsonNode rules = JSON.readTree(get(api + "rules")).path("data").path("groups");
            assertThat(rules.path(0).path("rules")).hasSize(alerts().size()).allSatisfy(rule -> {
                assertThat(rule.path("health").asText())
                        .as(rule.path("name").asText())
                        .isIn("ok", "unknown");
                assertThat(rule.path("state").asText())
                        .as(rule.path("name").asText())
                        .isNotEqualTo("firing");
            });
        } finally {
            prometheus.destroy();
            prometheus.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static JsonNode query(String api, String query) {
        try {
            return JSON.readTree(get(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> values(String api, String query) {
        List<JsonNode> values = new ArrayList<>();
        query(api, query).path("data").path("result").forEach(series -> values.add(series.path("value")));
        return values;
    }

    private static Path executable(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
