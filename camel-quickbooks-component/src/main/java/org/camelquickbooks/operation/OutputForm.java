package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.CollectionType;
import jakarta.json.JsonStructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.camelquickbooks.convert.JakartaJson;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;

/** Converts JSON to the type of outputType. */
public final class OutputForm {

    /** An item of a batch, or the entities of one kind in an answer of cdc. */
    private static final int MOST_LEVELS = 1;

    private final ObjectMapper mapper;
    private final CamelContext context;
    private final boolean customFieldsByName;

    public OutputForm(ObjectMapper mapper, CamelContext context) {
        this(mapper, context, false);
    }

    /** @param customFieldsByName whether entities get a map of their custom fields */
    public OutputForm(ObjectMapper mapper, CamelContext context, boolean customFieldsByName) {
        this.customFieldsByName = customFieldsByName;
        this.mapper = mapper;
        this.context = context;
    }

    /** What is no JSON stays as it is. */
    public Object of(Object body, String outputType) throws IOException {
        if (!(body instanceof JsonNode json)) {
            return body;
        }
        JsonNode node = customFieldsByName ? named(json, MOST_LEVELS) : json;
        return switch (outputType) {
            case "JsonNode", "row", "page", "all" -> node;
            case "Map" -> node.isArray() ? mapper.convertValue(node, List.class) : mapper.convertValue(node, Map.class);
            case "JsonObject" -> jakarta(node);
            case "String" -> new String(Json.bytes(node), StandardCharsets.UTF_8);
            case "bytes" -> Json.bytes(node);
            case "stream" -> new ByteArrayInputStream(Json.bytes(node));
            default -> object(node, outputType);
        };
    }

    /** A copy in which the entities have their custom fields by name; entities stand in lists, and under their names. */
    private static JsonNode named(JsonNode node, int levels) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.EXACT.createArrayNode();
            array.forEach(element -> copy.add(named(element, levels)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.path(CustomFields.LIST).isArray()) {
            ObjectNode copy = object.deepCopy();
            copy.set(CustomFields.BY_NAME, CustomFields.byName(copy.path(CustomFields.LIST)));
            return copy;
        }
        boolean isEntity = object.has("Id");
        if (levels == 0 || isEntity) {
            return node;
        }
        ObjectNode copy = Json.object();
        object.properties().forEach(field -> copy.set(field.getKey(), named(field.getValue(), levels - 1)));
        return copy;
    }

    private static JsonStructure jakarta(JsonNode node) {
        return JakartaJson.toStructure(node);
    }

    private Object object(JsonNode node, String outputType) throws IOException {
        Class<?> type;
        try {
            type = context.getClassResolver().resolveMandatoryClass(outputType);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "outputType=" + outputType
                            + " is not valid; use JsonNode, Map, JsonObject, String, bytes, stream or the name of a class "
                            + "on the class path",
                    e);
        }
        if (node.isArray()) {
            CollectionType list = mapper.getTypeFactory().constructCollectionType(List.class, type);
            return mapper.readerFor(list).readValue(node);
        }
        return mapper.treeToValue(node, type);
    }
}
