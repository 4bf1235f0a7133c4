package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.query.QueryService;

/** Several operations in one call. Each stands for itself: its fault is its own, and so is its request id. */
final class Batch {

    private static final int LIMIT = 30;
    private static final int REQUEST_ID = 50;

    private final EntityService entities = new EntityService();
    private final QueryService queries = new QueryService();

    Answer run(Call call) {
        JsonNode items = Bodies.entity(call).path("BatchItemRequest");
        if (!items.isArray() || items.isEmpty()) {
            throw QuickBooksFault.required("BatchItemRequest");
        }
        if (items.size() > LIMIT) {
            throw new QuickBooksFault(
                    FaultCode.BATCH_SIZE,
                    "Batch size exceeds allowed limit : " + items.size() + " items, at most " + LIMIT + " are allowed");
        }
        String requestId = Api.requestId(call);
        checkRequestIds(items, requestId);
        List<byte[]> answers = new ArrayList<>();
        items.forEach(item -> answers.add(run(call.company(), item, requestId)));
        return Answer.envelope(new Envelopes.Bytes()
                .add("{\"BatchItemResponse\":")
                .array(answers)
                .time(call.company())
                .end());
    }

    /** The service joins the request id with each bId, and the whole may have 50 characters. */
    private static void checkRequestIds(JsonNode items, String requestId) {
        for (JsonNode item : items) {
            if (requestId != null && (requestId + bId(item)).length() > REQUEST_ID) {
                throw QuickBooksFault.business(
                        "You cannot enter more than " + REQUEST_ID + " characters in the request_id field");
            }
        }
    }

    private static String bId(JsonNode item) {
        String id = Json.text(item, "bId");
        return id == null ? "" : id;
    }

    private byte[] run(Company company, JsonNode item, String requestId) {
        Envelopes.Bytes bytes = new Envelopes.Bytes().add("{");
        if (item.has("bId")) {
            bytes.add("\"bId\":").add(Json.bytes(item.get("bId"))).add(",");
        }
        try {
            return answer(bytes, company, item, requestId == null ? null : requestId + bId(item));
        } catch (QuickBooksFault fault) {
            return bytes.add("\"Fault\":")
                    .add(Json.bytes(Envelopes.fault(fault)))
                    .add("}")
                    .end();
        }
    }

    private byte[] answer(Envelopes.Bytes bytes, Company company, JsonNode item, String requestId) {
        String statement = Json.text(item, "Query");
        if (statement != null) {
            QueryService.Result result = company.read(() -> queries.run(company, statement));
            return bytes.add("\"QueryResponse\":")
                    .add(Envelopes.queryResponse(result))
                    .add("}")
                    .end();
        }
        Map.Entry<String, JsonNode> field = item.properties().stream()
                .filter(f -> f.getValue().isObject() && Catalogue.get().find(f.getKey()) != null)
                .findFirst()
                .orElseThrow(() ->
                        QuickBooksFault.unsupported("A batch item holds a Query or an entity with its operation"));
        EntityType type = Catalogue.get().find(field.getKey());
        JsonNode body = field.getValue();
        JsonNode named = company.write(requestId, change -> Envelopes.named(type, operate(change, type, item, body)));
        JsonNode answer = named.isEmpty() ? Envelopes.named(type, Json.object()) : named;
        return bytes.add(Envelopes.inside(answer)).add("}").end();
    }

    private ObjectNode operate(Change change, EntityType type, JsonNode item, JsonNode body) {
        String options = Json.text(item, "optionsData");
        Set<String> include = options == null ? Set.of() : Set.of(options);
        String operation = Json.text(item, "operation");
        return switch (operation == null ? "create" : operation) {
            case "create", "update" -> {
                boolean existing = Json.text(body, "Id") != null;
                if ("update".equals(operation)
                        && !existing
                        && type.kind() != EntityType.Kind.SINGLE
                        && type.form() != EntityType.Form.TEMPLATE) {
                    throw QuickBooksFault.required("Id");
                }
                yield entities.save(change, type, body, include);
            }
            case "delete" -> entities.delete(change, type, body);
            case "void" -> entities.voidTransaction(change, type, body);
            default -> throw QuickBooksFault.unsupportedOperation(operation);
        };
    }
}
