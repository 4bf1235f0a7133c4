package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One operation of a batch.
 *
 * @param operation create, update, delete, void or query
 * @param entity the entity's name; null for a query
 * @param body the entity; null for a query
 * @param query the statement; null for an entity
 * @param id a value that stays the same when the same operation is sent again, such as the order number; null if
 *     there is none
 * @param options QuickBooks' optionsData, which is for an item what include is for a request; null for none
 * @param bId the id within its batch in QuickBooks' own form; null otherwise
 */
public record BatchItem(
        String operation, String entity, ObjectNode body, String query, String id, String options, String bId) {

    private static final Set<String> OPERATIONS = Set.of("create", "update", "delete", "void", "query");

    public BatchItem {
        if (!OPERATIONS.contains(operation)) {
            throw new IllegalArgumentException("A batch item does not support '" + OneLine.of(operation, 200) + "'"
                    + Nearest.suggest(String.valueOf(operation), OPERATIONS)
                    + "; it supports create, update, delete, void and query");
        }
        if (operation.equals("query")) {
            Objects.requireNonNull(query, "A batch item of a query needs a statement");
        } else {
            EntityCatalogue.get().type(entity);
            Objects.requireNonNull(body, "A batch item of " + operation + " needs the entity's body");
        }
        if (id != null && id.isBlank()) {
            throw new IllegalArgumentException("The id of a batch item is empty; with an empty id a repeated operation "
                    + "would be duplicated. Set it to a value that each operation has, or leave it out");
        }
    }

    public BatchItem(String operation, String entity, ObjectNode body, String query, String id) {
        this(operation, entity, body, query, id, null, null);
    }

    public static BatchItem create(String entity, JsonNode body) {
        return of("create", entity, body);
    }

    /** Updates the given fields. */
    public static BatchItem update(String entity, JsonNode body) {
        return of("update", entity, body);
    }

    public static BatchItem delete(String entity, String id, String syncToken) {
        return of("delete", entity, Json.object().put("Id", id).put("SyncToken", syncToken));
    }

    public static BatchItem voiding(String entity, String id, String syncToken) {
        return of("void", entity, Json.object().put("Id", id).put("SyncToken", syncToken));
    }

    public static BatchItem query(String statement) {
        return new BatchItem("query", null, null, statement, null);
    }

    private static BatchItem of(String operation, String entity, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw new IllegalArgumentException("The body of a batch item must be a JSON object, not " + body);
        }
        return new BatchItem(operation, entity, object, null, null);
    }

    /** The same item with a stable id, which stays the same when the operation is sent again. */
    public BatchItem withId(String stable) {
        return new BatchItem(operation, entity, body, query, stable, options, bId);
    }

    /** The same item with another body. */
    public BatchItem withBody(ObjectNode other) {
        return new BatchItem(operation, entity, other, query, id, options, bId);
    }

    /** The same item with optionsData, such as {@code allowduplicatedocnum}; null for none. */
    public BatchItem withOptions(String data) {
        return new BatchItem(operation, entity, body, query, id, data, bId);
    }

    private BatchItem withBId(String place) {
        return new BatchItem(operation, entity, body, query, id, options, place);
    }

    /** What its result is called by: its id, or its bId; null where it has neither. */
    public String name() {
        return id == null ? bId : id;
    }

    /**
     * Reads an item: {@code {"operation":"create","Invoice":{…}}}, {@code {"Query":"select …"}}, with an {@code id} where
     * it has one. QuickBooks' own {@code bId} names the result, and is no stable id: it is one within its batch only.
     */
    public static BatchItem read(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("A batch item must be a JSON object, not " + node.getNodeType());
        }
        // An empty one is not as if there were none.
        String id = node.path("id").isTextual() ? node.path("id").textValue() : Json.text(node, "id");
        return operation(node).withId(id).withBId(Json.text(node, "bId"));
    }

    private static BatchItem operation(JsonNode node) {
        String statement = Json.text(node, "Query") == null ? Json.text(node, "query") : Json.text(node, "Query");
        if (statement != null) {
            return query(statement);
        }
        String operation = Json.text(node, "operation");
        String options = Json.text(node, "optionsData");
        if ("void".equals(options)) {
            operation = "void";
            options = null;
        }
        String explicit = Json.text(node, "entity");
        if (explicit != null) {
            return of(operation, explicit, node.path("body")).withOptions(options);
        }
        List<String> objects = new ArrayList<>();
        node.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                objects.add(field.getKey());
            }
        });
        if (objects.size() != 1) {
            throw new IllegalArgumentException(
                    "A batch item contains one entity under its name, such as \"Invoice\":{…}, or a \"Query\"; "
                            + "this one has "
                            + objects);
        }
        return of(operation, objects.get(0), node.path(objects.get(0))).withOptions(options);
    }

    /** The item in QuickBooks' JSON format. */
    public ObjectNode toRequest(String bId) {
        ObjectNode item = Json.object().put("bId", bId);
        if (query != null) {
            return item.put("Query", query);
        }
        if (operation.equals("void")) {
            // The void of an invoice and that of a payment differ over HTTP; in a batch both are an update (facts, 4).
            ObjectNode sparse = body.deepCopy().put("sparse", true);
            item.put("operation", "update").put("optionsData", "void").set(entity, sparse);
            return item;
        }
        ObjectNode sent = body;
        if (operation.equals("update") && !body.has("sparse")) {
            sent = body.deepCopy().put("sparse", true);
        }
        item.put("operation", operation);
        if (options != null) {
            item.put("optionsData", options);
        }
        item.set(entity, sent);
        return item;
    }
}
