package org.camelquickbooks.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.time.Duration;
import org.camelquickbooks.client.transport.AnswerHeaders;

/**
 * What QuickBooks answered.
 *
 * @param bytes the body, unpacked; null where a stream was asked for
 * @param stream the body where a stream was asked for; to be closed by who reads it
 * @param json the body as JSON; null where it was not asked for as JSON, or is empty
 * @param took from sending to the last byte, of the last attempt
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
