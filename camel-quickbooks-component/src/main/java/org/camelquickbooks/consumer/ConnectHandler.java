package org.camelquickbooks.consumer;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.camelquickbooks.client.connect.ConnectSite;
import org.camelquickbooks.client.connect.WebAnswer;
import org.camelquickbooks.client.connect.WebRequest;

/** Translates between Camel's HTTP messages and the pages. */
final class ConnectHandler extends AsyncProcessorSupport {

    private static final int LARGEST_FORM = 16_384;

    /** Set by Camel's Vert.x server; where another has no such thing, nobody is taken to be of this machine. */
    private static final String REMOTE_ADDRESS = "CamelVertxPlatformHttpRemoteAddress";

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
        } catch (Exception e) {
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

    private WebRequest request(Message message) throws Exception {
        String called = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String below = called.startsWith(path) ? called.substring(path.length()) : called;
        String query = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        if (query == null) {
            query = message.getHeader(Exchange.HTTP_QUERY, String.class);
        }
        // Servers add the fields of forms to the headers: what was there first is what the browser said.
        Map<String, Object> headers = Map.copyOf(withoutNulls(message.getHeaders()));
        return new WebRequest(
                message.getHeader(Exchange.HTTP_METHOD, "GET", String.class),
                below,
                WebRequest.decode(query),
                form(message),
                name -> header(headers, name),
                isLocal(message.getHeader(REMOTE_ADDRESS)));
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> all) {
        Map<String, Object> some = new HashMap<>(all);
        some.values().removeIf(value -> value == null);
        return some;
    }

    private static String header(Map<String, Object> headers, String name) {
        for (Map.Entry<String, Object> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                Object value = header.getValue() instanceof List<?> list ? list.get(0) : header.getValue();
                return value.toString();
            }
        }
        return null;
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
    private static Map<String, String> form(Message message) throws Exception {
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

    private static Object first(Object value) {
        return value instanceof List<?> list ? list.get(0) : value;
    }

    private static void answer(Message message, WebAnswer answer) {
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setBody(answer.body());
    }
}
