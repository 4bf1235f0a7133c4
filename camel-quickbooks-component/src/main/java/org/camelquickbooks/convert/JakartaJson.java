package org.camelquickbooks.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Converter;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/** Jackson's JSON to Jakarta's and back; numbers keep every digit, since both keep decimals. */
@Converter(generateLoader = true)
public final class JakartaJson {

    private JakartaJson() {}

    /**
     * Makes the way back known for the classes that there are. Jakarta's JSON is a Map or a List as well, and among
     * converters for interfaces Camel takes any.
     */
    public static void register(TypeConverterRegistry registry) {
        List<JsonStructure> kinds = List.of(
                Json.createObjectBuilder().build(),
                Json.createArrayBuilder().build(),
                JsonValue.EMPTY_JSON_OBJECT,
                JsonValue.EMPTY_JSON_ARRAY);
        TypeConverter converter =
                new SimpleTypeConverter(false, (type, exchange, value) -> toNode((JsonStructure) value));
        for (JsonStructure kind : kinds) {
            registry.addTypeConverter(JsonNode.class, kind.getClass(), converter);
        }
    }

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
