package org.camelquickbooks.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.camelquickbooks.client.transport.MessageContent;
import org.camelquickbooks.model.Json;

/**
 * The body of a request. Its content is created again for each attempt.
 *
 * @param contentType the content type with its parameters
 * @param content the content as JSON, for listeners; null if it is not JSON
 */
public record Body(String contentType, Supplier<MessageContent> carried, Supplier<JsonNode> content) {

    private static final String JSON = "application/json";
    private static final Supplier<JsonNode> NO_JSON = () -> null;

    public static Body json(JsonNode node) {
        byte[] bytes = Json.bytes(node);
        return new Body(JSON, () -> MessageContent.of(bytes), () -> node);
    }

    public static Body text(String text, String contentType) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    public static Body bytes(byte[] bytes, String contentType) {
        return of(contentType, () -> MessageContent.of(bytes));
    }

    /** Nothing, under a type: what e-mailing a document wants. */
    public static Body empty(String contentType) {
        return of(contentType, () -> MessageContent.EMPTY);
    }

    static Body of(String contentType, Supplier<MessageContent> carried) {
        return new Body(contentType, carried, NO_JSON);
    }
}
