package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.model.Json;

/** An HTTP client and Jackson, and nothing between: no limits, no retries, no faults, no tokens. */
abstract class RawSubject implements Subject {

    private final ObjectMapper mapper = Json.EXACT;
    private final Company company;

    RawSubject(Company company) {
        this.company = company;
    }

    @Override
    public final CompletionStage<JsonNode> create(int number) throws IOException {
        byte[] body = mapper.writeValueAsBytes(mapper.readTree(company.invoice(number)));
        return send("invoice?minorversion=75&requestid=" + UUID.randomUUID(), body);
    }

    @Override
    public final CompletionStage<JsonNode> read() {
        return send("customer/" + company.customer() + "?minorversion=75", null);
    }

    @Override
    public final CompletionStage<JsonNode> query() {
        return send("query?minorversion=75&query=" + URLEncoder.encode(Company.QUERY, StandardCharsets.UTF_8), null);
    }

    private CompletionStage<JsonNode> send(String path, byte[] body) {
        return send(company.api() + path, "Bearer " + company.token(), body).thenApply(bytes -> {
            try {
                return mapper.readTree(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * The body of an answer with status 200, not on a thread of the client that serves connections.
     *
     * @param body JSON that is posted; null for a GET
     */
    abstract CompletionStage<byte[]> send(String url, String authorization, byte[] body);
}
