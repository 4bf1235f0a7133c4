package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camelquickbooks.Follower.Told;
import org.camelquickbooks.QuickBooksCompanyEvent.Kind;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.client.oauth.CompanyConnection.Status;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenService;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

/** A company's connection from the first refresh to the end after five years. */
class ConnectionsTest extends RouteTest {

    private static final Instant START = Instant.parse("2026-03-10T09:00:00Z");
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration AWAKE = Duration.ofHours(2);
    private static final Duration SLEEPS_AT_MOST = Duration.ofDays(80);

    private final List<QuickBooksCompanyEvent> events = new CopyOnWriteArrayList<>();
    private VirtualTime time;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        sandbox().clock().freeze();
        time = new VirtualTime(START, now -> sandbox().clock().set(now));
        CamelContext context = super.createCamelContext();
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof QuickBooksCompanyEvent company) {
                    events.add(company);
                }
            }
        });
        return context;
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
        useRefreshToken(component);
        component.getConfiguration().setConnectUrl("https://erp.example.com/quickbooks");
    }

    private TokenService tokens() {
        return context.getComponent("quickbooks", QuickBooksComponent.class)
                .runtime()
                .client()
                .tokens();
    }

    private Token kept() {
        return tokens().store().load(REALM).orElseThrow();
    }

    private Exchange read() {
        return send("quickbooks:read/CompanyInfo", REALM);
    }

    private int refreshes() {
        return sandbox()
                .requests()
                .find(r -> r.path().contains("tokens/bearer"))
                .size();
    }

    /** Months at a time, as on a machine that mostly sleeps, and the last day hour by hour: a year has many timers. */
    private void pass(Duration distance) {
        Duration left = distance;
        while (left.compareTo(A_DAY) > 0) {
            Duration leap = left.minus(A_DAY).compareTo(SLEEPS_AT_MOST) < 0 ? left.minus(A_DAY) : SLEEPS_AT_MOST;
            time.leap(leap);
            wake(AWAKE);
            left = left.minus(leap).minus(AWAKE);
        }
        wake(left);
    }

    private void wake(Duration distance) {
        time.advance(distance, () -> !tokens().isIdle());
    }

    private List<Kind> kinds() {
        return events.stream().map(QuickBooksCompanyEvent::getKind).toList();
    }

    private void connectAgain() {
        tokens().store()
                .save(new Token(REALM, null, null, sandbox().tokens(REALM).refreshToken(), null));
    }

    @Test
    void whoHasToBeConnectedAgainIsToldSoAtOnceAndWhere() {
        read();
        sandbox().disconnect(REALM);
        assertThat(read().getException())
                .asInstanceOf(InstanceOfAssertFactories.type(QuickBooksAuthenticationException.class))
                .satisfies(refused -> {
                    assertThat(refused.isReconnectNeeded()).isTrue();
                    assertThat(refused.getConnectUrl()).isEqualTo("https://erp.example.com/quickbooks/connect");
                    assertThat(refused)
                            .hasMessageContaining("connect the company again at https://erp.example.com")
                            .hasMessageContaining("invalid_grant")
                            .hasMessageContaining("Token revoked")
                            .hasMessageContaining(REALM);
                });
        long asked = sandbox().requests().count();
        Exchange again = read();
        assertThat(again.getException())
                .isInstanceOf(QuickBooksAuthenticationException.class)
                .hasMessageContaining("connect the company again at");
        assertThat(sandbox().requests().count()).isEqualTo(asked);
        assertThat(kinds()).containsExactly(Kind.RECONNECT_NEEDED);

        connectAgain();
        assertThat(read().getException()).isNull();
        assertThat(kinds()).containsExactly(Kind.RECONNECT_NEEDED, Kind.CONNECTED_AGAIN);
    }

    @Test
    void onlyWhatWasConnectedBeforeIsConnectedAgain() {
        String first = QuickBooksSandbox.CANADA_REALM;
        String uri = "quickbooks:read/CompanyInfo?realmId=" + first;
        assertThat(send(uri, first).getException())
                .isInstanceOf(QuickBooksAuthenticationException.class)
                .hasMessageContaining("no tokens");
        assertThat(tokens().states().of(first).complaint()).isEqualTo("is not connected: there are no tokens for it");
        tokens().store()
                .save(new Token(first, null, null, sandbox().tokens(first).refreshToken(), null));
        assertThat(send(uri, first).getException()).isNull();
        assertThat(kinds()).containsExactly(Kind.RECONNECT_NEEDED, Kind.CONNECTED);
    }

    @Test
    void quickBooksIsAskedNowAndThenSinceItMayBeWrong() {
        read();
        pass(Duration.ofHours(2));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.STATUS)
                        .path("*/bearer")
                        .status(400, "application/json", "{\"error\":\"invalid_grant\"}")
                        .times(1));
        assertThat(read().getException()).isInstanceOf(QuickBooksAuthenticationException.class);
        pass(Duration.ofMinutes(9));
        assertThat(read().getException()).isInstanceOf(QuickBooksAuthenticationException.class);
        pass(Duration.ofMinutes(2));
        assertThat(read().getException()).isNull();
        assertThat(kinds()).containsExactly(Kind.RECONNECT_NEEDED, Kind.CONNECTED_AGAIN);
    }

    @Test
    void aConsumerOfOneCompanyPausesAndGoesOn() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        follower.poll();
        sandbox().disconnect(REALM);
        company().create("Customer", "{\"DisplayName\":\"While paused\"}");
        assertThat(follower.poll()).isEmpty();
        long asked = sandbox().requests().count();
        assertThat(follower.poll()).isEmpty();
        assertThat(sandbox().requests().count()).isEqualTo(asked);
        connectAgain();
        assertThat(follower.poll())
                .extracting(
                        Told::operation, told -> told.json().path("DisplayName").asText())
                .containsExactly(tuple("created", "While paused"));
    }

    @Test
    void whatNobodyUsesStaysConnectedLongerThanARefreshTokenLives() {
        read();
        int before = refreshes();
        for (int day = 0; day < 16 * 7; day++) {
            time.leap(A_DAY.minus(AWAKE));
            wake(AWAKE);
            assertThat(kept().refreshed()).isAfter(time.now().minus(Duration.ofDays(8)));
        }
        assertThat(refreshes()).isGreaterThanOrEqualTo(before + 13);
        assertThat(read().getException()).isNull();
        assertThat(events).isEmpty();
    }

    @Test
    void withoutKeepAliveItEndsAfterAHundredDays() {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.stop();
        component.setKeepAlive(0);
        component.start();
        read();
        int before = refreshes();
        pass(Duration.ofDays(102));
        assertThat(refreshes()).isEqualTo(before);
        assertThat(read().getException()).isInstanceOf(QuickBooksAuthenticationException.class);
    }

    @Test
    void theEndAfterFiveYearsIsToldThirtySevenAndOneDayAhead() {
        read();
        Instant end = kept().hardExpires();
        assertThat(end).isEqualTo(START.plus(Duration.ofDays(5 * 365)));
        goTo(end.minus(Duration.ofDays(31)));
        assertThat(events).isEmpty();
        assertThat(state().state()).isEqualTo(Status.CONNECTED);
        List<Map.Entry<Integer, Integer>> daysAndWarnings =
                List.of(entry(29, 1), entry(8, 1), entry(6, 2), entry(2, 2), entry(0, 3));
        for (Map.Entry<Integer, Integer> step : daysAndWarnings) {
            goTo(end.minus(Duration.ofDays(step.getKey())).minus(Duration.ofHours(3)));
            assertThat(events).as(step + " days before").hasSize(step.getValue());
            assertThat(state().state()).isEqualTo(Status.EXPIRING);
        }
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getKind()).isEqualTo(Kind.EXPIRING);
            assertThat(event.getEnd()).isEqualTo(end);
        });
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        goTo(end.plus(Duration.ofHours(2)));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(read().getException()).isInstanceOf(QuickBooksAuthenticationException.class);
        assertThat(state().state()).isEqualTo(Status.RECONNECT_NEEDED);
        assertThat(health().getMessage().orElse("")).contains(REALM);
    }

    private CompanyConnection state() {
        return tokens().states().of(REALM);
    }

    private void goTo(Instant when) {
        pass(Duration.between(time.now(), when));
    }

    private HealthCheck.Result health() {
        HealthCheckHelper.getHealthCheckRegistry(context).setExposureLevel("full");
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getCheck().getId().equals("quickbooks-connections"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void healthIsUpWhileThereIsNothingToConnect() {
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health().getCheck().isLiveness()).isFalse();
    }

    @Test
    void aRefreshDoesNotBringBackWhatWasDisconnected() {
        read();
        Token before = kept();
        tokens().disconnect(REALM).toCompletableFuture().join();
        assertThat(tokens().store().list()).isEmpty();
        assertThat(kinds()).containsExactly(Kind.DISCONNECTED);
        assertThat(read().getException())
                .isInstanceOf(QuickBooksAuthenticationException.class)
                .hasMessageContaining("There are no tokens for the company");
        assertThat(tokens().store().list()).isEmpty();
        // It was ended at QuickBooks too.
        tokens().store().save(before);
        pass(Duration.ofHours(2));
        assertThat(read().getException()).hasMessageContaining("Token revoked");
    }

    @Test
    void aDisconnectThatQuickBooksDidNotHearIsNone() {
        read();
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).path("*/revoke"));
        var disconnect = tokens().disconnect(REALM).toCompletableFuture();
        time.runWhile(() -> !disconnect.isDone(), () -> false);
        assertThat(disconnect).isCompletedExceptionally();
        assertThat(tokens().store().list()).containsExactly(REALM);
        assertThat(read().getException()).isNull();
    }

    @Test
    void theClockOfThisMachineMayBeWrong() {
        for (int minutes : List.of(-45, -10, 10, 45)) {
            sandbox().clock().set(time.now().plus(Duration.ofMinutes(minutes)));
            assertThat(read().getException()).isNull();
            pass(Duration.ofMinutes(50));
            sandbox().clock().set(time.now().plus(Duration.ofMinutes(minutes)));
            assertThat(read().getException()).isNull();
        }
        assertThat(events).isEmpty();
    }
}
