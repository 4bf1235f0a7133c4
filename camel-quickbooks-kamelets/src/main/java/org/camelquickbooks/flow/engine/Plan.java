package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.model.Json;

/**
 * What will be sent for a message. It is recorded before it is sent, and sent unchanged.
 *
 * @param entity the type of the entity, such as {@code Invoice}; null if nothing is sent and nothing was created
 * @param body the body to send; null if nothing is sent
 * @param entityId the Id of the existing entity, if nothing is sent; may be null
 * @param operation create, update or upsert
 * @param keyField the field by which an upsert finds the existing entity; otherwise null
 * @param expected the expected total of QuickBooks; null if unknown
 * @param note a note for the acknowledgement; may be null
 * @param names the names that belong to the Ids in the body
 * @param further documents that are created after the main one, in this order
 */
public record Plan(
        String entity,
        ObjectNode body,
        String entityId,
        String operation,
        String keyField,
        BigDecimal expected,
        String note,
        List<Meant> names,
        List<Further> further) {

    /** The name of the main document of a plan. */
    static final String MAIN = "main";

    private static final String DOCUMENT = "$document:";

    /**
     * A name that the message has, and the Id that it was found to be.
     *
     * @param pointer where the Id stands in the body and in QuickBooks' answer, such as {@code /CustomerRef}
     */
    public record Meant(String pointer, String type, String name, String id) {

        /** The name in an answer, where that has the Id at the same place; else null. */
        String answeredName(JsonNode made) {
            JsonNode reference = made.at(pointer);
            return id.equals(Json.text(reference, "value")) ? Json.text(reference, "name") : null;
        }
    }

    /**
     * A document that is made after the main one.
     *
     * @param name of the document in the plan
     * @param body where a text {@code $document:name} stands for the Id of a document that was made before
     */
    public record Further(String name, String entity, ObjectNode body) {}

    /** What stands in a body for the Id of a document that is made before it. */
    public static String idOf(String document) {
        return DOCUMENT + document;
    }

    /** What stands in a body for the Id of the main document. */
    public static String idOfMain() {
        return idOf(MAIN);
    }

    static Plan nothing(String entity, String entityId, String note) {
        return new Plan(entity, null, entityId, null, null, null, note, List.of(), List.of());
    }

    boolean isNothing() {
        return body == null;
    }

    /** The number that the document is to have; null where QuickBooks gives it one. */
    String number() {
        return body == null ? null : Json.text(body, "DocNumber");
    }

    /** Changes only what a name means by now, of what this plan has made. */
    Plan correcting(String made, Meant old, String id) {
        ObjectNode change = Json.object().put("Id", made);
        change.withObject(old.pointer()).put("value", id);
        return new Plan(
                entity,
                change,
                entityId,
                "update",
                keyField,
                expected,
                note,
                meaning(old, id).names(),
                further);
    }

    /** The same, where a name is somebody else's by now. */
    Plan meaning(Meant old, String id) {
        ObjectNode changed = body.deepCopy();
        ((ObjectNode) changed.at(old.pointer())).put("value", id);
        List<Meant> others = new ArrayList<>();
        names.forEach(
                each -> others.add(each.equals(old) ? new Meant(old.pointer(), old.type(), old.name(), id) : each));
        return new Plan(entity, changed, entityId, operation, keyField, expected, note, others, further);
    }

    JsonNode json() {
        ObjectNode json = Json.object();
        put(json, "entity", entity);
        json.set("body", body);
        put(json, "entityId", entityId);
        put(json, "operation", operation);
        put(json, "keyField", keyField);
        if (expected != null) {
            json.put("expected", expected);
        }
        put(json, "note", note);
        ArrayNode meant = json.putArray("names");
        names.forEach(each -> meant.addObject()
                .put("pointer", each.pointer())
                .put("type", each.type())
                .put("name", each.name())
                .put("id", each.id()));
        ArrayNode more = json.putArray("further");
        further.forEach(each -> more.addObject()
                .put("name", each.name())
                .put("entity", each.entity())
                .set("body", each.body()));
        return json;
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    static Plan of(JsonNode json) {
        List<Meant> names = new ArrayList<>();
        json.path("names")
                .forEach(each -> names.add(new Meant(
                        Json.text(each, "pointer"),
                        Json.text(each, "type"),
                        Json.text(each, "name"),
                        Json.text(each, "id"))));
        List<Further> further = new ArrayList<>();
        json.path("further")
                .forEach(each -> further.add(new Further(
                        Json.text(each, "name"), Json.text(each, "entity"), (ObjectNode) each.path("body"))));
        return new Plan(
                Json.text(json, "entity"),
                json.path("body").isObject() ? (ObjectNode) json.path("body") : null,
                Json.text(json, "entityId"),
                Json.text(json, "operation"),
                Json.text(json, "keyField"),
                json.has("expected") ? json.path("expected").decimalValue() : null,
                Json.text(json, "note"),
                names,
                further);
    }
}
