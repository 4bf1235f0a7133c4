package org.camelquickbooks.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;

/**
 * What makes a repeated write the same write. It comes from the header, else from the endpoint's expression, else it is
 * made once for the exchange and kept until the write has succeeded, so that Camel's redeliveries use it again.
 */
final class RequestId {

    /** QuickBooks joins it with a bId, and the whole may have 50 characters (facts, section 4). */
    private static final int LONGEST = 36;

    private static final String PENDING = "CamelQuickBooksPendingRequestIds";

    private enum Origin {
        HEADER,
        EXPRESSION,
        MADE
    }

    private final String value;
    private final Origin origin;
    private final String pendingKey;

    private RequestId(String value, Origin origin, String pendingKey) {
        this.value = value;
        this.origin = origin;
        this.pendingKey = pendingKey;
    }

    static RequestId of(Call call, byte[] input) {
        Exchange exchange = call.exchange();
        String fingerprint = hash(input);
        String header = header(call);
        String given = header == null ? expression(call) : header;
        if (given != null) {
            String id = usable(given);
            call.runtime().requestIds().use(call.realmId(), id, call.label() + "#" + fingerprint);
            return new RequestId(id, header == null ? Origin.EXPRESSION : Origin.HEADER, null);
        }
        String key = exchange.getExchangeId() + " " + call.endpoint().getEndpointKey() + " " + fingerprint;
        String made =
                pending(exchange).computeIfAbsent(key, k -> call.runtime().ids().get());
        return new RequestId(made, Origin.MADE, key);
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
                    + " gave nothing for this exchange; an empty id would let a repeated write be done twice");
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

    /** As it is where QuickBooks takes it, else a hash of it, which is the same each time. */
    static String usable(String id) {
        return id.length() <= LONGEST && id.matches("[\\w.:-]+")
                ? id
                : hash(id.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String value() {
        return value;
    }

    /** The id for a further step of the same write. */
    String step(String name) {
        return usable(value + "-" + name);
    }

    /** What names the operation in the intent log; null where nothing names it after a crash. */
    String key() {
        return origin == Origin.MADE ? null : value;
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
