package org.camelquickbooks;

import java.time.Instant;
import org.apache.camel.CamelContext;

/**
 * Changes may be missing. The component has read the existing entities, but deletions may be missing. The event is
 * sent to Camel's event notifiers.
 */
public final class QuickBooksGapEvent extends QuickBooksEvent {

    /** The reason. */
    public enum Reason {
        /** The last poll was more than the 30 days ago that QuickBooks remembers. */
        LOOK_BACK,
        /** More entities changed within one second than QuickBooks returns at once. */
        CUT
    }

    private final String entity;
    private final Instant since;
    private final Reason reason;

    public QuickBooksGapEvent(CamelContext context, String realmId, String entity, Instant since, Reason reason) {
        super(context, realmId);
        this.entity = entity;
        this.since = since;
        this.reason = reason;
    }

    public String getEntity() {
        return entity;
    }

    /** The start of the gap. */
    public Instant getSince() {
        return since;
    }

    public Reason getReason() {
        return reason;
    }

    @Override
    public String toString() {
        return "Deleted " + entity + " of company " + getRealmId() + " may be missing since " + since;
    }
}
