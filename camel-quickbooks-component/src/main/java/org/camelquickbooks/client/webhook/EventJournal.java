package org.camelquickbooks.client.webhook;

import java.time.Instant;
import java.util.List;

/**
 * Stores webhook events from the moment their post is answered until they are completed, and remembers them after
 * that, because QuickBooks delivers at least once.
 */
public interface EventJournal extends AutoCloseable {

    /**
     * A consumer begins.
     *
     * @throws IllegalStateException where another application takes in the events of that name
     * @throws org.camelquickbooks.state.StateException where nothing can be kept now
     */
    default void open(String consumer) {}

    /**
     * Keeps events; they are safe when the method returns.
     *
     * @param consumer whose events they are: two consumers of one component are each told of all
     * @return those that were not known already
     */
    List<WebhookEvent> add(String consumer, List<WebhookEvent> events, Instant now);

    /** An event is done; it is remembered, and not told of again. */
    void done(String consumer, WebhookEvent event, Instant now);

    /** An event was not done, and is to be told of when it is delivered again. */
    void drop(String consumer, WebhookEvent event);

    /**
     * Events that nobody is at work on: what a crash left behind, of this process or of another that shares the journal.
     * To be called now and then; that tells the others that this one is alive.
     */
    List<WebhookEvent> takeOver(String consumer, Instant now);

    /** This process no longer works on the consumer's events; whoever comes takes them over. */
    void leave(String consumer);

    /** Forgets what was done before that time. */
    void forget(Instant before);

    @Override
    void close();
}
