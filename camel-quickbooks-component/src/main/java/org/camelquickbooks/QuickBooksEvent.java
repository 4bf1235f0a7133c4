package org.camelquickbooks;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;

/** An event of a company, which is sent to Camel's event notifiers. */
public abstract class QuickBooksEvent implements CamelEvent {

    private final CamelContext context;
    private final String realmId;
    private long timestamp;

    protected QuickBooksEvent(CamelContext context, String realmId) {
        this.context = context;
        this.realmId = realmId;
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
}
