package org.camelquickbooks.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;

/** JSON with exact amounts: {@code 19.90} stays {@code 19.90}. */
public final class Json {

    /** Reads and writes without losing a digit, and reads nothing that breaks {@link JsonLimits}. */
    public static final ObjectMapper EXACT =
            exact(JsonMapper.builder(new LimitedJsonFactory()).build());

    private Json() {}

    /** A mapper of the user's, made to keep decimals; theirs stays as it is. */
    public static ObjectMapper exact(ObjectMapper mapper) {
        return mapper.copy()
                .setNodeFactory(QuickBooksNodes.INSTANCE)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
                .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
    }

    public static ObjectNode object() {
        return EXACT.createObjectNode();
    }

    public static JsonNode parse(byte[] bytes) throws JsonProcessingException {
        try {
            return EXACT.readTree(bytes);
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    /**
     * Reads JSON that has to be answered whatever is in it.
     *
     * @param found what breaks a limit; null is read in the place of a number, and the last of equal names counts
     */
    public static JsonNode parse(byte[] bytes, Consumer<JsonLimits.Violation> found) throws JsonProcessingException {
        try (JsonParser parser = LimitedJsonFactory.reporting(bytes, found)) {
            JsonNode read = EXACT.reader().readTree(parser);
            return read == null ? EXACT.missingNode() : read;
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    /** Zeros at the beginning are taken for UTF-32, and what is then no character is reported as if reading had failed. */
    private static JsonProcessingException noJson(IOException failure) {
        return failure instanceof JsonProcessingException json
                ? json
                : new JsonParseException(null, "it is not text: " + failure.getMessage(), failure);
    }

    /** What was written by ourselves, and is JSON without doubt. */
    public static JsonNode parsed(String json) {
        try {
            return EXACT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The stored text is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return EXACT.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The JSON cannot be written: " + e.getOriginalMessage(), e);
        }
    }

    /** The rows in a QueryResponse, which stand under the name of their entity; an empty list where there are none. */
    public static JsonNode rows(JsonNode response) {
        for (JsonNode field : response) {
            if (field.isArray()) {
                return field;
            }
        }
        return EXACT.createArrayNode();
    }

    /** The text of a field, or null where it is absent, null or empty. */
    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty() ? value.asText() : null;
    }
}
