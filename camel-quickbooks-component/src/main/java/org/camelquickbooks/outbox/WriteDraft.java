package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.transport.MessageContent;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.Json;

/**
 * What is to be sent for a write.
 *
 * @param path with its parameters
 * @param operation the user's operation and entity, such as {@code upsert/Customer}
 * @param does what it comes to, such as {@code create/Customer}
 * @param expects the field that an answer must have; null where any will do
 * @param bytes what is sent, to be recorded; null where it is too large to be, and comes again with the exchange
 * @param body the same, to be sent
 * @param item the same as an operation of a batch; null where it has to go by itself
 * @param unchanged where nothing has to be sent: how things stand already; else null
 */
public record WriteDraft(
        String path,
        RequestKind kind,
        String operation,
        String does,
        String expects,
        byte[] bytes,
        Body body,
        BatchItem item,
        JsonNode unchanged) {

    private static final String JSON = "application/json";

    /** A write of JSON. */
    public static WriteDraft json(String path, String operation, String does, String expects, JsonNode json) {
        byte[] bytes = Json.bytes(json);
        return new WriteDraft(path, RequestKind.WRITE, operation, does, expects, bytes, body(JSON, bytes), null, null);
    }

    /** A write without a body. */
    public static WriteDraft empty(String path, String operation, String expects, String contentType) {
        byte[] none = new byte[0];
        return new WriteDraft(
                path, RequestKind.WRITE, operation, operation, expects, none, body(contentType, none), null, null);
    }

    /** A write whose content is not recorded: it is read anew from what the exchange brings. */
    public static WriteDraft streamed(String path, String operation, String expects, Body body) {
        return new WriteDraft(path, RequestKind.WRITE, operation, operation, expects, null, body, null, null);
    }

    /** Nothing is to be sent. */
    public static WriteDraft nothing(String operation, JsonNode now) {
        return new WriteDraft("", RequestKind.WRITE, operation, "", null, null, null, null, now);
    }

    /** An operation of a batch, which goes in a batch call whatever happens. */
    static WriteDraft of(BatchItem batched, String does) {
        return new WriteDraft("", RequestKind.BATCH, does, does, null, null, null, batched, null);
    }

    /** The same, to go into a batch call together with others. */
    public WriteDraft gathered(BatchItem asItem) {
        return new WriteDraft(path, kind, operation, does, expects, bytes, body, asItem, null);
    }

    /** The same of another kind. */
    public WriteDraft kind(RequestKind other) {
        return new WriteDraft(path, other, operation, does, expects, bytes, body, item, unchanged);
    }

    /** The same with a parameter; null leaves it out. */
    public WriteDraft parameter(String name, Object value) {
        if (value == null) {
            return this;
        }
        String more = path + (path.indexOf('?') < 0 ? '?' : '&') + encoded(name) + "=" + encoded(value.toString());
        return new WriteDraft(more, kind, operation, does, expects, bytes, body, item, unchanged);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Bytes that are to be sent as they are. */
    static Body body(String contentType, byte[] bytes) {
        return new Body(
                contentType,
                () -> MessageContent.of(bytes),
                () -> contentType.equals(JSON) && bytes.length > 0
                        ? Json.parsed(new String(bytes, StandardCharsets.UTF_8))
                        : null);
    }
}
