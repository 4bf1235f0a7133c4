package org.camelquickbooks.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.camelquickbooks.state.StateException;

/**
 * Whether at least one company can be used. If only some companies have to be connected again, the check names them
 * and stays up, so that the process remains available for the others.
 */
public final class ConnectionsHealthCheck extends AbstractHealthCheck {

    private final QuickBooksRuntime runtime;

    public ConnectionsHealthCheck(QuickBooksRuntime runtime) {
        super("camel", runtime.name() + "-connections");
        this.runtime = runtime;
    }

    @Override
    public boolean isLiveness() {
        // To start this process anew connects nothing.
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        QuickBooksClient client = runtime.client();
        String outages =
                client.reachability().outages().stream().map(Object::toString).collect(Collectors.joining("; "));
        if (!outages.isEmpty()) {
            // That QuickBooks is away is no reason to take this process from whoever asks.
            builder.detail("unreachable", outages);
            builder.message(outages);
        }
        StateException state = runtime.state().failure();
        if (state != null) {
            // What needs no durable state goes on, and the rest is told why it does not.
            builder.detail("state", state.getMessage());
            builder.message(state.getMessage());
        }
        reads(builder, client.readUse());
        Set<String> broken = new TreeSet<>(client.tokens().reconnectNeeded());
        broken.addAll(client.watch().ended());
        if (broken.isEmpty()) {
            builder.up();
            return;
        }
        String own = runtime.defaultRealmId();
        builder.detail("reconnectNeeded", String.join(",", broken));
        builder.message("To be connected: " + String.join(", ", broken));
        if (isNoneLeft(broken) || own != null && broken.contains(own)) {
            builder.down();
        } else {
            builder.up();
        }
    }

    /** Only a detail: reads that were paid for are no reason to take this process from whoever asks. */
    private static void reads(HealthCheckResultBuilder builder, ReadUse use) {
        if (use.budget() > 0) {
            builder.detail("readBudget.used", use.used());
            builder.detail("readBudget.percent", use.percent());
            builder.detail("readBudget.forecast", use.forecast());
        }
    }

    private boolean isNoneLeft(Set<String> broken) {
        try {
            return broken.containsAll(runtime.client().tokens().store().list());
        } catch (StateException e) {
            return false;
        }
    }
}
