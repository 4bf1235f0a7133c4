package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Control: the clock, faults to order, companies, snapshots, the log. */
class ControlTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void connect() {
        sandbox = SANDBOX.sandbox();
        client = Client.of(sandbox);
    }

    private static String named(String name) {
        return "{\"DisplayName\":\"" + name + "\"}";
    }

    private int countOf(String name) {
        return sandbox.company()
                .query("select * from Customer where DisplayName = '" + name + "'")
                .size();
    }

    @Test
    void theClockStandsMovesAndRuns() {
        JsonNode frozen = client.admin("PUT", "clock", "{\"frozen\":true,\"now\":\"2026-03-01T12:00:00Z\"}")
                .json();
        assertThat(frozen.path("now").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(client.admin("GET", "clock", null).json()).isEqualTo(frozen);

        client.admin("PUT", "clock", "{\"advance\":\"PT36H\"}");

        client = Client.of(sandbox);
        JsonNode customer = client.create("customer", named("Timed"));
        assertThat(customer.at("/MetaData/CreateTime").asText()).isEqualTo("2026-03-02T16:00:00-08:00");
        assertThat(client.admin("PUT", "clock", "{\"rate\":60}")
                        .json()
                        .path("frozen")
                        .asBoolean())
                .isFalse();
        assertThat(client.admin("PUT", "clock", "{\"speed\":60}").status()).isEqualTo(400);
        assertThat(client.admin("PUT", "clock", "{\"now\":\"noon\"}").status()).isEqualTo(400);
        assertThat(client.admin("PUT", "clock", "not json").status()).isEqualTo(400);
    }

    @Test
    void aLostAnswerLeavesTheWorkDone() {
        sandbox.faults().loseNextAnswer();

        assertThatThrownBy(() -> client.post("customer?requestid=lost", named("Lost")))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(countOf("Lost")).isEqualTo(1);
        assertThat(client.post("customer?requestid=lost", named("Lost")).status())
                .isEqualTo(200);
        assertThat(countOf("Lost")).isEqualTo(1);
    }

    @Test
    void aResetBeforeTheWorkLeavesNothing() {
        client.admin(
                "POST",
                "faults",
                "{\"effect\":\"reset-before\",\"entity\":\"Customer\",\"method\":\"POST\",\"times\":1}");

        assertThatThrownBy(() -> client.post("customer", named("Reset"))).isInstanceOf(UncheckedIOException.class);

        assertThat(countOf("Reset")).isZero();
        assertThat(client.post("customer", named("Reset")).status()).isEqualTo(200);
    }

    @Test
    void anAnswerBreaksOffInTheMiddle() {
        sandbox.faults().order(FaultOrder.of(Effect.RESET_MID_ANSWER).times(1));

        assertThatThrownBy(() -> client.post("customer", named("Half"))).isInstanceOf(UncheckedIOException.class);

        assertThat(countOf("Half")).isEqualTo(1);
    }

    @Test
    void malformedJsonAndHtmlAreServedOnOrder() {
        sandbox.faults().order(FaultOrder.of(Effect.MALFORMED_JSON).times(1));
        assertThatThrownBy(() -> client.get("companyinfo/1").json()).isInstanceOf(UncheckedIOException.class);

        sandbox.faults().order(FaultOrder.of(Effect.HTML_502).times(1));
        Reply html = client.get("companyinfo/1");
        assertThat(html.status()).isEqualTo(502);
        assertThat(html.text()).contains("<center>nginx</center>");
    }

    @Test
    void throttlingStatusAndRevokedTokensAreServedOnOrder() {
        client.admin("POST", "faults", "{\"effect\":\"throttle\",\"times\":2,\"retryAfter\":7}");
        assertThat(client.get("companyinfo/1").header("Retry-After")).isEqualTo("7");
        assertThat(client.get("companyinfo/1").status()).isEqualTo(429);
        assertThat(client.get("companyinfo/1").status()).isEqualTo(200);

        client.admin(
                "POST",
                "faults",
                "{\"effect\":\"status\",\"status\":503,\"body\":\"gone\",\"contentType\":\"text/plain\",\"nth\":2}");
        assertThat(client.get("companyinfo/1").status()).isEqualTo(200);
        assertThat(client.get("companyinfo/1").text()).isEqualTo("gone");
        assertThat(client.get("companyinfo/1").status()).isEqualTo(200);

        sandbox.faults()
                .order(FaultOrder.of(Effect.TOKEN_REVOKED)
                        .path("*/companyinfo/*")
                        .times(1));
        assertThat(client.get("preferences").status()).isEqualTo(200);
        assertThat(client.get("companyinfo/1").status()).isEqualTo(401);
        assertThat(sandbox.faults().pending()).isEmpty();
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (StringBuilder outcome : new StringBuilder[] {first, second}) {
            sandbox.faults().clear();
            sandbox.faults()
                    .order(FaultOrder.of(Effect.STATUS)
                            .status(500, "text/plain", "")
                            .probability(0.5));
            for (int i = 0; i < 40; i++) {
                outcome.append(client.get("companyinfo/1").status() == 500 ? 'x' : '.');
            }
        }
        assertThat(first.toString()).contains("x", ".").isEqualTo(second.toString());
    }

    @Test
    void latencyAndDripsStillArriveWhole() {
        sandbox.faults().order(FaultOrder.of(Effect.LATENCY).times(1).millis(5));
        sandbox.faults().order(FaultOrder.of(Effect.SLOW_DRIP).times(1).millis(1));

        assertThat(client.get("companyinfo/1").json().has("CompanyInfo")).isTrue();
        assertThat(client.get("companyinfo/1").json().has("CompanyInfo")).isTrue();
    }

    @Test
    void ordersThatMakeNoSenseAreRefusedWithTheMend() {
        assertThat(client.admin("POST", "faults", "{\"effect\":\"explode\"}").text())
                .contains("answer-lost", "slow-drip");
        assertThat(client.admin("POST", "faults", "{\"effect\":\"latency\",\"probability\":7}")
                        .text())
                .contains("probability must be from 0 to 1");
        assertThat(client.admin("POST", "faults", "{}").text()).contains("effect");
        assertThat(client.admin("POST", "faults", "{\"effect\":\"latency\",\"delay\":7}")
                        .status())
                .isEqualTo(400);
        client.admin("POST", "faults", "{\"effect\":\"latency\",\"millis\":1}");
        assertThat(client.admin("GET", "faults", null).json().path("faults")).hasSize(1);
        client.admin("DELETE", "faults", null);
        assertThat(client.admin("GET", "faults", null).json().path("faults")).isEmpty();
    }

    @Test
    void theLogTellsWhatCame() {
        client.get("companyinfo/1");
        client.post("customer?requestid=logged", named("Logged"));
        client.get("nothing/1");

        JsonNode log =
                client.admin("GET", "requests?path=customer&method=POST", null).json();

        assertThat(log.path("matched").asInt()).isEqualTo(1);
        JsonNode entry = log.at("/requests/0");
        assertThat(entry.path("query").asText()).isEqualTo("requestid=logged");
        assertThat(entry.path("body").asText()).isEqualTo(named("Logged"));
        assertThat(entry.path("status").asInt()).isEqualTo(200);
        assertThat(entry.path("intuit_tid").asText()).isNotBlank();
        assertThat(log.toString()).doesNotContain("Bearer");
        assertThat(client.admin("GET", "requests?status=400", null)
                        .json()
                        .path("matched")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void snapshotsBringEverythingBack() {
        client.create("customer", named("Before"));
        assertThat(client.admin("POST", "snapshots/one", null).status()).isEqualTo(204);
        client.create("customer", named("After"));

        client.admin("POST", "snapshots/one/restore", null);

        assertThat(countOf("Before")).isEqualTo(1);
        assertThat(countOf("After")).isZero();
        assertThat(sandbox.company().trialBalance()).isEqualByComparingTo("0");
        assertThat(client.admin("POST", "snapshots/never/restore", null).status())
                .isEqualTo(400);
        client.admin("POST", "reset", null);
        assertThat(countOf("Before")).isZero();
    }

    @Test
    void companiesAreMadeAndFilled() {
        Reply made =
                client.admin("POST", "companies", "{\"realmId\":\"77001\",\"name\":\"New & Co\",\"country\":\"CA\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(client.admin("POST", "companies", "{\"realmId\":\"77001\"}").status())
                .isEqualTo(400);
        assertThat(client.admin("POST", "companies", "{\"realmId\":\"x\"}").status())
                .isEqualTo(400);

        Reply seeded = client.admin(
                "POST",
                "companies/77001/seed",
                "{\"generate\":\"customers:30,items:10,invoices:50,payments:20\",\"seed\":5}");

        assertThat(seeded.json().path("invoices").asInt()).isEqualTo(50);
        assertThat(sandbox.company("77001").count("Invoice")).isEqualTo(50);
        assertThat(sandbox.company("77001").count("Payment")).isEqualTo(20);
        assertThat(sandbox.company("77001").trialBalance()).isEqualByComparingTo("0");
        assertThat(client.admin("POST", "companies/77001/seed", "{\"generate\":\"unicorns:3\"}")
                        .text())
                .contains("customers");
        assertThat(client.admin("GET", "companies", null).json().path("companies"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theSameSeedMakesTheSameCompany() {
        sandbox.createCompany(org.camelquickbooks.sandbox.company.CompanyProfile.unitedStates("77002", "A"), false);
        sandbox.createCompany(org.camelquickbooks.sandbox.company.CompanyProfile.unitedStates("77003", "B"), false);
        for (String realm : new String[] {"77002", "77003"}) {
            sandbox.generate(realm, "customers:20,items:20,invoices:40", 9);
        }
        String query = "select * from Invoice orderby Id";
        assertThat(sandbox.company("77002").query(query).stream()
                        .map(i -> i.path("TotalAmt").asText())
                        .toList())
                .isEqualTo(sandbox.company("77003").query(query).stream()
                        .map(i -> i.path("TotalAmt").asText())
                        .toList());
    }

    @Test
    void tokensComeInOneCall() {
        Reply reply = client.admin("POST", "tokens", "{\"realmId\":\"" + QuickBooksSandbox.CANADA_REALM + "\"}");

        assertThat(reply.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(reply.json().path("realmId").asText()).isEqualTo(QuickBooksSandbox.CANADA_REALM);
        assertThat(reply.json().has("x_refresh_token_expires_in")).isTrue();
        assertThat(client.admin("POST", "tokens", "{\"realmId\":\"1\"}").status())
                .isEqualTo(400);
        assertThat(client.admin("POST", "tokens", "{}").text()).contains("realmId");
    }

    @Test
    void pagesOfOtherOriginsRuleNothing() {
        Reply reply = Client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/admin/clock"))
                .header("Origin", "https://evil.example.com")
                .build());

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void aSecretGuardsTheControls() {
        try (QuickBooksSandbox guarded =
                QuickBooksSandbox.create().empty().adminSecret("s3cret").start()) {
            URI clock = URI.create(guarded.url() + "/admin/clock");
            assertThat(Client.send(HttpRequest.newBuilder(clock).build()).status())
                    .isEqualTo(403);
            assertThat(Client.send(HttpRequest.newBuilder(clock)
                                    .header("Authorization", "Bearer s3cret")
                                    .build())
                            .status())
                    .isEqualTo(200);
        }
        assertThatThrownBy(() -> QuickBooksSandbox.create().remoteAdmin().start())
                .hasMessageContaining("adminSecret");
    }

    @Test
    void aPageShowsTheSandbox() {
        Reply page = Client.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/")).build());

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("QuickBooks sandbox", "src=\"/console/main.js\"");
        assertThat(Client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/console/main.js"))
                                .build())
                        .header("Content-Type"))
                .startsWith("text/javascript");
    }
}
