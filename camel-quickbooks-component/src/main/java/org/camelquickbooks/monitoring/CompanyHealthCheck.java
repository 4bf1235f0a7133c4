package org.camelquickbooks.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConnection;
import org.camelquickbooks.client.Pulse;
import org.camelquickbooks.client.oauth.CompanyState;
import org.camelquickbooks.client.throttle.LineState;

/** How one company stands: its tokens, when it last answered, whether its gate is closed, how far its consumers are. */
final class CompanyHealthCheck extends AbstractHealthCheck {

    private final QuickBooksComponent component;
    private final String realmId;

    CompanyHealthCheck(QuickBooksComponent component, String realmId) {
        super("camel", "quickbooks-company-" + realmId);
        this.component = component;
        this.realmId = realmId;
    }

    @Override
    public boolean isLiveness() {
        // That a company or QuickBooks itself is away is no reason to start this process anew.
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        QuickBooksConnection connection = component.connection();
        String wrong = tokens(builder, connection);
        String closed = gate(builder, connection);
        String late = lag(builder, connection);
        Pulse pulse = connection.client().pulse();
        detail(builder, "lastSuccess", pulse.lastSuccess(realmId));
        if (pulse.lastFailure(realmId) != null) {
            builder.detail("lastFailure", pulse.lastFailure(realmId).what());
            builder.detail("lastFailureTime", pulse.lastFailure(realmId).at().toString());
        }
        String message = wrong != null ? wrong : closed != null ? closed : late;
        if (message != null) {
            builder.message("Company " + realmId + " " + message);
        }
        boolean counts = component.getCompanyHealth() == QuickBooksComponent.CompanyHealth.DOWN;
        builder.state(late != null || counts && (wrong != null || closed != null) ? State.DOWN : State.UP);
    }

    private String tokens(HealthCheckResultBuilder builder, QuickBooksConnection connection) {
        CompanyState state = connection.client().tokens().states().of(realmId);
        builder.detail("tokens", state.state().name());
        detail(builder, "accessExpires", state.accessExpires());
        detail(builder, "refreshExpires", state.refreshExpires());
        return state.works() ? null : "has to be connected again: " + state.why();
    }

    private String gate(HealthCheckResultBuilder builder, QuickBooksConnection connection) {
        LineState line = connection.client().line(realmId);
        if (line == null) {
            return null;
        }
        builder.detail("waiting", line.waiting());
        if (line.paused()) {
            builder.detail("paused", true);
            return "is paused by an operator";
        }
        detail(builder, "gateUntil", line.gateUntil());
        return line.gateUntil() == null ? null : "is throttled by QuickBooks until " + line.gateUntil();
    }

    private String lag(HealthCheckResultBuilder builder, QuickBooksConnection connection) {
        Duration most = Duration.ofMillis(component.getMaxLag());
        String late = null;
        for (Map.Entry<String, Duration> lag :
                connection.progress().lags(realmId, connection.time().now()).entrySet()) {
            builder.detail("lag." + lag.getKey(), lag.getValue().toSeconds());
            if (!most.isZero() && lag.getValue().compareTo(most) > 0) {
                late = "was not read to its end for " + lag.getValue().toSeconds() + " s by the cursor " + lag.getKey()
                        + ", longer than maxLag=" + component.getMaxLag();
            }
        }
        return late;
    }

    private static void detail(HealthCheckResultBuilder builder, String name, Instant value) {
        if (value != null) {
            builder.detail(name, value.toString());
        }
    }
}
