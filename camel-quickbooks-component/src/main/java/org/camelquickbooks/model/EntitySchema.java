package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Turns the table of fields into JSON Schema (draft 2020-12); shapes within shapes become {@code $defs}. */
final class EntitySchema {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final JsonNode fields = EntityCatalogue.resource("fields.json");
    private final ObjectNode definitions = Json.object();
    private final Deque<String> wanted = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();

    private EntitySchema() {}

    static ObjectNode of(String entity) {
        return new EntitySchema().build(entity);
    }

    private ObjectNode build(String entity) {
        ObjectNode schema = Json.object();
        schema.put("$schema", DRAFT).put("title", entity).put("type", "object");
        schema.set("properties", properties(fields.path("entities").path(entity)));
        while (!wanted.isEmpty()) {
            String shape = wanted.poll();
            JsonNode node = fields.path("types").path(shape);
            ObjectNode definition = definitions.putObject(shape).put("type", "object");
            definition.set(
                    "properties",
                    properties(node.isMissingNode() ? fields.path("entities").path(shape) : node));
        }
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        return schema;
    }

    private ObjectNode properties(JsonNode shape) {
        ObjectNode properties = Json.object();
        shape.properties().forEach(field -> {
            // An attribute of the XML form is a plain field in JSON.
            String name = field.getKey().startsWith("@") ? field.getKey().substring(1) : field.getKey();
            properties.set(name, property(field.getValue().asText()));
        });
        if (shape == fields.path("types").path("ReferenceType")) {
            properties.putObject("value").put("type", "string");
        }
        return properties;
    }

    private ObjectNode property(String type) {
        if (type.endsWith("[]")) {
            ObjectNode array = Json.object().put("type", "array");
            array.set("items", property(type.substring(0, type.length() - 2)));
            return array;
        }
        if (type.startsWith("enum ")) {
            ObjectNode string = Json.object().put("type", "string");
            JsonNode values = fields.path("enums").path(type.substring(5));
            if (values.isArray() && !values.isEmpty()) {
                ArrayNode allowed = string.putArray("enum");
                values.forEach(allowed::add);
            }
            return string;
        }
        ObjectNode node = Json.object();
        return switch (type) {
            case "string" -> node.put("type", "string");
            case "boolean" -> node.put("type", "boolean");
            case "decimal", "double", "float" -> node.put("type", "number");
            case "int", "integer", "long", "short", "byte" -> node.put("type", "integer");
            case "date" -> node.put("type", "string").put("format", "date");
            case "dateTime" -> node.put("type", "string").put("format", "date-time");
            case "anyURI" -> node.put("type", "string").put("format", "uri");
            default -> reference(node, type);
        };
    }

    private ObjectNode reference(ObjectNode node, String shape) {
        boolean known =
                fields.path("types").has(shape) || fields.path("entities").has(shape);
        if (!known) {
            return node;
        }
        if (seen.add(shape)) {
            wanted.add(shape);
        }
        return node.put("$ref", "#/$defs/" + shape);
    }
}
