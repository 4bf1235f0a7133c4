package org.camelquickbooks.flow;

import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksEvent;
import org.camelquickbooks.flow.engine.FlowKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A flow has completed a message. The event is sent to Camel's event notifiers. */
public final class QuickBooksFlowEvent extends QuickBooksEvent {

    private static final Logger LOG = LoggerFactory.getLogger(QuickBooksFlowEvent.class);

    /** The outcome of a message. */
    public enum Outcome {
        /** It is booked. */
        DONE,
        /** It was already booked; nothing was done. */
        REPEATED,
        /** It is booked, but a later step, such as an e-mail, failed. The message is in the dead letters. */
        INCOMPLETE,
        /** It was not booked. It is in the dead letters. */
        REFUSED
    }

    private final FlowKey key;
    private final Outcome outcome;
    private final String reason;

    private QuickBooksFlowEvent(CamelContext context, FlowKey key, Outcome outcome, String reason) {
        super(context, key.company());
        this.key = key;
        this.outcome = outcome;
        this.reason = reason;
    }

    public static void tell(CamelContext context, FlowKey key, Outcome outcome, String reason) {
        QuickBooksFlowEvent event = new QuickBooksFlowEvent(context, key, outcome, reason);
        try {
            context.getManagementStrategy().notify(event);
        } catch (Exception e) {
            LOG.warn("An event notifier failed for {}", event, e);
        }
    }

    public FlowKey getKey() {
        return key;
    }

    public Outcome getOutcome() {
        return outcome;
    }

    /** The reason of a refusal; otherwise null. */
    public String getReason() {
        return reason;
    }

    @Override
    public String toString() {
        return key + " " + outcome + (reason == null ? "" : ": " + reason);
    }
}
