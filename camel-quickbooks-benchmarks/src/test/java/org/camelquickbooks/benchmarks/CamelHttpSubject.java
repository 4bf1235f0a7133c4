package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.model.Json;

/** camel-http with headers made by hand. */
final class CamelHttpSubject implements Subject {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Company company;
    private final Producer producer;

    CamelHttpSubject(Company company) throws Exception {
        this.company = company;
        context.start();
        Endpoint endpoint = context.getEndpoint(company.api());
        producer = endpoint.createProducer();
        ServiceHelper.startService(producer);
    }

    @Override
    public String name() {
        return "camel-http + Jackson";
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    @Override
    public CompletionStage<?> create(int number) throws Exception {
        JsonNode body = Json.EXACT.readTree(company.invoice(number));
        return send("POST", "invoice", "minorversion=75&requestid=" + UUID.randomUUID(), Json.bytes(body));
    }

    @Override
    public CompletionStage<?> read() throws Exception {
        return send("GET", "customer/" + company.customer(), "minorversion=75", null);
    }

    @Override
    public CompletionStage<?> query() throws Exception {
        return send("GET", "query", "minorversion=75&query=" + Company.QUERY.replace(" ", "%20"), null);
    }

    private CompletionStage<?> send(String method, String path, String query, byte[] body) throws Exception {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, method);
        exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, query);
        exchange.getMessage().setHeader("Authorization", "Bearer " + company.token());
        exchange.getMessage().setHeader("Accept", "application/json");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(body);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        try (InputStream answer = exchange.getMessage().getBody(InputStream.class)) {
            return CompletableFuture.completedFuture(Json.EXACT.readTree(answer));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
