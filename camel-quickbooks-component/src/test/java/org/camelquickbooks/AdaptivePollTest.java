package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Polls become rare while webhooks announce what changes, and frequent when one was missed. The scheduler is the test. */
class AdaptivePollTest extends RouteTest {

    private static final String TOKEN = "sandbox-verifier-token";
    /** By its own clock. */
    private static final Duration LONGEST_TEST = Duration.ofHours(4);

    private static final String CDC =
            "quickbooks:cdc?entities=Customer,Vendor&webhook=true&webhookDelay=1" + "&webhookVerifyToken=" + TOKEN;

    private final VirtualTime time = new VirtualTime(start(), now -> {});
    private int port;

    /** About now. The reads of a month are counted, and no test goes on into the next. */
    private static Instant start() {
        Instant now = Instant.now();
        return YearMonth.from(now.atOffset(ZoneOffset.UTC))
                        .equals(YearMonth.from(now.plus(LONGEST_TEST).atOffset(ZoneOffset.UTC)))
                ? now
                : now.minus(LONGEST_TEST);
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
    }

    private Follower follow(String options) throws Exception {
        port = serve();
        Follower follower = Follower.of(context, CDC + options);
        sandbox().webhookWindow(Duration.ZERO);
        sandbox().subscribe(Subscription.cloudEvents("http://localhost:" + port + "/quickbooks/webhook"));
        follower.poll();
        return follower;
    }

    private long counted() {
        return component()
                .runtime()
                .client()
                .readUseNow()
                .toCompletableFuture()
                .join()
                .used();
    }

    /** Lets the scheduler poll each minute; in how many of these polls QuickBooks was asked. */
    private long pollsIn(Follower follower, int minutes) {
        long before = counted();
        for (int i = 0; i < minutes; i++) {
            time.leap(Duration.ofMinutes(1));
            follower.poll();
        }
        return counted() - before;
    }

    /** A change that a webhook announces, found by the poll that the webhook wakes. */
    private void announced(Follower follower, String entity, String name) {
        company().create(entity, "{\"DisplayName\":\"" + name + "\"}");
        sandbox().deliverWebhooks();
        int told = follower.told().size();
        eventually(() -> {
            // The post arrives in its own time, and wakes the poll a moment later.
            time.advance(Duration.ofMillis(1), () -> false);
            return follower.told().size() > told;
        });
        eventually(() -> component().runtime().state().isIdle());
    }

    /** A change that nothing announces. */
    private void unannounced(String entity, String name) {
        sandbox().faults().order(FaultOrder.of(Effect.WEBHOOK_LOST).times(1));
        company().create(entity, "{\"DisplayName\":\"" + name + "\"}");
        sandbox().deliverWebhooks();
    }

    @Test
    void withoutTheOptionEachPollAsks() throws Exception {
        Follower follower = follow("");
        announced(follower, "Customer", "First");
        assertThat(pollsIn(follower, 30)).isEqualTo(30);
    }

    @Test
    void untilAWebhookArrivedEachPollAsks() throws Exception {
        Follower follower = follow("&adaptivePoll=true");
        assertThat(pollsIn(follower, 30)).isEqualTo(30);
    }

    @Test
    void whileNothingChangesThePauseDoublesUpToTheLimit() throws Exception {
        Follower follower = follow("&adaptivePoll=true&adaptivePollMaxDelay=600000");
        announced(follower, "Customer", "First");
        // After 1, 2, 4 and 8 minutes, and then each ten.
        assertThat(pollsIn(follower, 15)).isEqualTo(4);
        assertThat(pollsIn(follower, 60)).isEqualTo(6);
    }

    @Test
    void aMissedWebhookBringsTheShortPauseBackUntilOneOfTheEntityArrives() throws Exception {
        Follower follower = follow("&adaptivePoll=true&adaptivePollMaxDelay=600000");
        announced(follower, "Customer", "First");
        assertThat(pollsIn(follower, 15)).isEqualTo(4);
        unannounced("Customer", "Missed");
        try (CapturedLog log = new CapturedLog()) {
            // Found by the poll that is due after ten minutes at the latest; ten minutes later it is missed; then each
            // minute.
            assertThat(pollsIn(follower, 30)).isBetween(11L, 22L);
            assertThat(log.text()).containsOnlyOnce("No webhook has announced Customer");
        }
        assertThat(follower.told()).hasSize(2);
        assertThat(pollsIn(follower, 10)).isEqualTo(10);
        announced(follower, "Vendor", "Announced");
        assertThat(pollsIn(follower, 10)).isEqualTo(10);
        announced(follower, "Customer", "Announced again");
        assertThat(pollsIn(follower, 15)).isEqualTo(4);
    }

    @Test
    void aChangeThatIsAnnouncedBeforeItCanBeReadIsLookedForAtTheShortPause() throws Exception {
        Follower follower = follow("&adaptivePoll=true&adaptivePollMaxDelay=600000");
        announced(follower, "Customer", "First");
        pollsIn(follower, 15);
        // Of an entity that is not there (yet).
        String event = WebhookTest.cloudEvent("e-1", REALM, "customer", "98765", "created")
                .replace("2026-01-10T21:31:25.179851517Z", time.now().toString());
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/quickbooks/webhook"))
                                .header("intuit-signature", WebhookTest.signature("[" + event + "]", TOKEN))
                                .POST(HttpRequest.BodyPublishers.ofString("[" + event + "]"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        time.advance(Duration.ofSeconds(1), () -> false);
        eventually(() -> component().runtime().state().isIdle());
        // The poll that the webhook wakes may be one of them.
        assertThat(pollsIn(follower, 5)).isBetween(5L, 6L);
        // After ten minutes nobody looks for it any more.
        pollsIn(follower, 10);
        assertThat(pollsIn(follower, 20)).isLessThan(5);
    }

    @Test
    void whatChangedWhileTheProcessWasDownIsNotMissed() throws Exception {
        unannouncedBeforeStart();
        Follower follower = follow("&adaptivePoll=true&startFrom=beginning");
        announced(follower, "Customer", "First");
        assertThat(pollsIn(follower, 15)).isEqualTo(4);
    }

    private static void unannouncedBeforeStart() {
        company().create("Vendor", "{\"DisplayName\":\"Early\"}");
    }

    @Test
    void whereSeveralProcessesShareTheStateEachPollAsks() throws Exception {
        Follower follower = follow("&adaptivePoll=true");
        announced(follower, "Customer", "First");
        QuickBooksComponent second = new QuickBooksComponent(context);
        configure(second);
        second.start();
        eventually(() -> {
            // The first may look for others before the second has said that it is there.
            time.advance(Duration.ofSeconds(1), () -> false);
            return component().runtime().processes() == 2;
        });
        assertThat(pollsIn(follower, 5)).isEqualTo(5);
        second.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            entities=Customer&adaptivePoll=true | set webhook=true too
            entities=Customer,TaxCode&webhook=true&webhookVerifyToken=t&adaptivePoll=true | no webhooks of TaxCode
            entities=Customer&webhook=true&webhookVerifyToken=t&adaptivePoll=true&delay=60000&adaptivePollMaxDelay=1000 | shorter than delay
            """)
    void whatCannotWorkIsRefusedWithTheReason(String options, String why) {
        assertThatThrownBy(() -> Follower.of(context, "quickbooks:cdc?" + options))
                .hasStackTraceContaining(why);
    }

    @Test
    void aMaxLagThatIsShorterThanThePauseIsRefused() {
        component().setMaxLag(60_000);
        assertThatThrownBy(() -> Follower.of(context, CDC + "&adaptivePoll=true"))
                .hasStackTraceContaining("adaptivePollMaxDelay=3600000 is longer than the component's maxLag=60000");
    }
}
