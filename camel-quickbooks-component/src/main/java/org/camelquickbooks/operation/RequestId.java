package org.camelquickbooks.operation;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.outbox.LastAttempt;
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
    private final Map<String, LastAttempt> attempts;

    private RequestId(String value, Origin origin, String pendingKey, WriteKey key, Map<String, LastAttempt> attempts) {
        this.value = value;
        this.origin = origin;
        this.pendingKey = pendingKey;
        this.key = key;
        this.attempts = attempts;
    }

    /**
     * An id that was made for an exchange.
     *
     * @param attempts how what was sent with it was sent, by its own id
     * @param part which part of which exchange it was made for; null where that is a whole one
     */
    private record MadeId(String value, ConcurrentHashMap<String, LastAttempt> attempts, String part)
            implements Serializable {}

    static RequestId of(Call call, byte[] input) {
        Exchange exchange = call.exchange();
        String header = header(call);
        String given = header == null ? expression(call) : header;
        if (given != null) {
            Origin origin = header == null ? Origin.EXPRESSION : Origin.HEADER;
            return new RequestId(
                    WriteKey.usable(given),
                    origin,
                    null,
                    WriteKey.of(call.realmId(), given, call.label(), input),
                    new ConcurrentHashMap<>());
        }
        checkHeader(call);
        // Hashed, since the endpoint's may hold a secret, and the exchange's properties are logged by many.
        String endpoint = WriteKey.hash(call.endpoint().getEndpointKey().getBytes(StandardCharsets.UTF_8));
        String write = endpoint + " " + WriteKey.hash(input);
        String key = exchange.getExchangeId() + " " + write;
        String part = part(exchange, write);
        Map<String, MadeId> pending = pending(exchange);
        MadeId made = pending.get(key);
        if (made == null) {
            MadeId before = isRedelivered(exchange) ? ofPartBefore(pending, part) : null;
            made = before == null ? new MadeId(call.runtime().ids().get(), new ConcurrentHashMap<>(), part) : before;
            pending.put(key, made);
        }
        return new RequestId(made.value(), Origin.MADE, key, null, made.attempts());
    }

    private static boolean isRedelivered(Exchange exchange) {
        return Boolean.TRUE.equals(exchange.getMessage().getHeader(Exchange.REDELIVERED, Boolean.class));
    }

    /** The id of the copy that an enricher sent before and that failed; it is no longer that one's. Null where none did. */
    private static MadeId ofPartBefore(Map<String, MadeId> pending, String part) {
        for (Map.Entry<String, MadeId> entry : pending.entrySet()) {
            MadeId before = entry.getValue();
            if (part != null && part.equals(before.part()) && pending.remove(entry.getKey(), before)) {
                return before;
            }
        }
        return null;
    }

    /** The header, unless it is only what an answer before said of itself; null where it holds nothing. */
    private static String header(Call call) {
        String id = call.header(QuickBooksConstants.REQUEST_ID, null);
        return id == null || id.isBlank() ? null : id;
    }

    /** Whoever sets the header relies on it, also where there was nothing to set. */
    private static void checkHeader(Call call) {
        String name = QuickBooksConstants.REQUEST_ID;
        if (call.exchange().getMessage().getHeaders().containsKey(name) && call.answered(name) == null) {
            throw new IllegalArgumentException("The header " + name
                    + " is set, but empty; with an empty id a repeated write would be duplicated. Set it to a value"
                    + " that each message has, such as the order number, or remove the header");
        }
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

    /** An enricher sends a copy of the exchange, and each time another one: the parent and the place are the same. */
    private static String part(Exchange exchange, String write) {
        String parent = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        return parent == null
                ? null
                : parent + " " + exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) + " "
                        + exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX) + " " + write;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, MadeId> pending(Exchange exchange) {
        Map<String, MadeId> pending = (Map<String, MadeId>) exchange.getProperty(PENDING);
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

    /** How the step of that id was sent before, and is going to be. */
    LastAttempt last(String id) {
        return attempts.computeIfAbsent(id, i -> new LastAttempt());
    }

    /** Whether the step of that id was sent, and may have been done. */
    boolean wasSent(String id) {
        LastAttempt last = attempts.get(id);
        return last != null && last.wasSent();
    }

    /** Whether a step was sent in a batch call with others, and nobody knows what became of it. */
    boolean wasGathered() {
        return attempts.values().stream().anyMatch(LastAttempt::wasGathered);
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
        // The user's own header stays as it is: a second write under it is refused, not given another id.
        if (origin != Origin.HEADER) {
            AnsweredHeaders.set(
                    exchange,
                    Map.of(QuickBooksConstants.REQUEST_ID, value),
                    new AnsweredHeaders.Subject(realmId, null, null));
        }
    }
}
