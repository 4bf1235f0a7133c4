package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.Json;

/** The component as it is by default, with limits so high that they hold nothing back, but are counted. */
final class ComponentSubject implements Subject {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Company company;
    private final String name;
    private final boolean stableIds;
    private final AsyncProducer create;
    private final AsyncProducer read;
    private final AsyncProducer query;

    ComponentSubject(Company company, Path state) throws Exception {
        this(company, state, "quickbooks:", "", false, true);
    }

    /** Coalesced writes, with the intent log or without. */
    static ComponentSubject coalescing(Company company, Path state, boolean intentLog) throws Exception {
        String name = intentLog ? "quickbooks:, coalesced, intent log" : "quickbooks:, coalesced, no intent log";
        return new ComponentSubject(company, state, name, "?coalesce=true", true, intentLog);
    }

    private ComponentSubject(
            Company company, Path state, String name, String options, boolean stableIds, boolean intentLog)
            throws Exception {
        this.company = company;
        this.name = name;
        this.stableIds = stableIds;
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(company.url());
        component.getConfiguration().setRealmId(company.realm());
        component.setAccessToken(company.token());
        component.setStateDirectory(state.toString());
        component.setRequestsPerMinute(60_000_000);
        component.setRequestsPerSecond(0);
        component.setBatchesPerMinute(60_000_000);
        component.setCoalesceAt(0);
        component.setIntentLogEnabled(intentLog);
        // So that batch calls are full: what comes meanwhile waits.
        component.setCoalesceParallel(1);
        context.start();
        create = producer("quickbooks:create/Invoice" + options);
        read = producer("quickbooks:read/Customer");
        query = producer("quickbooks:query?query=" + Company.QUERY);
    }

    private AsyncProducer producer(String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        AsyncProducer producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(producer);
        return producer;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<?> create(int number) throws Exception {
        JsonNode body = Json.EXACT.readTree(company.invoice(number));
        return send(
                create,
                body,
                stableIds
                        ? Map.of(
                                QuickBooksConstants.REQUEST_ID,
                                UUID.randomUUID().toString())
                        : Map.of());
    }

    @Override
    public CompletionStage<?> read() {
        return send(read, company.customer(), Map.of());
    }

    @Override
    public CompletionStage<?> query() {
        return send(query, null, Map.of());
    }

    private static CompletionStage<?> send(AsyncProducer producer, Object body, Map<String, Object> headers) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(body);
        exchange.getMessage().getHeaders().putAll(headers);
        return producer.processAsync(exchange).thenApply(done -> {
            if (done.getException() != null) {
                throw new IllegalStateException(done.getException());
            }
            return done.getMessage().getBody();
        });
    }

    @Override
    public void close() {
        context.stop();
    }
}
