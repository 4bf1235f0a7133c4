package org.camelquickbooks;

import java.time.Instant;
import org.apache.camel.CamelContext;

/**
 * It is unknown whether QuickBooks has done a write, and the write is too old to be sent again. An operator must
 * check the books.
 */
public final class QuickBooksUndecidedEvent extends QuickBooksEvent {

    private final String key;
    private final String operation;
    private final transient Instant begun;

    public QuickBooksUndecidedEvent(CamelContext context, String realmId, String key, String operation, Instant begun) {
        super(context, realmId);
        this.key = key;
        this.operation = operation;
        this.begun = begun;
    }

    /** The id that the caller gave. */
    public String getKey() {
        return key;
    }

    /** Such as {@code create/Invoice}. */
    public String getOperation() {
        return operation;
    }

    /** When it was recorded. */
    public Instant getBegun() {
        return begun;
    }

    @Override
    public String toString() {
        return "The write '" + key + "' (" + operation + ") of company " + getRealmId() + ", started at " + begun
                + ", is undecided and must be settled";
    }
}
