package org.camelquickbooks.client.connect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A request of a browser, independent of the HTTP server.
 *
 * @param path the path below the address of the pages, such as {@code /companies}
 * @param parameters the parameters of the URL
 * @param form the fields of the form in the body
 * @param headers returns a header, or null
 * @param local whether the request is known to come from this machine, and not through a proxy
 * @param address the address of the client, by which wrong guesses are counted
 */
public record WebRequest(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> form,
        Function<String, String> headers,
        boolean local,
        String address) {

    public String header(String name) {
        return headers.apply(name);
    }

    boolean isPost() {
        return method.equalsIgnoreCase("POST");
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    String field(String name) {
        return form.getOrDefault(name, "");
    }

    /** The company that is meant, by the form or else by the URL; empty where none can be. */
    String realmId() {
        return realmId(isPost() ? field("realmId") : parameter("realmId"));
    }

    /** What can be one; empty otherwise. */
    static String realmId(String text) {
        return text.matches("\\d{1,20}") ? text : "";
    }

    /** The value of a cookie; empty without one. */
    String cookie(String name) {
        String all = header("Cookie");
        if (all != null) {
            for (String pair : all.split(";")) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name)) {
                    return parts[1];
                }
            }
        }
        return "";
    }

    /**
     * Whether a parameter has a name that only headers have. Nobody's form or address is like that, and a server that
     * mixes them up could be led to take it for the header.
     */
    boolean pretendsHeaders() {
        return Stream.concat(parameters.keySet().stream(), form.keySet().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.matches(
                        "cookie|authorization|accept|host|via|forwarded|origin|referer|(x|sec|proxy|content)-.*"));
    }

    /** Whether it was addressed to this machine by a name that means it everywhere. */
    boolean isAddressedToLoopback() {
        String host = header("Host");
        if (host == null) {
            return false;
        }
        return isLoopback(host.replaceFirst(":\\d+$", ""));
    }

    /** Whether a host is this machine, by a name that means it everywhere. */
    public static boolean isLoopback(String host) {
        return host != null && (host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
    }

    /** Reads {@code a=1&b=2}, as it stands in URLs and in forms; what cannot be read is left out. */
    public static Map<String, String> decode(String text) {
        Map<String, String> all = new HashMap<>();
        if (text == null) {
            return all;
        }
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                String value = parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "";
                all.putIfAbsent(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), value);
            } catch (IllegalArgumentException e) {
                // A percent sign that begins nothing.
                continue;
            }
        }
        return all;
    }

    /** A text without secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
