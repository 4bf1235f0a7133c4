package org.camelquickbooks.checks.steps;

import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Something that is to hold whatever fails, at whatever step. */
public interface Scenario {

    /** Such as {@code coalesced creates}. */
    String name();

    /** How many of its runs are in a sample, of each hundred that the sample asks for; fewer where a run takes long. */
    default int percent() {
        return 100;
    }

    /** The companies it plays in. */
    default QuickBooksSandbox sandbox() {
        return QuickBooksSandbox.create().empty().throttled(false).start();
    }

    /** Puts into the company what has to be there; done once for all runs. */
    default void prepare(QuickBooksSandbox sandbox) {}

    /** The options of the component. */
    default void configure(QuickBooksComponent component) {}

    /** Adds routes to a process, also to one that takes over. */
    default void routes(Run run, Node node) throws Exception {}

    /** What happens while things fail: messages are delivered, changes are polled, webhooks come. */
    void act(Run run) throws Exception;

    /** Whether another node of the cluster goes on after the failure, instead of the same process. */
    default boolean takesOver() {
        return false;
    }

    /** Whether an exchange of a message ended so that the queue does not deliver the message again. */
    default boolean isAnswer(Exchange exchange) {
        return exchange.getException() == null;
    }

    /** Whether all that {@link #act} began has ended, well or not. */
    default boolean isQuiet(Run run) {
        return run.isQuiet();
    }

    /** After everything works again: what was not acknowledged comes again. */
    void redeliver(Run run) throws Exception;

    /** Whether all that is to happen has happened; until then {@link #redeliver} is called again. */
    default boolean isComplete(Run run) {
        return run.missing().isEmpty();
    }

    /** What has not happened yet, for messages. */
    default String missing(Run run) {
        return run.missing().toString();
    }

    /**
     * What the process itself says in the end, while it still runs; throws an AssertionError where that is wrong. It may
     * wait for what it asks.
     */
    default void checkRunning(Run run) {}

    /** What has to be true in the end; throws an AssertionError where it is not. */
    void check(Run run);
}
