package org.camelquickbooks.tools.mcp;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.camelquickbooks.client.connect.WebRequest;

/** Who may call over HTTP: no page of a foreign site, by whatever name it reaches this machine, and with a secret who has it. */
public final class HttpAccess {

    private final String host;
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
        this.host = host;
        this.secret = secret;
        this.origins = List.copyOf(origins);
    }

    /** 0 where the request may pass, else the status of the refusal. */
    int refusal(Headers headers) {
        String origin = headers.getFirst("Origin");
        if (origin != null && !origins.contains(origin) && !isHere(origin)) {
            return 403;
        }
        // A foreign page may have a name of its own for this machine, but the browser says which.
        String called = headers.getFirst("Host");
        if (WebRequest.isLoopback(host) && (called == null || !isHere("http://" + called))) {
            return 403;
        }
        if (secret == null) {
            return 0;
        }
        String given = headers.getFirst("Authorization");
        byte[] expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8)) ? 0 : 401;
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
