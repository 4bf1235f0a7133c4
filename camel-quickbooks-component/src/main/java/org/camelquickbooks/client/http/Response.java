package org.camelquickbooks.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.time.Duration;
import org.camelquickbooks.client.transport.AnswerHeaders;

/**
 * An answer of QuickBooks.
 *
 * @param bytes the uncompressed body; null if a stream was requested
 * @param stream the body if a stream was requested; the reader has to close it
 * @param json the body as JSON; null if JSON was not requested, or the body is empty
 * @param took the time from sending to the last byte, of the last attempt
 */
public record Response(
        int status, AnswerHeaders headers, byte[] bytes, InputStream stream, JsonNode json, Duration took) {

    Response with(JsonNode parsed) {
        return new Response(status, headers, bytes, stream, parsed, took);
    }

    public String header(String name) {
        return headers.first(name);
    }

    public String intuitTid() {
        return header("intuit_tid");
    }
}
