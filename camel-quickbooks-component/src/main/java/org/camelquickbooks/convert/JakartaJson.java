package org.camelquickbooks.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** Converts Jackson's JSON to Jakarta's and back. Numbers keep every digit. */
public final class JakartaJson {

    private JakartaJson() {}

    public static JsonStructure toStructure(JsonNode node) {
        if (!node.isContainerNode()) {
            throw new IllegalArgumentException(
                    "Jakarta JSON supports objects and arrays; this is a single value: " + node.getNodeType());
        }
        String text = new String(org.camelquickbooks.model.Json.bytes(node), StandardCharsets.UTF_8);
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    public static JsonNode toNode(JsonStructure structure) throws JsonProcessingException {
        return org.camelquickbooks.model.Json.parse(structure.toString().getBytes(StandardCharsets.UTF_8));
    }
}
