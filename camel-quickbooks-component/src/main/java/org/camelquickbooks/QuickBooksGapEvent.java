package org.camelquickbooks;

import java.time.Instant;
import org.apache.camel.CamelContext;

/** Changes could not be followed without a gap. What is there was read; what was deleted may be missing. */
public final class QuickBooksGapEvent extends QuickBooksEvent {

    /** Why. */
    public enum Reason {
        /** Nobody asked for longer than the 30 days that QuickBooks remembers. */
        LOOK_BACK,
        /** More changed in a second than QuickBooks gives at once. */
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

    /** From when on. */
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
