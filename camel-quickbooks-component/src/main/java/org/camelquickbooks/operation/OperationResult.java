package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/** The result of an operation: the body of the message and its headers. */
public final class OperationResult {

    private final Object body;
    private final Map<String, Object> headers = new LinkedHashMap<>();

    private OperationResult(Object body) {
        this.body = body;
    }

    /** A body; JSON is brought into the form that the endpoint's outputType asks for. */
    static OperationResult of(Object body) {
        return new OperationResult(body);
    }

    /** An entity, as the answer has it. */
    static OperationResult ofEntity(EntityType type, JsonNode entity, Response response) {
        return of(entity)
                .header(QuickBooksConstants.ENTITY, type.name())
                .header(QuickBooksConstants.ENTITY_ID, Json.text(entity, "Id"))
                .header(QuickBooksConstants.SYNC_TOKEN, Json.text(entity, "SyncToken"))
                .from(response);
    }

    /** A header of the message; null leaves it as it is. */
    OperationResult header(String name, Object value) {
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }

    /** The headers that come with each answer. */
    OperationResult from(Response response) {
        if (response == null) {
            return this;
        }
        return header(QuickBooksConstants.INTUIT_TID, response.intuitTid())
                .header(QuickBooksConstants.RESPONSE_TIME, response.took().toMillis());
    }

    Object body() {
        return body;
    }

    /** Puts body and headers on the exchange's message, as an answer. */
    public void writeTo(Call call) throws Exception {
        Object formed = call.outputForm().of(body, call.options().getOutputType());
        headers.put(QuickBooksConstants.REALM_ID, call.realmId());
        Message message = call.exchange().getMessage();
        // Of an earlier page: whoever pages until it is absent would never end.
        message.removeHeader(QuickBooksConstants.NEXT_POSITION);
        AnsweredHeaders.set(
                call.exchange(),
                headers,
                new AnsweredHeaders.Subject(call.realmId(), (String) headers.get(QuickBooksConstants.ENTITY), (String)
                        headers.get(QuickBooksConstants.ENTITY_ID)));
        message.setBody(formed);
        call.succeeded();
    }
}
