package org.camelquickbooks;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;

/** A company has come near one of its limits. Told to Camel's event notifiers. */
public final class QuickBooksLimitEvent implements CamelEvent {

    private final CamelContext context;
    private final String realmId;
    private final String limit;
    private final long used;
    private final long allowed;
    private long timestamp;

    QuickBooksLimitEvent(CamelContext context, String realmId, String limit, long used, long allowed) {
        this.context = context;
        this.realmId = realmId;
        this.limit = limit;
        this.used = used;
        this.allowed = allowed;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    @Override
    public Object getSource() {
        return context;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    public String getRealmId() {
        return realmId;
    }

    /** The option that sets the limit: requestsPerMinute or readBudget; throttled where QuickBooks itself refused. */
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
        return "Company " + realmId + " has used " + used + " of " + allowed + " of " + limit;
    }
}
