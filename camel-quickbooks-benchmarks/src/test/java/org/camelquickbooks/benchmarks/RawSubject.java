package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;

/** The JDK's HttpClient and Jackson, and nothing between: no limits, no retries, no faults, no tokens. */
final class RawSubject implements Subject {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(java.util.concurrent.Executors.newCachedThreadPool(r -> {
                Thread thread = new Thread(r);
                thread.setDaemon(true);
                return thread;
            }))
            .build();
    private final ObjectMapper mapper = Json.EXACT;
    private final Company company;

    RawSubject(Company company) {
        this.company = company;
    }

    @Override
    public String name() {
        return "JDK HttpClient + Jackson";
    }

    @Override
    public CompletionStage<JsonNode> create(int number) throws IOException {
        byte[] body = mapper.writeValueAsBytes(mapper.readTree(company.invoice(number)));
        return send(request("invoice?minorversion=75&requestid=" + UUID.randomUUID())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Override
    public CompletionStage<JsonNode> read() {
        return send(request("customer/" + company.customer() + "?minorversion=75"));
    }

    @Override
    public CompletionStage<JsonNode> query() {
        return send(request("query?minorversion=75&query=" + URLEncoder.encode(Company.QUERY, StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(company.api() + path))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + company.token());
    }

    private CompletionStage<JsonNode> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            try {
                return mapper.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
