package org.camelquickbooks.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.json.JsonStructure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.JsonLimitException;
import org.camelquickbooks.model.JsonLimits;

/** Reads JSON from a body of any supported type. */
public final class InputBody {

    private final ObjectMapper mapper;
    private final String label;

    /** @param label the operation, for messages */
    public InputBody(ObjectMapper mapper, String label) {
        this.mapper = mapper;
        this.label = label;
    }

    /** The body as an object of our own, which may be changed. */
    public ObjectNode object(Exchange exchange) throws Exception {
        JsonNode node = json(exchange);
        if (node == null || node.isMissingNode() || node.isNull()) {
            throw new IllegalArgumentException(label + " needs an entity in the body, but the body is empty");
        }
        if (node.isArray()) {
            throw new IllegalArgumentException(label + " needs one entity, but the body is a list of " + node.size()
                    + "; split it, or send it to quickbooks:batch");
        }
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException(
                    label + " needs a JSON object in the body, but the body is a single " + node.getNodeType());
        }
        return object;
    }

    /** The body as JSON; null where it is empty. */
    public JsonNode json(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body instanceof JsonNode node) {
            // What happens to it here must not be seen in the user's own tree.
            return checked(node).deepCopy();
        }
        return of(body, exchange);
    }

    /** A value of any supported type as JSON; null where it is empty. */
    public JsonNode of(Object body, Exchange exchange) throws Exception {
        if (body == null) {
            return null;
        }
        if (body instanceof JsonNode node) {
            return checked(node);
        }
        if (body instanceof JsonStructure structure) {
            return parsed(bytes(structure));
        }
        if (body instanceof byte[] bytes) {
            return parsed(bytes);
        }
        if (body instanceof CharSequence text) {
            return text.toString().isBlank() ? null : parsed(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        if (body instanceof InputStream
                || body instanceof Reader
                || body instanceof File
                || body instanceof WrappedFile
                || body instanceof StreamCache) {
            return parsed(bytes(body, exchange));
        }
        if (body instanceof Iterator) {
            throw new IllegalArgumentException(label + " needs one entity, but the body is an iterator; split it");
        }
        JsonNode made;
        try {
            made = mapper.valueToTree(body);
        } catch (StackOverflowError e) {
            throw tooDeep();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    label + " cannot convert to JSON a body of type "
                            + body.getClass().getName() + ": " + e.getMessage(),
                    e);
        }
        return checked(made);
    }

    /** Written by whoever made it, level by level on the stack. */
    private byte[] bytes(JsonStructure structure) {
        try {
            return structure.toString().getBytes(StandardCharsets.UTF_8);
        } catch (StackOverflowError e) {
            throw tooDeep();
        }
    }

    private IllegalArgumentException tooDeep() {
        return new IllegalArgumentException(
                label + " does not accept the body: it contains itself, or is nested deeper than "
                        + JsonLimits.MAX_NESTING + " levels");
    }

    /** Numbers that were not read by us may be anything. */
    private JsonNode checked(JsonNode node) {
        JsonLimits.violation(node).ifPresent(violation -> {
            throw notAllowed(violation, null);
        });
        return node;
    }

    private IllegalArgumentException notAllowed(JsonLimits.Violation violation, Throwable cause) {
        return new IllegalArgumentException(label + " does not accept the body: " + violation, cause);
    }

    private static byte[] bytes(Object body, Exchange exchange) throws NoTypeConversionAvailableException {
        return exchange.getContext().getTypeConverter().mandatoryConvertTo(byte[].class, exchange, body);
    }

    private JsonNode parsed(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return null;
        }
        try {
            return Json.parse(bytes);
        } catch (JsonLimitException e) {
            throw notAllowed(e.violation(), e);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IllegalArgumentException(
                    label + " needs JSON in the body, but the body is not JSON: " + e.getOriginalMessage() + where, e);
        }
    }
}
