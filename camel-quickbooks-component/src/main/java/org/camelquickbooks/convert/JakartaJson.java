package org.camelquickbooks.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Converter;

/** Jackson's JSON to Jakarta's and back; numbers keep every digit, since both keep decimals. */
@Converter(generateBulkLoader = true)
public final class JakartaJson {

    private JakartaJson() {}

    @Converter
    public static JsonStructure toStructure(JsonNode node) {
        if (!node.isContainerNode()) {
            throw new IllegalArgumentException(
                    "Jakarta JSON knows objects and arrays; this is a single value: " + node.getNodeType());
        }
        String text = new String(org.camelquickbooks.model.Json.bytes(node), StandardCharsets.UTF_8);
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    @Converter
    public static JsonObject toObject(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("A JsonObject was asked for, but the JSON is an " + node.getNodeType());
        }
        return toStructure(node).asJsonObject();
    }

    @Converter
    public static JsonArray toArray(JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException("A JsonArray was asked for, but the JSON is an " + node.getNodeType());
        }
        return toStructure(node).asJsonArray();
    }

    @Converter
    public static JsonNode toNode(JsonStructure structure) throws JsonProcessingException {
        return org.camelquickbooks.model.Json.parse(structure.toString().getBytes(StandardCharsets.UTF_8));
    }
}
