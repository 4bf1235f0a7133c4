package org.camelquickbooks.tools.mcp;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.camelquickbooks.client.connect.WebRequest;

/**
 * Who may call over HTTP: no web page of another site, even if its host name points to this machine; with a secret,
 * only callers that know it.
 */
public final class HttpAccess {

    /** A proxy sends one of these, and seldom none. */
    private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "Via");

    private final String secret;
    private final List<String> origins;

    /**
     * @param host where the server listens
     * @param secret what callers send as a bearer token; null for none
     * @param origins sites that may call beside those of this machine, such as https://assistant.example.com
     */
    public HttpAccess(String host, String secret, List<String> origins) {
        if (!WebRequest.isLoopback(host) && (secret == null || secret.length() < 16)) {
            throw new IllegalArgumentException(
                    "httpHost=" + host
                            + " is reachable from other machines; set httpSecret to at least 16 random characters, or use 127.0.0.1");
        }
        this.secret = secret;
        this.origins = List.copyOf(origins);
    }

    /**
     * Why a request is refused.
     *
     * @param status of the answer
     */
    record Refusal(int status, String reason) {}

    /** Null where the request may pass. */
    Refusal refusal(Headers headers) {
        String origin = headers.getFirst("Origin");
        if (origin != null && !isAllowed(origin)) {
            return new Refusal(403, "Pages of this origin are not allowed; add the origin to httpOrigins");
        }
        return secret == null ? withoutSecret(headers) : withSecret(headers);
    }

    /** Who calls from this machine is trusted: so it has to be this machine, and no name of a foreign page for it. */
    private static Refusal withoutSecret(Headers headers) {
        for (String header : PROXIED) {
            if (headers.containsKey(header)) {
                return new Refusal(
                        403, "The request came through a proxy (it has the header " + header + "); set httpSecret");
            }
        }
        // A foreign page may have a name of its own for this machine, but the browser says which.
        String called = headers.getFirst("Host");
        return called != null && isHere("http://" + called)
                ? null
                : new Refusal(403, "The header Host names another machine; call 127.0.0.1, or set httpSecret");
    }

    private Refusal withSecret(Headers headers) {
        String given = headers.getFirst("Authorization");
        byte[] expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))
                ? null
                : new Refusal(401, "Send httpSecret in the header Authorization, after the word Bearer");
    }

    /** The origin of the page that calls, if it may; else null. */
    String page(Headers headers) {
        String origin = headers.getFirst("Origin");
        return origin != null && isAllowed(origin) ? origin : null;
    }

    private boolean isAllowed(String origin) {
        return origins.contains(origin) || isHere(origin);
    }

    private static boolean isHere(String url) {
        try {
            String name = URI.create(url).getHost();
            return name != null && WebRequest.isLoopback(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
