package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.throttle.ReadUse;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

/** The bill for reading: what is counted, for whom, and what happens when it grows. */
class ReadMeterTest extends RouteTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-29T12:00:00Z"), now -> {});
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<QuickBooksReadBudgetEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getRegistry().bind("meters", meters);
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof QuickBooksReadBudgetEvent budget) {
                    events.add(budget);
                }
            }
        });
        return context;
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
        component.setReadBudget(10);
        component.setReadBudgetAction(QuickBooksComponent.ReadBudgetAction.HOLD);
        component.setReadBudgetHoldAt(100);
    }

    private Exchange read(String priority) {
        return send("quickbooks:read/Customer?priority=" + priority, customerId());
    }

    private void reads(int number) {
        for (int i = 0; i < number; i++) {
            assertThat(read("interactive").getException()).isNull();
        }
    }

    private ReadUse use() {
        return use(component());
    }

    private static ReadUse use(QuickBooksComponent of) {
        return of.runtime().client().readUseNow().toCompletableFuture().join();
    }

    /** What is being written is written before: else the database would be taken for silent, and asked again. */
    private void pass(Duration distance) {
        eventually(() -> component().runtime().state().isIdle());
        time.advance(distance, () -> false);
        eventually(() -> component().runtime().state().isIdle());
    }

    @Test
    void readsAreCountedByEndpointAndWritesAreFree() {
        reads(1);
        send("quickbooks:query", "select * from Customer");
        send("quickbooks:create/Customer", json("{`DisplayName`:`Free`}"));
        send("quickbooks:report/TrialBalance", null);
        assertThat(use().used()).isEqualTo(3);
        assertThat(use().byCompany()).containsOnly(Map.entry(REALM, 3L));
        assertThat(use().byEndpoint())
                .containsOnlyKeys("read/Customer", "query", "report/TrialBalance")
                .containsEntry("read/Customer", 1L);
        assertThat(meters.get("camel.quickbooks.reads.metered")
                        .tag("endpoint", "report/TrialBalance")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("camel.quickbooks.reads.month").gauge().value()).isEqualTo(3);
        assertThat(meters.get("camel.quickbooks.reads.budget").gauge().value()).isEqualTo(10);
    }

    @Test
    void jmxShowsThem() throws Exception {
        String canada = QuickBooksSandbox.CANADA_REALM;
        connect(canada);
        reads(3);
        answer(send("quickbooks:query", "select * from Item maxresults 1", QuickBooksConstants.REALM_ID, canada));
        answer(send("quickbooks:create/Customer", json("{`DisplayName`:`Free`}")));
        assertThat(operate("readsByCompany")).isEqualTo(Map.of(REALM, 3L, canada, 1L));
        assertThat(operate("readsByEndpoint")).isEqualTo(Map.of("read/Customer", 3L, "query", 1L));
        assertThat(JMX.getAttribute(control(), "ReadsThisMonth")).isEqualTo(4L);
        assertThat(JMX.getAttribute(control(), "ReadBudget")).isEqualTo(10L);
        // Two and a half days are left of March, and a day is assumed to have passed.
        assertThat(JMX.getAttribute(control(), "ReadsForecast")).isEqualTo(14L);
    }

    @Test
    void onlyWhatWasAnsweredWith2xxIsCounted() {
        // Time stands still, and so would a second attempt.
        component().setMaxAttempts(1);
        restart();
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).method("GET").times(2));
        assertThat(read("interactive").getException()).isNotNull();
        assertThat(read("interactive").getException()).isNotNull();
        assertThat(read("interactive").getException()).isNull();
        assertThat(send("quickbooks:read/Customer", "987654").getException()).isNotNull();
        assertThat(use().used()).isEqualTo(1);
    }

    @Test
    void eachShareOfTheBudgetIsReportedOnce() {
        reads(10);
        assertThat(events).extracting(QuickBooksReadBudgetEvent::getPercent).containsExactly(50, 80, 95);
        assertThat(events).extracting(QuickBooksReadBudgetEvent::getUsed).containsExactly(5L, 8L, 10L);
        assertThat(events.get(0).getRealmId()).isNull();
        HealthCheck check = HealthCheckHelper.getHealthCheck(context, "quickbooks-connections");
        HealthCheck.Result health = check.call();
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getDetails()).containsEntry("readBudget.percent", 100);
    }

    @Test
    void bulkReadsAreRefusedAtTheShareThatIsSetAndInteractiveOnesGoOn() {
        component().setReadBudgetHoldAt(70);
        restart();
        IntStream.range(0, 7)
                .forEach(i -> assertThat(read("bulk").getException()).isNull());
        assertThat(read("bulk").getException())
                .isInstanceOf(QuickBooksThrottledException.class)
                .hasMessageContaining("refused until 2026-04-01")
                .hasMessageContaining("readBudgetHoldAt");
        assertThat(read("interactive").getException()).isNull();
    }

    @Test
    void aBulkReadOfANewProcessKnowsWhatOthersHaveCounted() {
        reads(10);
        component().stop();
        component().start();
        assertThat(read("bulk").getException()).isInstanceOf(QuickBooksThrottledException.class);
    }

    @Test
    void theCountOutlivesTheProcessAndEndsWithTheMonth() {
        reads(7);
        component().stop();
        component().start();
        assertThat(use().used()).isEqualTo(7);
        pass(Duration.ofDays(3));
        assertThat(use().used()).isZero();
        reads(2);
        assertThat(use().used()).isEqualTo(2);
    }

    @Test
    void theForecastGoesOnAsSinceTheFirstReadOfTheCompany() {
        reads(8);
        pass(Duration.ofSeconds(11));
        // Two and a half days are left of March, and half a day has passed: at least one is assumed.
        pass(Duration.ofHours(12));
        assertThat(use().forecast()).isEqualTo(8 + 16);
        pass(Duration.ofDays(1));
        assertThat(use().forecast()).isEqualTo(Math.round(8 + 8 * 24 / 36.0));
    }

    @Test
    void processesThatShareTheStateHaveOneCount() {
        reads(3);
        QuickBooksComponent second = new QuickBooksComponent(context);
        configure(second);
        second.start();
        // The first has counted ahead, so that the sum is right even if it dies now.
        assertThat(use(second).used()).isBetween(3L, 53L);
        component().stop();
        time.advance(Duration.ofMinutes(1), () -> false);
        assertThat(use(second).used()).isEqualTo(3);
        second.stop();
        component().start();
    }

    @Test
    void whereTheDatabaseCannotCountReadsGoOnAndAreCountedLater() {
        reads(1);
        use();
        try (CapturedLog log = new CapturedLog()) {
            sql("ALTER TABLE qb_metered_read RENAME TO away");
            for (int i = 0; i < 4; i++) {
                pass(Duration.ofSeconds(11));
                assertThat(read("bulk").getException()).isNull();
                use();
            }
            sql("ALTER TABLE away RENAME TO qb_metered_read");
            pass(Duration.ofSeconds(11));
            eventually(() -> use().used() == 5);
            assertThat(log.text()).containsOnlyOnce("cannot be counted");
        }
        component().stop();
        component().start();
        assertThat(use().used()).isEqualTo(5);
    }

    private void sql(String statement) {
        component().runtime().state().<Void>writeNow(connection -> {
            try (var changed = connection.createStatement()) {
                changed.execute(statement);
            }
            return null;
        });
    }
}
