package org.camelquickbooks.client.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.camelquickbooks.client.transport.AnswerHeaders.Field;

/**
 * An HTTP message to be sent. Characters that are not allowed in a header or an address are refused before anything
 * is sent.
 */
public final class HttpMessage {

    /** What the connection decides, and nobody else. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

    private final String method;
    private final URI uri;
    private final MessageContent content;
    private final List<Field> headers = new ArrayList<>(6);

    /** @param content what it carries; null for nothing */
    public HttpMessage(String method, URI uri, MessageContent content) {
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("Not an address of http or https: " + uri);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("There is no host in " + uri);
        }
        this.method = method;
        this.uri = uri;
        this.content = content;
    }

    /** Sets a header; one of the same name is replaced. */
    public HttpMessage header(String name, String value) {
        if (!isName(name) || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Not a header that can be set: " + name);
        }
        if (!isValue(value)) {
            // Not with the value, which may be secret.
            throw new IllegalArgumentException(
                    "The header " + name + " has a character that no header can hold, such as a line end");
        }
        headers.removeIf(field -> field.name().equalsIgnoreCase(name));
        headers.add(new Field(name, value));
        return this;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || NAME_MARKS.indexOf(c) >= 0);
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    MessageContent content() {
        return content;
    }

    List<Field> headers() {
        return headers;
    }
}
