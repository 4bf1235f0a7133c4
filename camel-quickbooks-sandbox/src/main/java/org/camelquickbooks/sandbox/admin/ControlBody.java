package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.json.Json;

/** Reads what callers of control send. What is wrong with it is said in an IllegalArgumentException. */
final class ControlBody {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ControlBody() {}

    static JsonNode body(Call call) {
        if (call.body().length() == 0) {
            return Json.object();
        }
        try {
            JsonNode node = Json.MAPPER.readTree(call.body().getBytes());
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The body is not JSON: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
        throw new IllegalArgumentException("The body must be a JSON object");
    }

    static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    static String required(JsonNode body, String field) {
        String value = Json.text(body, field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The body needs a field " + field);
        }
        return value;
    }

    /** What is no number would be read as 0, and the clock would stand. */
    static JsonNode number(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(field + " must be a number, such as 60, and is " + value.getNodeType());
        }
        return value;
    }
}
