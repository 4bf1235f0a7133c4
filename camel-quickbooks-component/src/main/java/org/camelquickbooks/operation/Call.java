package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.batch.BatchCalls.Sender;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** One exchange at an endpoint: what it asks for, where a header overrides the option of the same meaning. */
public final class Call {

    private final Exchange exchange;
    private final QuickBooksEndpoint endpoint;
    private final String realmId;
    private final Priority priority;
    private final Caller caller;
    private RequestId requestId;

    public Call(Exchange exchange, QuickBooksEndpoint endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.realmId = header(QuickBooksConstants.REALM_ID, options().getRealmId());
        if (realmId == null) {
            throw new IllegalArgumentException(endpoint.label()
                    + " does not know the company: set the option realmId, or the header "
                    + QuickBooksConstants.REALM_ID);
        }
        if (!realmId.matches("\\w+")) {
            throw new IllegalArgumentException(
                    "The realmId '" + realmId + "' is not one; it is a number such as" + " 9130347596841846");
        }
        this.priority = priority();
        this.caller = runtime().caller(exchange);
    }

    private Priority priority() {
        String word = header(QuickBooksConstants.PRIORITY, null);
        try {
            return word == null ? options().getPriority() : Priority.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The header " + QuickBooksConstants.PRIORITY + " is '" + word + "'; it can be interactive or bulk");
        }
    }

    public Exchange exchange() {
        return exchange;
    }

    CamelContext camelContext() {
        return endpoint.getCamelContext();
    }

    QuickBooksEndpoint endpoint() {
        return endpoint;
    }

    QuickBooksConfiguration options() {
        return endpoint.getConfiguration();
    }

    QuickBooksRuntime runtime() {
        return endpoint.runtime();
    }

    String realmId() {
        return realmId;
    }

    EntityType type() {
        return endpoint.entityType();
    }

    String label() {
        return endpoint.label();
    }

    /** The header, or the option where it is not set. */
    String header(String name, String option) {
        String value = exchange.getMessage().getHeader(name, String.class);
        return value == null || value.isEmpty() ? option : value;
    }

    InputBody body() {
        return new InputBody(runtime().mapper(), label());
    }

    /** Sends a request in the name of this call. */
    CompletionStage<Response> send(Request.Builder request) {
        return runtime()
                .client()
                .send(request.operation(label())
                        .priority(priority)
                        .source(endpoint.getEndpointKey())
                        .callers(List.of(caller))
                        .build());
    }

    /** In whose name this is done. */
    Caller caller() {
        return caller;
    }

    /** The id that makes this call's write the same write when it comes again. */
    RequestId requestId(byte[] input) {
        if (requestId == null) {
            requestId = RequestId.of(this, input);
        }
        return requestId;
    }

    /** Whether this call's operation is to go into a batch call with others. */
    boolean isCoalesced() {
        return options().isCoalesce() && runtime().isBudgetShort(realmId);
    }

    /** In whose name operations are gathered: not the endpoint's, so that routes gather together. */
    Sender coalesced() {
        return new Sender(realmId, priority, Gathered.SOURCE);
    }

    Sender sender() {
        return new Sender(realmId, priority, endpoint.getEndpointKey());
    }

    /** Id from the header, the body's field, or the body itself where that is only the Id. */
    String entityId(JsonNode body) {
        String given = header(QuickBooksConstants.ENTITY_ID, null);
        if (given == null && body != null) {
            given = body.isObject() ? Json.text(body, "Id") : body.isValueNode() ? body.asText() : null;
        }
        if (given == null || given.isBlank()) {
            throw new IllegalArgumentException(label() + " needs the Id of the " + endpoint.getEntity()
                    + ": in the header " + QuickBooksConstants.ENTITY_ID + ", or in the field Id of the body");
        }
        if (!given.matches("[\\w.:-]+")) {
            throw new IllegalArgumentException("The Id '" + given + "' is not one; QuickBooks' Ids are numbers");
        }
        return given;
    }

    /** The version that the caller has seen, or null. */
    String syncToken(JsonNode body) {
        String given = body == null ? null : Json.text(body, "SyncToken");
        return given == null ? header(QuickBooksConstants.SYNC_TOKEN, null) : given;
    }

    /** The entity in an answer; it is another one where the request id was used for something else before. */
    JsonNode entity(Response response) {
        return entity(type().name(), response.json());
    }

    JsonNode entity(String name, JsonNode answer) {
        JsonNode entity = answer.path(name);
        if (!entity.isObject()) {
            throw new IllegalStateException(label() + ": the answer has no " + name + " but " + fields(answer)
                    + ". If the request id was used for another write before, give each write its own");
        }
        return entity;
    }

    private static String fields(JsonNode answer) {
        StringBuilder names = new StringBuilder();
        answer.fieldNames().forEachRemaining(name -> names.append(names.isEmpty() ? "" : ", ")
                .append(name));
        return names.toString();
    }

    /** Our own writes bring the reference cache up to date. */
    void wrote(ObjectNode entity) {
        wrote(type().name(), entity);
    }

    void wrote(String entity, JsonNode now) {
        runtime().cache().changed(realmId, entity, now);
    }

    /** The exchange has its answer: the next write of the exchange is another one. */
    void succeeded() {
        if (requestId != null) {
            requestId.done(exchange);
        }
    }

    public void failed(Throwable failure) {
        if (requestId != null
                && failure instanceof QuickBooksValidationException refused
                && refused.getHistory().isEmpty()) {
            runtime().requestIds().free(realmId, requestId.value());
        }
        exchange.setException(failure);
    }
}
