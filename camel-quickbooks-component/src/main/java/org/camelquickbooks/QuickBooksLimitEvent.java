package org.camelquickbooks;

import org.apache.camel.CamelContext;

/** A company is near one of its limits. The event is sent to Camel's event notifiers. */
public final class QuickBooksLimitEvent extends QuickBooksEvent {

    private final String limit;
    private final long used;
    private final long allowed;

    public QuickBooksLimitEvent(CamelContext context, String realmId, String limit, long used, long allowed) {
        super(context, realmId);
        this.limit = limit;
        this.used = used;
        this.allowed = allowed;
    }

    /** The option of the limit: such as requestsPerMinute; throttled if QuickBooks itself refused. */
    public String getLimit() {
        return limit;
    }

    public long getUsed() {
        return used;
    }

    public long getAllowed() {
        return allowed;
    }

    @Override
    public String toString() {
        return "Company " + getRealmId() + " has used " + used + " of " + allowed + " of " + limit;
    }
}
