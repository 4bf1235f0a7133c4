package org.camelquickbooks.operation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;

/**
 * Which headers of an exchange are answers of earlier steps. An answer must not steer a later step to another company or
 * entity by accident, so each of these headers is remembered with what it belongs to. It is recognised by the object, not
 * by its value: a caller who sets an equal value is heard. Copies of an exchange share the objects and the record, which
 * is never changed; in another exchange, or after a broker, such headers are the caller's.
 */
final class AnsweredHeaders {

    private static final String PROPERTY = "CamelQuickBooksAnsweredHeaders";

    /** The headers that say what a step works on and that answers set as well. */
    private static final Set<String> STEERING = Set.of(
            QuickBooksConstants.REALM_ID,
            QuickBooksConstants.ENTITY_ID,
            QuickBooksConstants.SYNC_TOKEN,
            QuickBooksConstants.REQUEST_ID,
            QuickBooksConstants.FILE_NAME);

    private static final AnsweredHeaders NONE = new AnsweredHeaders(Map.of(), null);

    /** What an answer is about; entity and id are null where it is about no single entity. */
    record Subject(String realmId, String entity, String id) {}

    private record AnsweredValue(Object value, Subject subject) {}

    private final Map<String, AnsweredValue> answers;
    /** The company that the caller had named before an answer took the place of the header. */
    private final String callersRealm;

    private AnsweredHeaders(Map<String, AnsweredValue> answers, String callersRealm) {
        this.answers = answers;
        this.callersRealm = callersRealm;
    }

    static AnsweredHeaders of(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof AnsweredHeaders known ? known : NONE;
    }

    private boolean isAnswer(Message message, String name) {
        AnsweredValue answer = answers.get(name);
        return answer != null && answer.value == message.getHeader(name);
    }

    /** The text of a header that the caller has set; null where there is none, or it is only an answer. */
    String callers(Message message, String name) {
        if (isAnswer(message, name)) {
            return null;
        }
        String value = message.getHeader(name, String.class);
        return value == null || value.isEmpty() ? null : value;
    }

    /** The company that the caller has named last, also where an answer stands in its place now. */
    String callersRealm(Message message) {
        return isAnswer(message, QuickBooksConstants.REALM_ID)
                ? callersRealm
                : callers(message, QuickBooksConstants.REALM_ID);
    }

    /** What an earlier step answered, whatever about; null where the header is not an answer. */
    String answered(Message message, String name) {
        return isAnswer(message, name) ? (String) answers.get(name).value : null;
    }

    /**
     * What an earlier step answered about an entity; null where it answered about another.
     *
     * @param id null for any of the company's entities of that kind
     */
    String answered(Message message, String name, String realmId, String entity, String id) {
        String value = answered(message, name);
        if (value == null) {
            return null;
        }
        Subject subject = answers.get(name).subject;
        boolean same = subject.realmId.equals(realmId)
                && entity.equals(subject.entity)
                && (id == null || id.equals(subject.id));
        return same ? value : null;
    }

    /** Sets the headers of an answer. */
    static void set(Exchange exchange, Map<String, Object> headers, Subject subject) {
        Message message = exchange.getMessage();
        AnsweredHeaders before = of(exchange);
        String realm = before.callersRealm(message);
        Map<String, AnsweredValue> answers = new HashMap<>(before.answers);
        headers.forEach((name, value) -> {
            if (STEERING.contains(name)) {
                // An object of its own: the caller may hold, and set again, the one that was given.
                String own = new String(value.toString().toCharArray());
                answers.put(name, new AnsweredValue(own, subject));
                message.setHeader(name, own);
            } else {
                message.setHeader(name, value);
            }
        });
        exchange.setProperty(PROPERTY, new AnsweredHeaders(Map.copyOf(answers), realm));
    }
}
