package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.Json;

/**
 * One write: a request has one, a batch call one for each operation.
 *
 * @param bId its place in a batch call; null outside
 * @param entity null where there is none, or the path does not say
 * @param id null where QuickBooks is going to give it
 * @param sent what is sent; null where it is no JSON
 */
record AuditedWrite(String bId, String operation, String entity, String id, JsonNode sent, Caller caller) {

    static List<AuditedWrite> of(Request request) {
        return switch (request.kind()) {
            case WRITE -> List.of(single(request));
            case BATCH -> batch(request);
            case READ, REPORT, FILE -> List.of();
        };
    }

    private static AuditedWrite single(Request request) {
        JsonNode sent = request.body() == null ? null : request.body().content().get();
        String id = sent == null ? idInPath(request.path()) : Json.text(sent, "Id");
        Caller caller =
                request.callers().isEmpty() ? Caller.NOBODY : request.callers().get(0);
        return new AuditedWrite(null, request.verb(), request.subject(), id, sent, caller);
    }

    /** {@code invoice/45/send} */
    private static String idInPath(String path) {
        String[] parts = path.split("[/?]");
        return parts.length > 1 ? parts[1] : null;
    }

    private static List<AuditedWrite> batch(Request request) {
        List<AuditedWrite> all = new ArrayList<>();
        int index = 0;
        JsonNode sent = request.body().content().get();
        if (sent == null) {
            // QuickBooks is going to refuse it.
            return all;
        }
        for (JsonNode item : sent.path("BatchItemRequest")) {
            List<Caller> callers = request.callers();
            // One for all where the user has made the call.
            Caller caller = callers.get(Math.min(index++, callers.size() - 1));
            if (!item.has("Query")) {
                all.add(item(item, caller));
            }
        }
        return all;
    }

    private static AuditedWrite item(JsonNode item, Caller caller) {
        String entity = StreamSupport.stream(((Iterable<String>) item::fieldNames).spliterator(), false)
                .filter(name -> EntityCatalogue.get().find(name) != null)
                .findFirst()
                .orElse(null);
        JsonNode sent = entity == null ? null : item.get(entity);
        String id = sent == null ? null : Json.text(sent, "Id");
        return new AuditedWrite(Json.text(item, "bId"), Json.text(item, "operation"), entity, id, sent, caller);
    }

    /** What QuickBooks says of this write; null where it says nothing. */
    JsonNode answer(JsonNode answer) {
        if (answer == null) {
            return null;
        }
        if (bId == null) {
            return entity == null ? null : answer.get(entity);
        }
        for (JsonNode item : answer.path("BatchItemResponse")) {
            if (bId.equals(Json.text(item, "bId"))) {
                return item;
            }
        }
        return null;
    }
}
