package org.camelquickbooks.sandbox.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** JSON with exact decimals, and the methods with which the sandbox reads it. */
public final class Json {

    /** Amounts never go through binary floating point, and {@code 19.90} stays {@code 19.90}. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(new LimitedJsonFactory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static {
        MAPPER.setNodeFactory(new Numbers());
        MAPPER.getFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** The service writes zero as {@code 0}, not as {@code 0.00}. */
    private static final class Numbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        Numbers() {
            super(true);
        }

        @Override
        public ValueNode numberNode(BigDecimal number) {
            return number != null && number.signum() == 0 ? IntNode.valueOf(0) : super.numberNode(number);
        }
    }

    /** Numbers are the same whatever their scale and type. */
    private static final Comparator<JsonNode> SAME = (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    };

    /** Dotted paths, cut once: there are few, and they are walked all the time. */
    private static final Map<String, String[]> STEPS = new ConcurrentHashMap<>();

    private Json() {}

    /** Whether two nodes say the same; numbers count by their value. */
    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(SAME, other);
    }

    public static JsonNode number(BigDecimal number) {
        return MAPPER.getNodeFactory().numberNode(number);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what the sandbox itself has written. */
    public static ObjectNode parse(byte[] json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads JSON of any kind; null for JSON's null. */
    public static JsonNode read(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node.isNull() ? null : node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text at a dotted path, or null where there is none. */
    public static String text(JsonNode node, String path) {
        JsonNode at = at(node, path);
        return at.isValueNode() && !at.isNull() ? at.asText() : null;
    }

    public static boolean bool(JsonNode node, String path) {
        return at(node, path).asBoolean(false);
    }

    /** The number at a dotted path; zero where there is none. */
    public static BigDecimal decimal(JsonNode node, String path) {
        JsonNode at = at(node, path);
        if (at.isNumber()) {
            return at.decimalValue();
        }
        return at.isTextual() && !at.asText().isEmpty() ? JsonLimits.decimal(at.asText()) : BigDecimal.ZERO;
    }

    public static boolean has(JsonNode node, String path) {
        JsonNode at = at(node, path);
        return !at.isMissingNode() && !at.isNull();
    }

    /** The {@code value} of a reference field, or null. */
    public static String ref(JsonNode node, String field) {
        JsonNode value = node.path(field).path("value");
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    public static ObjectNode reference(String value, String name) {
        ObjectNode ref = object().put("value", value);
        if (name != null) {
            ref.put("name", name);
        }
        return ref;
    }

    private static JsonNode at(JsonNode node, String path) {
        if (path.indexOf('.') < 0) {
            return node.path(path);
        }
        JsonNode at = node;
        for (String step : STEPS.computeIfAbsent(path, p -> p.split("\\."))) {
            at = at.path(step);
        }
        return at;
    }
}
