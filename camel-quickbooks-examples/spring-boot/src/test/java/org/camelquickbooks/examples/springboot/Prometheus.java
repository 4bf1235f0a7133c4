package org.camelquickbooks.examples.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real Prometheus, which scrapes one application each second. */
final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 32_000;
    private static final int MOST_ATTEMPTS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path output;
    private final String api;

    /** @param target host and port of the application */
    Prometheus(Path directory, String target, Path rules) throws IOException {
        int port = freePort();
        Path configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                rule_files: [ "%s" ]
                scrape_configs:
                  - job_name: shop
                    metrics_path: /actuator/prometheus
                    static_configs: [ { targets: [ "%s" ] } ]
                """.formatted(
                        rules.toAbsolutePath().normalize(), target));
        output = directory.resolve("out.txt");
        process = new ProcessBuilder(
                        executable().toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        api = "http://127.0.0.1:" + port + "/api/v1/";
    }

    /** Where Prometheus is on this machine; null where it is not. */
    static Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Below those that systems give to connections: until Prometheus listens, any of these may be taken by one. */
    private static int freePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    /** What it has said, for messages; never empty. */
    String said() {
        try {
            return (process.isAlive() ? "Prometheus runs\n" : "Prometheus has ended\n") + Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The whole answer; empty while Prometheus does not answer yet. */
    JsonNode ask(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + path)).build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode query(String query) {
        return ask("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** The numbers that a query has now; what is divided by nothing is none. */
    List<Double> values(String query) {
        List<Double> values = new ArrayList<>();
        for (JsonNode series : query(query).path("data").path("result")) {
            double value = Double.parseDouble(series.path("value").path(1).asText());
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }
        return values;
    }

    /** The series of a query, each with its labels and its values at every step. */
    JsonNode range(String query, Instant from, Instant to, int stepSeconds) {
        return ask("query_range?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&start="
                        + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&step=" + stepSeconds)
                .path("data")
                .path("result");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
