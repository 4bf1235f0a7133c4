package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.junit.jupiter.api.Test;

/** Durable state that cannot be written: what needs none goes on, the rest is refused, and it recovers by itself. */
class StateAwayTest extends RouteTest {

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setStateDirectory(state.resolve("state").toString());
        component.setMaxAttempts(1);
    }

    private Exchange create(String name, Object... headers) {
        return send("quickbooks:create/Customer", Map.of("DisplayName", name), headers);
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getCheck().getId().equals("quickbooks-connections"))
                .findFirst()
                .orElseThrow();
    }

    private Exchange read() {
        return send("quickbooks:read/CompanyInfo", REALM);
    }

    @Test
    void whatNeedsNoStateGoesOnAndTheRestWhenItIsBack() throws Exception {
        // Where a directory should be is a file.
        Files.writeString(state.resolve("away"), "in the way");
        component().setStateDirectory(state.resolve("away").toString());
        restart();
        assertThat(read().getException()).isNull();
        assertThat(create("Without an id").getException()).isNull();
        assertThat(create("With an id", QuickBooksConstants.REQUEST_ID, "away-1")
                        .getException())
                .isInstanceOf(QuickBooksUnavailableException.class)
                .hasMessageContaining("could not be recorded")
                .hasMessageContaining("stateDirectory");
        HealthCheck.Result away = health();
        assertThat(away.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(away.getDetails().get("state")).asString().contains("quickbooks.db");

        Files.delete(state.resolve("away"));
        assertThat(create("With an id", QuickBooksConstants.REQUEST_ID, "away-1")
                        .getException())
                .isNull();
        eventually(() -> !health().getDetails().containsKey("state"));
        assertThat(company().query("select * from Customer where DisplayName = 'With an id'"))
                .hasSize(1);
    }

    @Test
    void anUnreadableKeyLeavesTheConfiguredAccessToken() throws Exception {
        component().stop();
        Files.createDirectories(state.resolve("state"));
        Files.writeString(state.resolve("state/token.key"), "no key at all");
        component().start();
        assertThat(read().getException()).isNull();
    }
}
