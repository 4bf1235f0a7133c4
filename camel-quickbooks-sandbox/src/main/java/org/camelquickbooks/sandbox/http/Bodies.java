package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.xml.XmlReader;

/** Reads what a call brings: JSON or XML, as its Content-Type says. */
final class Bodies {

    private Bodies() {}

    static JsonNode entity(Call call) {
        byte[] body = call.body().getBytes();
        if (isBlank(body)) {
            throw new QuickBooksFault(
                    FaultCode.REQUIRED, "Required parameter request body is missing in the request", "body");
        }
        checkUtf8(body);
        String type = call.contentType();
        if (type.contains("xml") || type.isEmpty() && startsWith(body, '<')) {
            return XmlReader.read(body);
        }
        if (!type.isEmpty() && !type.contains("json")) {
            throw QuickBooksFault.unsupportedOperation("Cannot consume content type");
        }
        return json(body);
    }

    /** A query that was posted is text. */
    static String statement(Call call) {
        byte[] body = call.body().getBytes();
        checkUtf8(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    static JsonNode json(byte[] body) {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            if (!node.isObject()) {
                throw malformed("Can not deserialize instance out of " + node.getNodeType() + " token");
            }
            return node;
        } catch (MismatchedInputException e) {
            throw malformed("content after the end of the JSON object");
        } catch (JacksonException e) {
            throw malformed(e.getOriginalMessage());
        } catch (IOException e) {
            throw malformed(e.getMessage());
        }
    }

    private static QuickBooksFault malformed(String why) {
        String reason = why == null ? "malformed" : why.length() > 200 ? why.substring(0, 200) : why;
        return new QuickBooksFault(
                FaultCode.UNKNOWN_PROPERTY, "Property Name:" + reason + " specified is unsupported or invalid");
    }

    private static void checkUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw QuickBooksFault.unsupportedOperation(
                    "com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: Invalid byte 1 of"
                            + " 1-byte UTF-8 sequence");
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] body, char wanted) {
        for (byte b : body) {
            if (b > ' ') {
                return b == wanted;
            }
        }
        return false;
    }
}
