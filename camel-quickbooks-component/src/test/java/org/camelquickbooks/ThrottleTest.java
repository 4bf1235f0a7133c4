package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.outbox.Outbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.gate.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented limits, in virtual time on both sides: the sandbox counts exactly, and refuses the one too many. */
class ThrottleTest extends RouteTest {

    private static final Instant START = Instant.parse("2026-03-10T09:00:00Z");

    private final AtomicInteger pending = new AtomicInteger();
    private List<QuickBooksLimitEvent> events;
    private VirtualTime time;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        sandbox().clock().freeze();
        time = new VirtualTime(START, now -> sandbox().clock().set(now));
        sandbox().throttle().limits(Limits.DOCUMENTED);
        CamelContext context = super.createCamelContext();
        events = limitEvents(context);
        return context;
    }

    private static final boolean LONG = "full".equals(System.getProperty("benchmark.form"));

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
        component.setRequestsPerMinute(500);
        component.setRequestsPerSecond(10);
        component.setBatchesPerMinute(40);
        component.setReportsPerMinute(200);
    }

    /** Starts a request; how many are not done is counted. */
    @Override
    CompletableFuture<Exchange> start(String uri, Object body, Map<String, Object> headers) {
        pending.incrementAndGet();
        return super.start(uri, body, headers).whenComplete((done, failure) -> pending.decrementAndGet());
    }

    /** Whether something is on its way, so that time must not move: whatever is neither waiting nor done. */
    private boolean isBusy() {
        ThrottleState state = component().runtime().client().throttleStates().get(REALM);
        // One that is done, and whose future is not told yet, is neither pending nor waiting.
        Outbox outbox = component().runtime().outbox();
        return state == null
                || state.dispatching()
                || state.inFlight() > 0
                || pending.get() == 0
                || pending.get() - outbox.waiting() + outbox.waitingRequests() != state.waiting();
    }

    private void finish(List<CompletableFuture<Exchange>> all) {
        time.runWhile(() -> !all.stream().allMatch(CompletableFuture::isDone), this::isBusy);
    }

    private int refused() {
        return sandbox().throttle().gauges().get("refused");
    }

    @Test
    void fiftyRoutesWriteForFiveMinutesWithoutOneRefusal() {
        int routes = 50;
        Instant end = START.plus(Duration.ofMinutes(5));
        AtomicInteger written = new AtomicInteger();
        AtomicInteger number = new AtomicInteger();
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int route = 0; route < routes; route++) {
            writers.add(writer(
                    "quickbooks:create/Customer?realmId=" + REALM + "&fileName=r" + route, end, written, number));
        }
        time.runWhile(() -> time.now().isBefore(end), this::isBusy);
        int done = written.get();
        time.runWhile(() -> !writers.stream().allMatch(CompletableFuture::isDone), this::isBusy);
        assertThat(refused()).isZero();
        // 500 a minute over five minutes are 2500.
        assertThat(done).isBetween(2425, 2500);
        assertThat(company().query("select count(*) from Customer where DisplayName like 'T %'"))
                .isEmpty();
    }

    /** 40 batch calls of 30 operations, and the rest of the 500 requests singly: 1,660 a minute at most. */
    @ParameterizedTest
    @ValueSource(ints = {50, 200})
    void whatIsGatheredUsesUpBothBudgets(int routes) {
        int minutes = LONG ? 30 : 4;
        Instant end = START.plus(Duration.ofMinutes(minutes));
        AtomicInteger written = new AtomicInteger();
        AtomicInteger number = new AtomicInteger();
        List<CompletableFuture<?>> writers = new ArrayList<>();
        String uri = "quickbooks:create/Customer?coalesce=true&priority=bulk&realmId=" + REALM;
        for (int route = 0; route < routes; route++) {
            writers.add(writer(uri, end, written, number));
        }
        List<Integer> byHalfMinute = new ArrayList<>(List.of(0));
        while (time.now().isBefore(end)) {
            time.advance(Duration.ofSeconds(30), this::isBusy);
            byHalfMinute.add(written.get());
        }
        time.runWhile(() -> !writers.stream().allMatch(CompletableFuture::isDone), this::isBusy);
        assertThat(refused()).isZero();
        for (int i = 4; i < byHalfMinute.size(); i++) {
            assertThat(byHalfMinute.get(i) - byHalfMinute.get(i - 4))
                    .as("two minutes that end after %s s, of 3320: %s", 30 * i, byHalfMinute)
                    .isGreaterThanOrEqualTo(3320 * 97 / 100);
        }
    }

    @Test
    void whatIsGatheredWaitsNoLongerThanMaxWait() {
        component().runtime().client().pause(REALM);
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(start(
                    "quickbooks:create/Customer?coalesce=true", json("{`DisplayName`:`Paused " + i + "`}"), Map.of()));
        }
        Instant begun = time.now();
        finish(all);
        assertThat(Duration.between(begun, time.now()))
                .isLessThan(Duration.ofMillis(component().getMaxWait()).plusSeconds(2));
        assertThat(all).allSatisfy(done -> assertThat(done.join().getException())
                .isInstanceOf(QuickBooksThrottledException.class)
                .hasMessageContaining("paused"));
    }

    /** The first minute is spaced evenly, since nobody knows what another process sent before. */
    @Test
    void afterAQuietMinuteABurstRunsAtTheLimitOfASecond() {
        finish(List.of(start("quickbooks:read/Customer", customerId(), Map.of())));
        time.advance(Duration.ofMinutes(2), () -> false);
        Instant begun = time.now();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(start("quickbooks:read/Customer", customerId(), Map.of()));
        }
        finish(all);
        assertThat(refused()).isZero();
        assertThat(all)
                .allSatisfy(done -> assertThat(done.join().getException()).isNull());
        assertThat(Duration.between(begun, time.now())).isLessThan(Duration.ofSeconds(34));
    }

    @Test
    void whatIsInteractiveHasAReserveWhenBulkHasUsedUpTheMinute() {
        Instant end = START.plus(Duration.ofMinutes(3));
        AtomicInteger written = new AtomicInteger();
        AtomicInteger number = new AtomicInteger();
        List<CompletableFuture<?>> writers = new ArrayList<>();
        for (int route = 0; route < 40; route++) {
            writers.add(writer("quickbooks:create/Customer?priority=bulk&realmId=" + REALM, end, written, number));
        }
        while (time.now().isBefore(end)) {
            time.advance(Duration.ofSeconds(7), this::isBusy);
            Instant asked = time.now();
            finish(List.of(start("quickbooks:read/Customer", customerId(), Map.of())));
            assertThat(Duration.between(asked, time.now())).isLessThan(Duration.ofSeconds(1));
        }
        time.runWhile(() -> !writers.stream().allMatch(CompletableFuture::isDone), this::isBusy);
        assertThat(refused()).isZero();
    }

    /** One route: writes, and when that is done writes again, until the end. */
    private CompletableFuture<?> writer(String uri, Instant end, AtomicInteger written, AtomicInteger number) {
        if (!time.now().isBefore(end)) {
            return CompletableFuture.completedFuture(null);
        }
        return start(uri, json("{`DisplayName`:`T " + number.incrementAndGet() + "`}"), Map.of())
                .thenCompose(exchange -> {
                    if (exchange.getException() == null) {
                        written.incrementAndGet();
                    }
                    return writer(uri, end, written, number);
                });
    }

    @Test
    void interactiveGoesAheadOfBulk() {
        List<String> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(start("quickbooks:read/Customer?priority=bulk", customerId(), Map.of())
                    .whenComplete((e, f) -> order.add("bulk")));
        }
        for (int i = 0; i < 5; i++) {
            all.add(start(
                            "quickbooks:read/Customer?priority=bulk",
                            customerId(),
                            Map.of(QuickBooksConstants.PRIORITY, "interactive"))
                    .whenComplete((e, f) -> order.add("interactive")));
        }
        finish(all);
        assertThat(order.subList(0, 10).stream().filter("interactive"::equals)).hasSize(5);
        assertThat(send("quickbooks:read/Customer", "1", QuickBooksConstants.PRIORITY, "urgent")
                        .getException())
                .hasMessageContaining("interactive or bulk");
    }

    @Test
    void anEndpointThatAsksOftenDoesNotCrowdOutOneThatAsksSeldom() {
        List<String> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(start("quickbooks:read/Customer?fileName=often", customerId(), Map.of())
                    .whenComplete((e, f) -> order.add("often")));
        }
        for (int i = 0; i < 5; i++) {
            all.add(start("quickbooks:read/Customer?fileName=seldom", customerId(), Map.of())
                    .whenComplete((e, f) -> order.add("seldom")));
        }
        finish(all);
        assertThat(order.lastIndexOf("seldom")).isLessThan(20);
    }

    @Test
    void batchesAndReportsHaveLimitsOfTheirOwnAndHoldUpNobodyElse() {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        List<Instant> plain = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(start(
                    "quickbooks:batch",
                    "[{\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"BT " + i + "\"}}]",
                    Map.of()));
        }
        for (int i = 0; i < 60; i++) {
            all.add(start("quickbooks:report/TrialBalance", null, Map.of()));
            all.add(start("quickbooks:read/Customer", customerId(), Map.of())
                    .whenComplete((e, f) -> plain.add(time.now())));
        }
        finish(all);
        assertThat(refused()).isZero();
        assertThat(all)
                .allSatisfy(done -> assertThat(done.join().getException()).isNull());
        assertThat(plain).allSatisfy(at -> assertThat(at).isBefore(START.plusSeconds(60)));
    }

    @Test
    void aThrottledCompanyIsLeftAloneUntilItsTimeHasCome() {
        sandbox().faults().order(FaultOrder.of(Effect.THROTTLE).retryAfter(30).times(1));
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(start("quickbooks:read/Customer", customerId(), Map.of()));
        }
        finish(all);
        assertThat(all)
                .allSatisfy(done -> assertThat(done.join().getException()).isNull());
        assertThat(time.now()).isAfterOrEqualTo(START.plusSeconds(30));
        assertThat(sandbox().requests().find(r -> r.status() == 429)).hasSize(1);
        assertThat(events).anySatisfy(event -> assertThat(event.getLimit()).isEqualTo("throttled"));
    }

    @Test
    void withoutARetryAfterItIsAboutAMinute() {
        sandbox().faults().throttleNext(1);
        finish(List.of(start("quickbooks:read/Customer", customerId(), Map.of())));
        assertThat(time.now()).isBetween(START.plusSeconds(60), START.plusSeconds(67));
    }

    @Test
    void aRetryAfterMayBeADate() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                START.plusSeconds(45).atOffset(ZoneOffset.UTC));
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean first = calls.incrementAndGet() == 1;
            byte[] body = "{\"Customer\":{\"Id\":\"7\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", date);
            exchange.sendResponseHeaders(first ? 429 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            component().stop();
            component().setBaseUrl("http://localhost:" + server.getAddress().getPort());
            component().start();
            finish(List.of(start("quickbooks:read/Customer", "7", Map.of())));
        } finally {
            server.stop(0);
        }
        assertThat(calls).hasValue(2);
        assertThat(time.now()).isBetween(START.plusSeconds(45), START.plusSeconds(46));
    }

    /** No time is so long, and adding it to a clock fails. */
    @Test
    void aRetryAfterWithoutMeasureIsCappedAndLeaksNoPlace() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean first = calls.incrementAndGet() == 1;
            byte[] body = "{\"Customer\":{\"Id\":\"7\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", Long.toString(Long.MAX_VALUE));
            exchange.sendResponseHeaders(first ? 429 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            component().stop();
            component().setBaseUrl("http://localhost:" + server.getAddress().getPort());
            component().setMaxConcurrentRequests(1);
            component().setMaxRetryAfter(120_000);
            component().start();
            CompletableFuture<Exchange> read = start("quickbooks:read/Customer", "7", Map.of());
            finish(List.of(read));
            assertThat(read.join().getException()).isNull();
        } finally {
            server.stop(0);
        }
        assertThat(calls).hasValue(2);
        assertThat(time.now()).isBetween(START.plusSeconds(120), START.plusSeconds(121));
        assertThat(component().runtime().client().throttleState(REALM).inFlight())
                .isZero();
    }

    @Test
    void aClockThatJumpsBackKeepsNobodyOut() {
        ShiftedTime clock = new ShiftedTime(time, Duration.ZERO);
        component().stop();
        component().setTime(clock);
        component().start();
        sandbox().faults().order(FaultOrder.of(Effect.THROTTLE).retryAfter(30).times(1));
        CompletableFuture<Exchange> read = start("quickbooks:read/Customer", customerId(), Map.of());
        time.runWhile(() -> sandbox().requests().find(r -> r.status() == 429).isEmpty(), this::isBusy);
        clock.shift(Duration.ofDays(-1));
        finish(List.of(read));
        assertThat(read.join().getException()).isNull();
        assertThat(time.now()).isBetween(START.plusSeconds(30), START.plusSeconds(31));
    }

    @Test
    void aCompanyThatNothingIsAskedOfIsLetGo() {
        finish(List.of(start("quickbooks:read/Customer", customerId(), Map.of())));
        assertThat(component().runtime().client().throttleStates()).containsKey(REALM);
        time.advance(Duration.ofMinutes(11), () -> false);
        assertThat(component().runtime().client().throttleStates()).isEmpty();
    }

    @Test
    void tooManyWaitingAndTooLongWaitingAreClearErrors() {
        QuickBooksComponent component = component();
        component.stop();
        component.setMaxQueueSize(20);
        component.setMaxWait(2_000);
        component.start();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(start("quickbooks:read/Customer", customerId(), Map.of()));
        }
        finish(all);
        assertThat(all.stream().map(done -> done.join().getException()).filter(e -> e != null))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e).isInstanceOf(QuickBooksThrottledException.class))
                .anySatisfy(e -> assertThat(e).hasMessageContaining("option maxQueueSize"))
                .anySatisfy(e -> assertThat(e).hasMessageContaining("option maxWait"));
        assertThat(refused()).isZero();
    }

    @Test
    void fourFifthsOfALimitAreTold() {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            all.add(start("quickbooks:read/Customer", customerId(), Map.of()));
        }
        finish(all);
        assertThat(events.stream().filter(e -> e.getLimit().equals("requestsPerMinute")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getUsed()).isEqualTo(400);
                    assertThat(event.getAllowed()).isEqualTo(500);
                    assertThat(event.getRealmId()).isEqualTo(REALM);
                });
    }
}
