package org.camelquickbooks.monitoring;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** Whether the endpoint can write now: its company has tokens, and QuickBooks does not throttle it. */
public final class EndpointHealthCheck extends AbstractHealthCheck {

    private final QuickBooksEndpoint endpoint;

    public EndpointHealthCheck(QuickBooksEndpoint endpoint) {
        super("camel", "producer:quickbooks-" + endpoint.label() + "-" + endpoint.hashCode());
        this.endpoint = endpoint;
    }

    @Override
    public boolean isLiveness() {
        // That QuickBooks is down is no reason to start this process anew.
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String realmId = endpoint.getConfiguration().getRealmId();
        QuickBooksRuntime runtime = endpoint.runtime();
        builder.detail("operation", endpoint.label());
        if (realmId == null) {
            builder.up();
            return;
        }
        builder.detail("realmId", realmId);
        if (runtime.client().tokens().store().load(realmId).isEmpty()) {
            builder.down().message("There are no tokens for company " + realmId);
            return;
        }
        if (runtime.client().tokens().reconnectNeeded().contains(realmId)) {
            builder.down().message("Company " + realmId + " has to be connected again");
            return;
        }
        ThrottleState throttle = runtime.client().throttleState(realmId);
        if (throttle != null && throttle.throttledUntil() != null) {
            builder.down().message("QuickBooks throttles company " + realmId + " until " + throttle.throttledUntil());
            return;
        }
        builder.up();
    }
}
