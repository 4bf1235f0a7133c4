package org.camelquickbooks.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.camelquickbooks.client.connect.ConnectSite;
import org.camelquickbooks.client.connect.WebAnswer;
import org.camelquickbooks.client.connect.WebRequest;

/**
 * Translates between Camel's HTTP messages and the pages. Camel puts headers, the URL's parameters and the fields of forms
 * into one map; here they are told apart, since only a header can be trusted to be one.
 */
final class ConnectHandler extends AsyncProcessorSupport {

    static final int LARGEST_FORM = 16_384;

    /** Set by Camel's Vert.x server; where another has no such thing, nobody is taken to be of this machine. */
    private static final String REMOTE_ADDRESS = "CamelVertxPlatformHttpRemoteAddress";

    /** What proxies and tunnels add, besides Via, Forwarded and X-Forwarded. */
    private static final Set<String> OF_PROXIES = Set.of(
            "via",
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-envoy-external-address",
            "true-client-ip",
            "fastly-client-ip",
            "cf-connecting-ip",
            "cf-ray");

    private final ConnectSite site;
    private final String path;

    ConnectHandler(ConnectSite site, String path) {
        this.site = site;
        this.path = path;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        WebRequest request;
        try {
            request = request(exchange.getMessage());
        } catch (IOException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        site.handle(request).whenComplete((answer, failure) -> {
            if (failure == null) {
                answer(exchange.getMessage(), answer);
            } else {
                exchange.setException(failure);
            }
            callback.done(false);
        });
        return false;
    }

    private WebRequest request(Message message) throws IOException {
        Map<String, String> parameters = WebRequest.decode(query(message));
        Map<String, String> form = form(message);
        return new WebRequest(
                message.getHeader(Exchange.HTTP_METHOD, "GET", String.class),
                below(message.getHeader(Exchange.HTTP_PATH, "", String.class)),
                parameters,
                form,
                headers(message, parameters, form)::get,
                isLocal(message.getHeader(REMOTE_ADDRESS)) && !isPassedOn(message),
                address(message));
    }

    private String below(String called) {
        return called.startsWith(path) ? called.substring(path.length()) : called;
    }

    private static String query(Message message) {
        String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return raw != null ? raw : message.getHeader(Exchange.HTTP_QUERY, String.class);
    }

    private static Map<String, String> headers(
            Message message, Map<String, String> parameters, Map<String, String> form) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        message.getHeaders().forEach((name, value) -> {
            if (value != null) {
                headers.put(name, String.valueOf(first(value)));
            }
        });
        // What has the name of a parameter may be one.
        headers.keySet().removeAll(parameters.keySet());
        headers.keySet().removeAll(form.keySet());
        headers.remove("Host");
        String url = message.getHeader(Exchange.HTTP_URL, String.class);
        if (url != null && url.indexOf('?') >= 0) {
            url = url.substring(0, url.indexOf('?'));
        }
        if (url != null) {
            headers.put("Host", String.valueOf(URI.create(url).getRawAuthority()));
        }
        return headers;
    }

    private static Object first(Object value) {
        return value instanceof List<?> list ? list.get(0) : value;
    }

    /** Any of these was added by a proxy: whoever stands behind it is not on this machine. */
    private static boolean isPassedOn(Message message) {
        return message.getHeaders().keySet().stream()
                // Some servers take an underscore for a dash.
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .anyMatch(name ->
                        OF_PROXIES.contains(name) || name.startsWith("x-forwarded") || name.startsWith("x-original"));
    }

    /** By which guesses are counted. What a proxy on this machine says of its client is believed; others could make it up. */
    private static String address(Message message) {
        Object remote = message.getHeader(REMOTE_ADDRESS);
        Object passed = message.getHeader("X-Forwarded-For");
        if (isLocal(remote) && passed != null) {
            String all = passed instanceof List<?> list ? String.valueOf(list.get(list.size() - 1)) : passed.toString();
            return all.substring(all.lastIndexOf(',') + 1).strip();
        }
        return remote == null ? "unknown" : remote.toString().replaceFirst(":\\d+$", "");
    }

    private static boolean isLocal(Object address) {
        if (address == null) {
            return false;
        }
        String host =
                address.toString().replaceFirst(":\\d+$", "").replace("[", "").replace("]", "");
        return host.startsWith("127.") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
    }

    /** A form that the server has read already, or its text. */
    private static Map<String, String> form(Message message) throws IOException {
        if (message.getBody() instanceof Map<?, ?> fields) {
            Map<String, String> form = new HashMap<>();
            fields.forEach((name, value) -> form.put(name.toString(), String.valueOf(first(value))));
            return form;
        }
        InputStream body = message.getBody(InputStream.class);
        if (body == null) {
            return Map.of();
        }
        try (body) {
            return WebRequest.decode(new String(body.readNBytes(LARGEST_FORM), StandardCharsets.UTF_8));
        }
    }

    private static void answer(Message message, WebAnswer answer) {
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setBody(answer.body());
    }
}
