package org.camelquickbooks.sandbox.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.camelquickbooks.sandbox.json.Json;

/**
 * The answer of a handler. An envelope is written as JSON or XML, as the client requests; other bodies are written
 * unchanged.
 *
 * @param stream writes a body without end, on the event loop of its connection; null if {@code body} is the body
 */
public record Answer(
        int status,
        String contentType,
        byte[] body,
        boolean envelope,
        Map<String, String> headers,
        Consumer<HttpServerResponse> stream) {

    private static final byte[] NOTHING = new byte[0];

    /** The service's own answers: JSON here, XML for those who want it. */
    public static Answer envelope(byte[] json) {
        return new Answer(200, "application/json", json, true, Map.of(), null);
    }

    public static Answer json(JsonNode node) {
        return json(200, node);
    }

    public static Answer json(int status, JsonNode node) {
        return new Answer(status, "application/json;charset=UTF-8", Json.bytes(node), false, Map.of(), null);
    }

    public static Answer text(int status, String contentType, String text) {
        return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8), false, Map.of(), null);
    }

    public static Answer bytes(String contentType, byte[] body) {
        return new Answer(200, contentType, body, false, Map.of(), null);
    }

    /** An answer that goes on until the client or the server closes the connection. */
    public static Answer stream(String contentType, Consumer<HttpServerResponse> stream) {
        return new Answer(200, contentType, NOTHING, false, Map.of(), stream);
    }

    public static Answer empty(int status) {
        return new Answer(status, null, NOTHING, false, Map.of(), null);
    }

    public static Answer redirect(String location) {
        return empty(302).with("Location", location);
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, contentType, body, envelope, all, stream);
    }

    public Answer withBody(byte[] other) {
        return new Answer(status, contentType, other, false, headers, null);
    }

    /** An envelope as it goes over the wire. */
    public Answer as(String type, byte[] written) {
        return new Answer(status, type, written, false, headers, null);
    }
}
