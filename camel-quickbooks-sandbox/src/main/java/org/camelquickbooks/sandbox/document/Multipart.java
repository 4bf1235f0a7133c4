package org.camelquickbooks.sandbox.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/**
 * The parts of a multipart/form-data body. Read here because server libraries leave a part's Content-Transfer-Encoding
 * alone, and several QuickBooks clients send files in base64.
 */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER = Pattern.compile(
            "(name|filename)=(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("[A-Za-z-]+:.*");
    /** RFC 2046 allows 70 characters; two hyphens stand before them. */
    private static final int LONGEST_DELIMITER = 72;

    private static final int MOST_PARTS = 1_000;

    /** A part, its content decoded. */
    record Part(String name, String fileName, String contentType, byte[] content) {}

    private Multipart() {}

    static List<Part> parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!boundary.find() || boundary.group(1).isBlank()) {
            throw malformed("Content-Type must be multipart/form-data with a boundary");
        }
        byte[] delimiter = ("--" + boundary.group(1).trim()).getBytes(StandardCharsets.UTF_8);
        if (delimiter.length > LONGEST_DELIMITER) {
            throw malformed("the boundary is longer than 70 characters");
        }
        List<Part> parts = new ArrayList<>();
        int at = indexOf(body, delimiter, 0, body.length);
        while (at >= 0) {
            int start = at + delimiter.length;
            if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
                break;
            }
            if (parts.size() == MOST_PARTS) {
                throw malformed("the multipart body has more than " + MOST_PARTS + " parts");
            }
            int next = indexOf(body, delimiter, start, body.length);
            // Intuit's Java SDK leaves the closing delimiter out: its last part goes to the end.
            parts.add(part(
                    body,
                    skipLine(body, start, next < 0 ? body.length : next),
                    next < 0 ? body.length : next,
                    next >= 0));
            at = next;
        }
        if (parts.isEmpty()) {
            throw malformed("the multipart body has no parts");
        }
        return parts;
    }

    private static QuickBooksFault malformed(String why) {
        return new QuickBooksFault(
                FaultCode.UNKNOWN_PROPERTY, "Property Name:" + why + " specified is unsupported or invalid");
    }

    private static int skipLine(byte[] body, int at, int end) {
        int i = at;
        while (i < end && body[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, end);
    }

    private static Part part(byte[] body, int start, int end, boolean closed) {
        // The line break before the delimiter belongs to the delimiter.
        int contentEnd = !closed ? end : end - (end >= 2 && body[end - 2] == '\r' ? 2 : 1);
        int blank = blankLine(body, start, end);
        if (blank <= start || !isHeader(body, start, blank)) {
            // Some clients send parts without headers: an empty line, or the content itself.
            int from = blank == start ? skipLine(body, start, end) : start;
            return new Part(null, null, null, Arrays.copyOfRange(body, from, Math.max(from, contentEnd)));
        }
        Map<String, String> headers = headers(new String(body, start, blank - start, StandardCharsets.UTF_8));
        int from = skipLine(body, blank, end);
        byte[] content = Arrays.copyOfRange(body, from, Math.max(from, contentEnd));
        String name = null;
        String fileName = null;
        Matcher parameter = PARAMETER.matcher(headers.getOrDefault("content-disposition", ""));
        while (parameter.find()) {
            String value = parameter.group(2) == null
                    ? parameter.group(3)
                    : parameter.group(2).replace("\\\"", "\"");
            if (parameter.group(1).equalsIgnoreCase("name")) {
                name = value;
            } else {
                fileName = value;
            }
        }
        return new Part(name, fileName, headers.get("content-type"), decode(headers, content));
    }

    /** Where the first empty line begins, or -1; lines of some clients end with a line feed alone. */
    private static int blankLine(byte[] body, int start, int end) {
        for (int line = start; line < end; line = skipLine(body, line, end)) {
            if (body[line] == '\n' || body[line] == '\r' && line + 1 < end && body[line + 1] == '\n') {
                return line;
            }
        }
        return -1;
    }

    private static boolean isHeader(byte[] body, int start, int headerEnd) {
        int end = start;
        while (end < headerEnd && body[end] != '\n') {
            end++;
        }
        return HEADER.matcher(new String(body, start, end - start, StandardCharsets.ISO_8859_1).trim())
                .matches();
    }

    private static byte[] decode(Map<String, String> headers, byte[] content) {
        if (!"base64"
                .equalsIgnoreCase(
                        headers.getOrDefault("content-transfer-encoding", "").trim())) {
            return content;
        }
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw malformed("a part says Content-Transfer-Encoding base64 and is not");
        }
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new HashMap<>();
        for (String line : text.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    private static int indexOf(byte[] body, byte[] wanted, int from, int to) {
        outer:
        for (int i = from; i <= to - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (body[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
