package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.gate.Limits;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.oauth.App;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The documented limits, exact to the request, on a clock that stands still. */
class ThrottleTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension(s -> s.throttled(true));

    private static final String BATCH = "{\"BatchItemRequest\":[{\"bId\":\"1\",\"Query\":\"select * from Term\"}]}";

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void freeze() {
        sandbox = SANDBOX.sandbox();
        sandbox.clock().freeze();
        client = Client.of(sandbox);
    }

    private int get() {
        return client.get("companyinfo/1").status();
    }

    @Test
    void tenRequestsASecondAndNotOneMore() {
        for (int i = 0; i < 10; i++) {
            assertThat(get()).isEqualTo(200);
            sandbox.clock().advance(Duration.ofMillis(10));
        }
        assertThat(get()).isEqualTo(429);
        sandbox.clock().advance(Duration.ofMillis(899));
        assertThat(get()).isEqualTo(429);
        // A second after the first one there is room for one again.
        sandbox.clock().advance(Duration.ofMillis(1));
        assertThat(get()).isEqualTo(200);
        assertThat(get()).isEqualTo(429);
    }

    @Test
    void fiveHundredRequestsAMinuteOfACompanyByAllApps() {
        sandbox.register(new App("second", "secret", "verifier"));
        Client other = Client.of(sandbox)
                .withToken(sandbox.tokens(
                                QuickBooksSandbox.US_REALM,
                                "second",
                                java.util.Set.of("com.intuit.quickbooks.accounting"))
                        .access()
                        .value());
        for (int i = 0; i < 500; i++) {
            assertThat((i % 2 == 0 ? client : other).get("companyinfo/1").status())
                    .as("request %d", i)
                    .isEqualTo(200);
            sandbox.clock().advance(Duration.ofMillis(100));
        }
        assertThat(get()).isEqualTo(429);
        assertThat(other.get("companyinfo/1").status()).isEqualTo(429);
        sandbox.clock().advance(Duration.ofSeconds(10));
        assertThat(get()).isEqualTo(200);
        assertThat(new Client(sandbox, QuickBooksSandbox.CANADA_REALM)
                        .get("companyinfo/1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fortyBatchesAMinute() {
        for (int i = 0; i < 40; i++) {
            assertThat(client.post("batch", BATCH).status()).isEqualTo(200);
            sandbox.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(client.post("batch", BATCH).status()).isEqualTo(429);
        assertThat(get()).isEqualTo(200);
        sandbox.clock().advance(Duration.ofSeconds(20));
        assertThat(client.post("batch", BATCH).status()).isEqualTo(200);
    }

    @Test
    void tenAtTheSameTime() throws Exception {
        sandbox.throttle().limits(new Limits(true, 500, 100, 1, 40, 120, 200, 500_000, 40));
        sandbox.faults().order(FaultOrder.of(Effect.SLOW_DRIP).times(1).millis(50));
        var first = java.net.http.HttpClient.newHttpClient()
                .send(
                        client.request(client.path("companyinfo/1")).GET().build(),
                        java.net.http.HttpResponse.BodyHandlers.ofInputStream());

        assertThat(get()).isEqualTo(429);
        first.body().readAllBytes();
        assertThat(get()).isEqualTo(200);
    }

    @Test
    void meteredReadsEndWithTheMonthAndWritesAreFree() {
        sandbox.throttle().limits(new Limits(true, 500, 10, 10, 40, 120, 200, 3, 40));
        for (int i = 0; i < 3; i++) {
            assertThat(get()).isEqualTo(200);
        }
        assertThat(get()).isEqualTo(429);
        assertThat(client.post("customer", "{\"DisplayName\":\"Free\"}").status())
                .isEqualTo(200);
        sandbox.clock().advance(Duration.ofDays(31));
        client = Client.of(sandbox);
        assertThat(get()).isEqualTo(200);
    }

    @Test
    void theSwitchAndTheValuesAreSetOverHttp() {
        assertThat(client.admin("PUT", "throttles", "{\"requestsPerSecond\":2}")
                        .json()
                        .path("requestsPerSecond")
                        .asInt())
                .isEqualTo(2);
        assertThat(get() + get() + get()).isEqualTo(200 + 200 + 429);
        assertThat(client.admin("GET", "throttles", null)
                        .json()
                        .path("inUse")
                        .path("refused")
                        .asInt())
                .isEqualTo(1);

        client.admin("PUT", "throttles", "{\"enabled\":false}");

        for (int i = 0; i < 30; i++) {
            assertThat(get()).isEqualTo(200);
        }
        assertThat(client.admin("PUT", "throttles", "{\"requestsPerHour\":2}").status())
                .isEqualTo(400);
        assertThat(client.admin("PUT", "throttles", "{\"requestsPerSecond\":0}").status())
                .isEqualTo(400);
    }
}
