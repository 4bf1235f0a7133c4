package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

/** What Micrometer has to say of QuickBooks. */
class MetricsTest extends RouteTest {

    private static final String PREFIX = "camel.quickbooks.";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.getCamelContext().getRegistry().bind("meters", meters);
        useRefreshToken(component);
        component.setMetricsCompanyTag(false);
    }

    private double count(String name, String... tags) {
        return meters.get(PREFIX + name).tags(tags).counter().count();
    }

    private double gauge(String name, String... tags) {
        return meters.get(PREFIX + name).tags(tags).gauge().value();
    }

    private long calls(String... tags) {
        return meters.get(PREFIX + "calls").tags(tags).timer().count();
    }

    @Test
    void callsAreCountedByWhatBecameOfThem() {
        send("quickbooks:create/Invoice", invoice("M-1", "10.00"));
        send("quickbooks:create/Invoice", json("{`CustomerRef`:{`value`:`" + customerId() + "`}}"));
        send("quickbooks:query", "select * from Customer maxresults 1");
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).method("POST").times(100));
        component().setMaxAttempts(2);
        restart();
        send("quickbooks:create/Invoice", invoice("M-2", "10.00"));
        assertThat(calls("operation", "create", "entity", "Invoice", "outcome", "success"))
                .isEqualTo(1);
        assertThat(calls("operation", "create", "entity", "Invoice", "outcome", "refused"))
                .isEqualTo(1);
        assertThat(calls("operation", "create", "entity", "Invoice", "outcome", "unavailable"))
                .isEqualTo(1);
        assertThat(calls("operation", "query", "outcome", "success")).isEqualTo(1);
        assertThat(count("retries")).isEqualTo(1);
        assertThat(count("faults", "code", "2020")).isEqualTo(1);
        assertThat(count("faults", "status", "502")).isEqualTo(2);
        assertThat(meters.get(PREFIX + "wait").timer().count()).isEqualTo(5);
    }

    @Test
    void theUseOfEachLimitIsAShare() {
        component().setRequestsPerMinute(500);
        component().setBatchesPerMinute(40);
        restart();
        IntStream.range(0, 5).forEach(i -> send("quickbooks:read/Customer", customerId()));
        assertThat(gauge("limit.requests")).isEqualTo(5);
        assertThat(gauge("limit.use", "limit", "requests")).isEqualTo(0.01);
        assertThat(gauge("limit.use", "limit", "batches")).isZero();
        assertThat(gauge("throttled.now")).isZero();
        sandbox().faults().order(FaultOrder.of(Effect.THROTTLE).retryAfter(3600).times(1));
        component().setMaxAttempts(1);
        restart();
        send("quickbooks:read/Customer", customerId());
        assertThat(gauge("throttled.now")).isEqualTo(1);
        assertThat(calls("operation", "read", "outcome", "throttled")).isEqualTo(1);
    }

    @Test
    void tokensHaveATimeToLive() {
        send("quickbooks:read/Customer", customerId());
        assertThat(gauge("token.seconds")).isBetween(3_000.0, 3_600.0);
        assertThat(count("refreshes")).isEqualTo(1);
    }

    @Test
    void batchCallsTellHowFullTheyAre() {
        component().setCoalesceAt(0);
        restart();
        var sent = IntStream.range(0, 30)
                .mapToObj(i -> start("quickbooks:create/Invoice?coalesce=true", invoice("B-" + i, "1.00"), Map.of()))
                .toList();
        sent.forEach(exchange -> assertThat(exchange.join().getException()).isNull());
        var gathered =
                meters.get(PREFIX + "batch.items").tag("gathered", "true").summary();
        assertThat(gathered.totalAmount()).isEqualTo(30);
        assertThat(gathered.max()).isGreaterThan(1);
    }

    @Test
    void theLagIsHowLongAgoACompanyWasReadToItsEnd() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&cursorName=crm");
        follower.poll();
        assertThat(gauge("cdc.lag", "cursor", "crm")).isBetween(0.0, 60.0);
        company().create("Customer", "{\"DisplayName\":\"Lagging\"}");
        follower.failOn(told -> true);
        double before = component()
                .runtime()
                .progress()
                .lags(REALM, component().runtime().time().now())
                .get("crm")
                .toNanos();
        follower.poll();
        // A poll that came to nothing does not make it less.
        assertThat((double) component()
                        .runtime()
                        .progress()
                        .lags(REALM, component().runtime().time().now())
                        .get("crm")
                        .toNanos())
                .isGreaterThanOrEqualTo(before);
    }

    @Test
    void webhooksAreCounted() throws Exception {
        int port = serve();
        Follower.started(context, "quickbooks:webhook?webhookVerifyToken=token&failed=retry");
        HttpResponse<Void> refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/quickbooks/webhook"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(count("webhook.refused", "status", "403")).isEqualTo(1);
        assertThat(gauge("webhook.backlog")).isZero();
    }

    @Test
    void companiesHaveATagOnlyWhereThatIsAskedFor() {
        send("quickbooks:read/Customer", customerId());
        assertThat(realmTags()).isEmpty();
        component().setMetricsCompanyTag(true);
        restart();
        send("quickbooks:read/Customer", customerId());
        assertThat(realmTags()).containsOnly(REALM);
        assertThat(gauge("limit.requests", "realm", REALM)).isEqualTo(1);
    }

    private Stream<String> realmTags() {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("realm"))
                .filter(tag -> tag != null);
    }

    @Test
    void aComponentThatStartsAgainIsLookedAtAnew() {
        send("quickbooks:read/Customer", customerId());
        restart();
        assertThat(gauge("limit.requests")).isZero();
        Exchange again = send("quickbooks:read/Customer", customerId());
        assertThat(again.getException()).isNull();
        assertThat(gauge("limit.requests")).isEqualTo(1);
    }
}
