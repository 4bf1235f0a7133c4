package org.camelquickbooks.operation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.outbox.WriteKey;

/**
 * What makes a repeated write the same write. It comes from the header, else from the endpoint's expression, else it is
 * made once for the exchange and kept until the write has succeeded, so that Camel's redeliveries use it again.
 */
final class RequestId {

    private static final String PENDING = "CamelQuickBooksPendingRequestIds";

    private enum Origin {
        HEADER,
        EXPRESSION,
        MADE
    }

    private final String value;
    private final Origin origin;
    private final String pendingKey;
    private final WriteKey key;

    private RequestId(String value, Origin origin, String pendingKey, WriteKey key) {
        this.value = value;
        this.origin = origin;
        this.pendingKey = pendingKey;
        this.key = key;
    }

    static RequestId of(Call call, byte[] input) {
        Exchange exchange = call.exchange();
        String header = header(call);
        String given = header == null ? expression(call) : header;
        if (given != null) {
            Origin origin = header == null ? Origin.EXPRESSION : Origin.HEADER;
            return new RequestId(
                    WriteKey.usable(given), origin, null, WriteKey.of(call.realmId(), given, call.label(), input));
        }
        // Hashed, since the endpoint's may hold a secret, and the exchange's properties are logged by many.
        String endpoint = WriteKey.hash(call.endpoint().getEndpointKey().getBytes(StandardCharsets.UTF_8));
        String key = exchange.getExchangeId() + " " + endpoint + " " + WriteKey.hash(input);
        String made =
                pending(exchange).computeIfAbsent(key, k -> call.runtime().ids().get());
        return new RequestId(made, Origin.MADE, key, null);
    }

    /** The header, unless it is only what an answer before said of itself. */
    private static String header(Call call) {
        return call.header(QuickBooksConstants.REQUEST_ID, null);
    }

    private static String expression(Call call) {
        String expression = call.options().getRequestIdExpression();
        if (expression == null) {
            return null;
        }
        String text = call.camelContext()
                .resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(call.exchange(), String.class);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("requestIdExpression=" + expression
                    + " is empty for this exchange; with an empty id a repeated write would be duplicated");
        }
        return text;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> pending(Exchange exchange) {
        Map<String, String> pending = (Map<String, String>) exchange.getProperty(PENDING);
        if (pending == null) {
            pending = new ConcurrentHashMap<>();
            exchange.setProperty(PENDING, pending);
        }
        return pending;
    }

    String value() {
        return value;
    }

    /** The id for a further step of the same write. */
    String step(String name) {
        return WriteKey.usable(value + "-" + name);
    }

    /** What names the write for good; null where nothing names it after a crash. */
    WriteKey key() {
        return key;
    }

    /** The write is done: a further one of the same exchange is another write. */
    void done(Exchange exchange, String realmId) {
        if (pendingKey != null) {
            pending(exchange).remove(pendingKey);
        }
        if (origin == Origin.HEADER) {
            // The user's own header stays the user's: a second write under it is refused, not given another id.
            exchange.getMessage().setHeader(QuickBooksConstants.REQUEST_ID, value);
        } else {
            AnsweredHeaders.set(
                    exchange,
                    Map.of(QuickBooksConstants.REQUEST_ID, value),
                    new AnsweredHeaders.Subject(realmId, null, null));
        }
    }
}
