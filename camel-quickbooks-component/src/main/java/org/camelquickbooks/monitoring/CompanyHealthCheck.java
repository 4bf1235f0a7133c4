package org.camelquickbooks.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelquickbooks.client.Pulse;
import org.camelquickbooks.client.oauth.CompanyState;
import org.camelquickbooks.client.throttle.LineState;
import org.camelquickbooks.outbox.UndecidedWrites;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** How one company stands: its tokens, when it last answered, whether its gate is closed, how far its consumers are. */
final class CompanyHealthCheck extends AbstractHealthCheck {

    private final QuickBooksRuntime runtime;
    private final CompanyHealthChecks.Settings settings;
    private final String realmId;

    CompanyHealthCheck(QuickBooksRuntime runtime, CompanyHealthChecks.Settings settings, String realmId) {
        super("camel", runtime.name() + "-company-" + realmId);
        this.runtime = runtime;
        this.settings = settings;
        this.realmId = realmId;
    }

    @Override
    public boolean isLiveness() {
        // That a company or QuickBooks itself is away is no reason to start this process anew.
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String wrong = tokens(builder);
        String closed = gate(builder);
        String late = lag(builder);
        Pulse pulse = runtime.client().pulse();
        detail(builder, "lastSuccess", pulse.lastSuccess(realmId));
        if (pulse.lastFailure(realmId) != null) {
            builder.detail("lastFailure", pulse.lastFailure(realmId).what());
            builder.detail("lastFailureTime", pulse.lastFailure(realmId).at().toString());
        }
        undecided(builder);
        String message = wrong != null ? wrong : closed != null ? closed : late;
        if (message != null) {
            builder.message("Company " + realmId + " " + message);
        }
        builder.state(
                late != null || settings.down().getAsBoolean() && (wrong != null || closed != null)
                        ? State.DOWN
                        : State.UP);
    }

    /** Writes that wait for an operator. */
    private void undecided(HealthCheckResultBuilder builder) {
        UndecidedWrites writes = runtime.outbox().undecided();
        if (writes != null && writes.reported(realmId) > 0) {
            builder.detail("undecidedWrites", writes.reported(realmId));
        }
    }

    private String tokens(HealthCheckResultBuilder builder) {
        CompanyState state = runtime.client().tokens().states().of(realmId);
        builder.detail("tokens", state.state().name());
        detail(builder, "accessExpires", state.accessExpires());
        detail(builder, "refreshExpires", state.refreshExpires());
        return state.complaint();
    }

    private String gate(HealthCheckResultBuilder builder) {
        LineState line = runtime.client().line(realmId);
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

    private String lag(HealthCheckResultBuilder builder) {
        Duration most = Duration.ofMillis(settings.maxLag().getAsLong());
        String late = null;
        for (Map.Entry<String, Duration> lag :
                runtime.progress().lags(realmId, runtime.time().now()).entrySet()) {
            builder.detail("lag." + lag.getKey(), lag.getValue().toSeconds());
            if (!most.isZero() && lag.getValue().compareTo(most) > 0) {
                late = "was not read to its end for " + lag.getValue().toSeconds() + " s by the cursor " + lag.getKey()
                        + ", longer than maxLag=" + most.toMillis();
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
