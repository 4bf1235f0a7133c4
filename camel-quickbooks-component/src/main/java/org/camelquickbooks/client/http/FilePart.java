package org.camelquickbooks.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.camelquickbooks.client.transport.MessageContent;
import org.camelquickbooks.model.Json;

/** An upload: a description and a file, as parts. The file is read while it is sent, again for each attempt. */
public final class FilePart {

    private FilePart() {}

    /** @param boundary a text that does not occur in the file */
    public static Body body(JsonNode description, Path file, String name, String contentType, String boundary) {
        byte[] head = bytes("--" + boundary + "\r\n"
                + "Content-Disposition: form-data; name=\"file_metadata_01\"\r\n"
                + "Content-Type: application/json; charset=UTF-8\r\n\r\n"
                + new String(Json.bytes(description), StandardCharsets.UTF_8) + "\r\n"
                + "--" + boundary + "\r\n"
                + "Content-Disposition: form-data; name=\"file_content_01\"; filename=\""
                + name.replaceAll("[\"\\\\\\r\\n]", "_") + "\"\r\n"
                + "Content-Type: " + contentType.replaceAll("[\\r\\n]", " ") + "\r\n\r\n");
        MessageContent content = new MessageContent(head, file, bytes("\r\n--" + boundary + "--\r\n"));
        return Body.of("multipart/form-data; boundary=" + boundary, () -> content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
