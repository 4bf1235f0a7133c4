package org.camelquickbooks.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.QuickBooksClient;

/**
 * Whether there is a company to work for. One of many that has to be connected again is named, but is no reason to take
 * this process from the others.
 */
public final class ConnectionsHealthCheck extends AbstractHealthCheck {

    static final String ID = "quickbooks-connections";

    private final QuickBooksComponent component;

    public ConnectionsHealthCheck(QuickBooksComponent component) {
        super("camel", ID);
        this.component = component;
    }

    @Override
    public boolean isLiveness() {
        // To start this process anew connects nothing.
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        QuickBooksClient client = component.connection().client();
        Set<String> broken = new TreeSet<>(client.tokens().reconnectNeeded());
        broken.addAll(client.watch().ended());
        if (broken.isEmpty()) {
            builder.up();
            return;
        }
        String own = component.getConfiguration().getRealmId();
        builder.detail("reconnectNeeded", String.join(",", broken));
        builder.message("To be connected again: " + String.join(", ", broken));
        boolean noneIsLeft = broken.containsAll(client.tokens().store().list());
        if (noneIsLeft || own != null && broken.contains(own)) {
            builder.down();
        } else {
            builder.up();
        }
    }
}
