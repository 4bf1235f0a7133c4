package org.camelquickbooks.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelquickbooks.client.CallHistory;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.client.throttle.ThrottleState;
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
        CallHistory callHistory = runtime.client().callHistory();
        detail(builder, "lastSuccess", callHistory.lastSuccess(realmId));
        if (callHistory.lastFailure(realmId) != null) {
            builder.detail("lastFailure", callHistory.lastFailure(realmId).what());
            builder.detail(
                    "lastFailureTime", callHistory.lastFailure(realmId).at().toString());
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
        CompanyConnection state = runtime.client().tokens().states().of(realmId);
        builder.detail("tokens", state.state().name());
        detail(builder, "accessExpires", state.accessExpires());
        detail(builder, "refreshExpires", state.refreshExpires());
        return state.complaint();
    }

    private String gate(HealthCheckResultBuilder builder) {
        ThrottleState throttle = runtime.client().throttleState(realmId);
        if (throttle == null) {
            return null;
        }
        builder.detail("waiting", throttle.waiting());
        if (throttle.paused()) {
            builder.detail("paused", true);
            return "is paused by an operator";
        }
        detail(builder, "throttledUntil", throttle.throttledUntil());
        return throttle.throttledUntil() == null
                ? null
                : "is throttled by QuickBooks until " + throttle.throttledUntil();
    }

    private String lag(HealthCheckResultBuilder builder) {
        Duration most = Duration.ofMillis(settings.maxLag().getAsLong());
        String late = null;
        for (Map.Entry<String, Duration> lag :
                runtime.progress().lags(realmId, runtime.time().now()).entrySet()) {
            builder.detail("lag." + lag.getKey(), lag.getValue().toSeconds());
            if (!most.isZero() && lag.getValue().compareTo(most) > 0) {
                late = "was not read completely for " + lag.getValue().toSeconds() + " s by the cursor " + lag.getKey()
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
