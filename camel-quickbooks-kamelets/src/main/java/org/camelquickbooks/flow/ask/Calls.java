package org.camelquickbooks.flow.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;

/** Requests of a flow's step to QuickBooks. No thread is blocked while an answer is awaited. */
public final class Calls {

    private final CamelContext context;
    private final ProducerTemplate template;
    private final String realmId;

    /** @param realmId the company; null for that of the component */
    public Calls(CamelContext context, String realmId) {
        this(context, context.createProducerTemplate(), realmId);
    }

    private Calls(CamelContext context, ProducerTemplate template, String realmId) {
        this.context = context;
        this.template = template;
        this.realmId = realmId;
    }

    /** The company that is asked; empty for that of the component. */
    String company() {
        return realmId == null ? "" : realmId;
    }

    ReferenceCache references() {
        return ReferenceCache.of(context);
    }

    /** The same for a company. */
    public Calls of(String company) {
        return new Calls(context, template, company);
    }

    /** Sends a body; completes exceptionally with what QuickBooks, or the component, said against it. */
    public CompletableFuture<Message> send(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> {
                    exchange.setPattern(ExchangePattern.InOut);
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeaders(new HashMap<>(headers));
                    if (realmId != null) {
                        exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, realmId);
                    }
                })
                .thenApply(Calls::answer);
    }

    private static Message answer(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null) {
            throw failure instanceof RuntimeException e ? e : new CompletionException(failure);
        }
        return exchange.getMessage();
    }

    /** Sends a body, and takes the JSON that comes back. */
    public CompletableFuture<JsonNode> json(String uri, Object body, Map<String, Object> headers) {
        return send(uri, body, headers).thenApply(message -> message.getBody(JsonNode.class));
    }

    /** An entity by its Id. */
    public CompletableFuture<JsonNode> read(String entity, String id) {
        return json("quickbooks:read/" + entity + "?coalesce=true", null, Map.of(QuickBooksConstants.ENTITY_ID, id));
    }

    /** All rows of a statement. */
    public CompletableFuture<List<JsonNode>> query(String statement, Map<String, ?> parameters) {
        return query("quickbooks:query?coalesce=true", statement, parameters);
    }

    /** The first row of a statement. */
    public CompletableFuture<Optional<JsonNode>> first(String statement) {
        return query("quickbooks:query?coalesce=true&maxRows=1", statement, Map.of())
                .thenApply(rows -> rows.stream().findFirst());
    }

    private CompletableFuture<List<JsonNode>> query(String uri, String statement, Map<String, ?> parameters) {
        return send(
                        uri,
                        null,
                        Map.of(QuickBooksConstants.QUERY, statement, QuickBooksConstants.QUERY_PARAMETERS, parameters))
                .thenApply(message -> {
                    List<JsonNode> rows = new ArrayList<>();
                    for (Object row : (Iterable<?>) message.getBody()) {
                        rows.add((JsonNode) row);
                    }
                    return rows;
                });
    }
}
