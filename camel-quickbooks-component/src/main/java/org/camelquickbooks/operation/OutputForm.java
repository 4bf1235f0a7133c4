package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.CollectionType;
import jakarta.json.JsonStructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.camelquickbooks.convert.JakartaJson;
import org.camelquickbooks.model.Json;

/** Brings JSON into the form that outputType asks for. */
public final class OutputForm {

    private final ObjectMapper mapper;
    private final CamelContext context;

    public OutputForm(ObjectMapper mapper, CamelContext context) {
        this.mapper = mapper;
        this.context = context;
    }

    /** What is no JSON stays as it is. */
    public Object of(Object body, String outputType) throws IOException {
        if (!(body instanceof JsonNode node)) {
            return body;
        }
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
