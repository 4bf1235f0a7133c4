package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.EntityFields;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.model.QuickBooksDroppedFieldsException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.camelquickbooks.outbox.CallOrigin;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** The parameters of an operation for one exchange. A header overrides the option of the same meaning. */
public final class Call {

    private static final int LONGEST_QUOTED = 200;
    private static final String DROPPED = "CamelQuickBooksDroppedFields";

    private final Exchange exchange;
    private final QuickBooksEndpoint endpoint;
    private final AnsweredHeaders answered;
    private final String realmId;
    private final Priority priority;
    private final Caller caller;
    private final Instant started;
    private RequestId requestId;
    private volatile JsonNode sent;

    public Call(Exchange exchange, QuickBooksEndpoint endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.answered = AnsweredHeaders.of(exchange);
        this.realmId = realm();
        if (!realmId.matches("\\w+")) {
            throw new IllegalArgumentException("The realmId '" + OneLine.of(realmId, LONGEST_QUOTED)
                    + "' is not valid; it must be a number such as 9130347596841846");
        }
        this.priority = priority();
        this.started = runtime().time().now();
        this.caller = runtime().caller(exchange);
    }

    /** An explicit option first: where an endpoint says whose books it is for, no earlier step may change that. */
    private String realm() {
        if (options().hasOwnRealmId()) {
            return options().getRealmId();
        }
        String callers = answered.callersRealm(exchange.getMessage());
        String realm = callers == null ? options().getRealmId() : callers;
        if (realm == null || realm.isBlank()) {
            String before = answered.answered(exchange.getMessage(), QuickBooksConstants.REALM_ID);
            throw new IllegalArgumentException(
                    endpoint.label()
                            + " has no company: set the option realmId or the header "
                            + QuickBooksConstants.REALM_ID
                            + (before == null
                                    ? ""
                                    : ". The header has " + before
                                            + ", which an earlier step answered, and an answer does not select the company of the next step"));
        }
        return realm;
    }

    private Priority priority() {
        String word = header(QuickBooksConstants.PRIORITY, null);
        try {
            return word == null ? options().getPriority() : Priority.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The header " + QuickBooksConstants.PRIORITY + " is '"
                    + OneLine.of(word, LONGEST_QUOTED) + "'; it must be interactive or bulk");
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

    /** The header as the caller has set it, or the option where there is none. */
    String header(String name, String option) {
        String value = answered.callers(exchange.getMessage(), name);
        return value == null ? option : value;
    }

    /** What an earlier step answered in a header; null where the header is the caller's, or not there. */
    String answered(String name) {
        return answered.answered(exchange.getMessage(), name);
    }

    InputBody body() {
        return new InputBody(runtime().mapper(), label());
    }

    /** When the exchange came. */
    Instant started() {
        return started;
    }

    OutputForm outputForm() {
        return new OutputForm(runtime().mapper(), camelContext(), options().isCustomFieldsByName());
    }

    /** What reads ask for besides; null for nothing. */
    String readsInclude() {
        return options().isCustomFieldsByName() ? CustomFields.ENHANCED : null;
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
        return options().isCoalesce() && (runtime().isBudgetShort(realmId) || wasGathered());
    }

    /** Whether the write may have been done in a batch call with others, by an earlier attempt of its exchange. */
    boolean wasGathered() {
        return requestId != null && requestId.wasGathered();
    }

    /** In whose name operations are gathered: not the endpoint's, so that routes gather together. */
    CallOrigin coalesced() {
        return new CallOrigin(realmId, priority, CoalescedCalls.SOURCE);
    }

    CallOrigin origin() {
        return new CallOrigin(realmId, priority, endpoint.getEndpointKey());
    }

    /**
     * The Id of what is read, printed, sent or downloaded: the caller's header, the body, then what an earlier step
     * answered about an entity of this kind.
     */
    String idToRead(String entity) throws Exception {
        String callers = header(QuickBooksConstants.ENTITY_ID, null);
        if (callers != null) {
            return checkedId(callers);
        }
        String before = answeredId(entity);
        String inBody = IdBody.of(this, before != null).id();
        return checkedId(inBody == null ? before : inBody);
    }

    /** The Id of what is changed: the body's, the caller's header, then what an earlier step answered as above. */
    String idToChange(String inBody) {
        String callers = header(QuickBooksConstants.ENTITY_ID, null);
        if (inBody != null && callers != null && !inBody.equals(callers)) {
            throw new IllegalArgumentException(label() + ": the body has the Id " + inBody + ", but the header "
                    + QuickBooksConstants.ENTITY_ID + " has " + callers
                    + ". Remove one of them. If the header comes from the consumer of the route, use removeHeader('"
                    + QuickBooksConstants.ENTITY_ID + "')");
        }
        String given = inBody == null ? callers : inBody;
        return checkedId(given == null ? answeredId(type().name()) : given);
    }

    private String answeredId(String entity) {
        return answered.answered(exchange.getMessage(), QuickBooksConstants.ENTITY_ID, realmId, entity, null);
    }

    /** Whether something else than the body could say which entity is meant. */
    boolean hasIdBesideBody() {
        return header(QuickBooksConstants.ENTITY_ID, null) != null || answeredId(type().name()) != null;
    }

    private String checkedId(String id) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(label() + " needs the Id of the "
                    + (endpoint.getEntity() == null ? "attachment" : endpoint.getEntity())
                    + ": in the header " + QuickBooksConstants.ENTITY_ID + ", or in the field Id of the body");
        }
        if (!id.matches("[\\w:-]+")) {
            throw new IllegalArgumentException(
                    "The Id '" + OneLine.of(id, LONGEST_QUOTED) + "' is not valid; the Ids of QuickBooks are numbers");
        }
        return id;
    }

    /** The version that the caller has seen, or an earlier step of the same entity; null for whichever there is now. */
    String syncToken(JsonNode body, String id) {
        String inBody = body == null ? null : Json.text(body, "SyncToken");
        if (inBody != null) {
            return inBody;
        }
        String callers = header(QuickBooksConstants.SYNC_TOKEN, null);
        return callers != null
                ? callers
                : answered.answered(exchange.getMessage(), QuickBooksConstants.SYNC_TOKEN, realmId, type().name(), id);
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

    /** What an earlier delivery of the exchange has written under an id, and QuickBooks has not kept wholly; else null. */
    QuickBooksDroppedFieldsException droppedBefore(RequestId id, JsonNode asked) {
        return exchange.getProperty(DROPPED) instanceof Map<?, ?> known
                ? (QuickBooksDroppedFieldsException) known.get(droppedKey(id, asked))
                : null;
    }

    void dropped(RequestId id, JsonNode asked, QuickBooksDroppedFieldsException failure) {
        Map<Object, Object> known = new HashMap<>();
        if (exchange.getProperty(DROPPED) instanceof Map<?, ?> before) {
            known.putAll(before);
        }
        known.put(droppedKey(id, asked), failure);
        exchange.setProperty(DROPPED, known);
    }

    private String droppedKey(RequestId id, JsonNode asked) {
        return realmId + " " + label() + " " + id.value() + " " + asked;
    }

    /** The exchange has its answer: the next write of the exchange is another one. */
    void succeeded() {
        if (requestId != null) {
            requestId.done(exchange, realmId);
        }
    }

    /** The body that is about to be sent, for messages. */
    void sends(JsonNode body) {
        sent = body;
    }

    public void failed(Throwable failure) {
        if (sent != null
                && failure instanceof QuickBooksValidationException refused
                && refused.getAdvice().isEmpty()) {
            List<String> unknown = EntityFields.unknown(type().name(), sent);
            if (!unknown.isEmpty()) {
                refused.setAdvice(
                        "The body has unknown fields of " + type().name() + ": " + String.join(", ", unknown));
            }
        }
        exchange.setException(failure);
    }
}
