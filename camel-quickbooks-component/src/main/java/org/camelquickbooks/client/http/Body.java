package org.camelquickbooks.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.camelquickbooks.model.Json;

/**
 * What is sent. The publisher is asked for anew for each attempt.
 *
 * @param contentType with its parameters
 */
public record Body(String contentType, Supplier<BodyPublisher> publisher) {

    public static Body json(JsonNode node) {
        byte[] bytes = Json.bytes(node);
        return bytes(bytes, "application/json");
    }

    public static Body text(String text, String contentType) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    public static Body bytes(byte[] bytes, String contentType) {
        return new Body(contentType, () -> BodyPublishers.ofByteArray(bytes));
    }

    /** Nothing, under a type: what e-mailing a document wants. */
    public static Body empty(String contentType) {
        return new Body(contentType, BodyPublishers::noBody);
    }
}
