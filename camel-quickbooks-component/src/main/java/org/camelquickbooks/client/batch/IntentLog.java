package org.camelquickbooks.client.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Remembers batch calls, so that an operation that was sent in one is not sent in another. What a call holds is safe
 * before it leaves; what became of it is kept for a while, for exchanges that come again.
 */
public interface IntentLog extends AutoCloseable {

    /**
     * What is known of an operation.
     *
     * @param intent the call it was sent in, while nobody knows what became of it; else null
     * @param answer what QuickBooks answered, as JSON; else null
     */
    record Known(Intent intent, String answer) {}

    /**
     * Keeps a call; it is safe when the method returns.
     *
     * @return false, and nothing is kept, where one of its keys is known already
     */
    boolean begin(Intent intent);

    /** The call was answered: the answers of operations that were done, by key. The others are forgotten. */
    void decide(Intent intent, Map<String, String> answers, Instant at);

    /** What is known of an operation, or null. */
    Known find(String realmId, String key);

    /** Calls of which nobody knows what became. */
    List<Intent> undecided();

    /** Forgets what was decided before that time. */
    void forget(Instant before);

    @Override
    void close();
}
