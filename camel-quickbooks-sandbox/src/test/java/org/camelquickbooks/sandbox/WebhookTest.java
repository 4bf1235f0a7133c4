package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.webhook.Delivery;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks, on a clock that is moved by hand. */
class WebhookTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    /** A post as it arrived. */
    private record Post(byte[] body, String signature) {
        JsonNode json() {
            return Json.read(body);
        }
    }

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private volatile int answer = 200;
    private HttpServer endpoint;
    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void listen() throws IOException {
        sandbox = SANDBOX.sandbox();
        sandbox.clock().freeze();
        client = Client.of(sandbox);
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
            posts.add(new Post(body, exchange.getRequestHeaders().getFirst("intuit-signature")));
        });
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    private String url() {
        return "http://localhost:" + endpoint.getAddress().getPort() + "/hook";
    }

    private Post next() throws InterruptedException {
        Post post = posts.poll(3, TimeUnit.MINUTES);
        assertThat(post).as("a webhook, waited for over three minutes").isNotNull();
        return post;
    }

    /** Moves the clock, and waits for deliveries that are under way to be over. */
    private void advance(Duration duration) {
        sandbox.clock().advance(duration);
        sandbox.deliverWebhooks();
    }

    /** Waits until the last delivery has come so far. */
    private void settle(String state) {
        Eventually.holds("a last delivery that is " + state, () -> lastState().equals(state), this::lastState);
    }

    private String lastState() {
        List<Delivery> deliveries = sandbox.webhooks().deliveries();
        return deliveries.isEmpty()
                ? "NONE"
                : deliveries.get(deliveries.size() - 1).state().name();
    }

    private String customer(String name) {
        return client.create("customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    @Test
    void cloudEventsOfSeveralCompaniesComeInOneSignedPost() throws Exception {
        client.admin("POST", "webhooks", "{\"url\":\"" + url() + "\",\"format\":\"cloudevents\"}");
        String id = customer("Told");
        String other = new Client(sandbox, QuickBooksSandbox.CANADA_REALM)
                .create("customer", "{\"DisplayName\":\"Aussi\"}")
                .path("Id")
                .asText();

        advance(Duration.ofMillis(4_999));
        assertThat(posts).isEmpty();
        advance(Duration.ofMillis(1));

        Post post = next();
        JsonNode events = post.json();
        assertThat(events).hasSize(2);
        assertThat(events.at("/0/type").asText()).isEqualTo("qbo.customer.created.v1");
        assertThat(events.at("/0/intuitentityid").asText()).isEqualTo(id);
        assertThat(events.at("/0/intuitaccountid").asText()).isEqualTo(QuickBooksSandbox.US_REALM);
        assertThat(events.at("/1/intuitentityid").asText()).isEqualTo(other);
        assertThat(events.at("/1/intuitaccountid").asText()).isEqualTo(QuickBooksSandbox.CANADA_REALM);
        assertThat(events.at("/0/specversion").asText()).isEqualTo("1.0");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sandbox-verifier-token".getBytes(), "HmacSHA256"));
        assertThat(post.signature()).isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(post.body())));
    }

    @Test
    void theLegacyFormatNamesOperations() throws Exception {
        sandbox.subscribe(Subscription.legacy(url()));
        String id = customer("Legacy");
        client.create("customer", "{\"Id\":\"" + id + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Notes\":\"n\"}");
        client.create("customer", "{\"Id\":\"" + id + "\",\"SyncToken\":\"1\",\"sparse\":true,\"Active\":false}");

        advance(Duration.ofSeconds(5));

        JsonNode notification = next().json().at("/eventNotifications/0");
        assertThat(notification.path("realmId").asText()).isEqualTo(QuickBooksSandbox.US_REALM);
        JsonNode entities = notification.at("/dataChangeEvent/entities");
        assertThat(entities.findValuesAsText("operation")).containsExactly("Create", "Update", "Delete");
        assertThat(entities.at("/0/name").asText()).isEqualTo("Customer");
        assertThat(entities.at("/0/lastUpdated").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d{4}");
    }

    @Test
    void aCurrencyHasAnotherNameInEachFormat() throws Exception {
        String legacy = sandbox.subscribe(Subscription.legacy(url())).id();
        Client canada = new Client(sandbox, QuickBooksSandbox.CANADA_REALM);
        canada.create("companycurrency", "{\"Code\":\"CHF\"}");
        advance(Duration.ofSeconds(5));
        assertThat(next().json()
                        .at("/eventNotifications/0/dataChangeEvent/entities/0/name")
                        .asText())
                .isEqualTo("Currency");

        client.admin("DELETE", "webhooks/" + legacy, null);
        sandbox.subscribe(Subscription.cloudEvents(url()));
        canada.create("companycurrency", "{\"Code\":\"SEK\"}");
        advance(Duration.ofSeconds(5));
        assertThat(next().json().at("/0/type").asText()).isEqualTo("qbo.companycurrency.created.v1");
    }

    @Test
    void voidsAndEmailsAreToldAsSuch() throws Exception {
        sandbox.subscribe(
                new Subscription(null, url(), Subscription.Format.CLOUDEVENTS, null, null, List.of("Invoice")));
        String invoice = client.create(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":1,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}")
                .path("Id")
                .asText();
        client.post("invoice/" + invoice + "/send?sendTo=a%40b.example", "application/octet-stream", new byte[0]);
        client.create("invoice?operation=void", "{\"Id\":\"" + invoice + "\",\"SyncToken\":\"1\"}");

        advance(Duration.ofSeconds(5));

        assertThat(next().json().findValuesAsText("type"))
                .containsExactly("qbo.invoice.created.v1", "qbo.invoice.emailed.v1", "qbo.invoice.void.v1");
    }

    @Test
    void whatFailsIsTriedAgainAtGrowingDistance() throws Exception {
        sandbox.subscribe(Subscription.cloudEvents(url()));
        answer = 503;
        customer("Retried");
        advance(Duration.ofSeconds(5));
        next();
        settle("WAITING");
        advance(Duration.ofSeconds(9));
        assertThat(sandbox.webhooks().deliveries().get(0).attempts()).isEqualTo(1);

        answer = 200;
        advance(Duration.ofSeconds(1));
        next();
        settle("DELIVERED");
        assertThat(sandbox.webhooks().deliveries().get(0).attempts()).isEqualTo(2);
    }

    @Test
    void anEndpointThatKeepsFailingIsBlacklisted() throws Exception {
        String id = sandbox.subscribe(Subscription.cloudEvents(url())).id();
        answer = 500;
        for (int i = 0; i < 2; i++) {
            client = Client.of(sandbox);
            customer("Blacklisted " + i);
            advance(Duration.ofSeconds(5));
            for (int attempt = 0; attempt < 12; attempt++) {
                next();
                settle(blacklistedBy(i, attempt) ? "DROPPED" : "WAITING");
                if (blacklistedBy(i, attempt)) {
                    break;
                }
                advance(Duration.ofHours(7));
            }
        }
        assertThat(sandbox.webhooks().isBlacklisted(id)).isTrue();
        assertThat(client.admin("GET", "webhooks", null)
                        .json()
                        .at("/subscriptions/0/blacklisted")
                        .asBoolean())
                .isTrue();
        client = Client.of(sandbox);
        customer("Unheard");
        advance(Duration.ofSeconds(5));
        assertThat(posts).isEmpty();
    }

    /** The twelfth attempt is the last, and after twenty failures there is no more. */
    private static boolean blacklistedBy(int post, int attempt) {
        return attempt == 11 || post * 12 + attempt + 1 == 20;
    }

    @Test
    void aPostHoldsAHundredEvents() throws Exception {
        sandbox.subscribe(Subscription.cloudEvents(url()));
        for (int i = 0; i < 101; i++) {
            sandbox.company().create("Customer", "{\"DisplayName\":\"Of many " + i + "\"}");
        }
        advance(Duration.ofSeconds(5));
        assertThat(List.of(next().json().size(), next().json().size())).containsExactlyInAnyOrder(100, 1);
    }

    @Test
    void aTemplateMakesItsTransactionWhenItsDayComes() throws Exception {
        sandbox.subscribe(
                new Subscription(null, url(), Subscription.Format.CLOUDEVENTS, null, null, List.of("Invoice")));
        int before = sandbox.company().count("Invoice");
        String today = sandbox.clock()
                .instant()
                .atZone(sandbox.company().profile().zone())
                .toLocalDate()
                .toString();
        client.create(
                "recurringtransaction",
                "{\"Invoice\":{\"CustomerRef\":{\"value\":\"1\"},\"RecurringInfo\":{\"Name\":\"Monthly"
                        + " care\",\"RecurType\":\"Automated\","
                        + "\"ScheduleInfo\":{\"IntervalType\":\"Monthly\",\"NumInterval\":1,\"StartDate\":\"" + today
                        + "\"}},\"Line\":[{\"Amount\":12.50,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
                        + "{\"ItemRef\":{\"value\":\"1\"}}}]}}");
        advance(Duration.ofSeconds(1));
        assertThat(sandbox.company().count("Invoice")).isEqualTo(before + 1);
        advance(Duration.ofDays(32));
        assertThat(sandbox.company().count("Invoice")).isEqualTo(before + 2);
        advance(Duration.ofSeconds(5));
        assertThat(next().json().findValuesAsText("type")).containsOnly("qbo.invoice.created.v1");
        client = Client.of(sandbox);
        assertThat(client.rows("RecurringTransaction", "select * from RecurringTransaction where Type = 'Invoice'"))
                .hasSize(1);
        assertThat(client.rows("RecurringTransaction", "select * from RecurringTransaction where Type = 'Bill'"))
                .hasSize(2);
    }

    @Test
    void webhooksAreLostDoubledReorderedAndDelayedOnOrder() throws Exception {
        sandbox.subscribe(Subscription.cloudEvents(url()));
        List<String> outcomes = new ArrayList<>();
        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_LOST).times(1));
        customer("Lost");
        advance(Duration.ofSeconds(5));
        settle("LOST");

        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_DOUBLED).times(1));
        customer("Doubled");
        advance(Duration.ofSeconds(5));
        assertThat(next().body()).isEqualTo(next().body());

        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_REORDERED).times(1));
        String first = customer("First");
        String second = customer("Second");
        advance(Duration.ofSeconds(5));
        next().json().forEach(e -> outcomes.add(e.path("intuitentityid").asText()));
        assertThat(outcomes).containsExactly(second, first);

        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_DELAYED).times(1).millis(60_000));
        customer("Delayed");
        advance(Duration.ofSeconds(5));
        assertThat(posts).isEmpty();
        advance(Duration.ofSeconds(60));
        next();
    }

    @Test
    void subscriptionsAreChecked() {
        assertThat(client.admin("POST", "webhooks", "{\"url\":\"ftp://x\"}").status())
                .isEqualTo(400);
        assertThat(client.admin("POST", "webhooks", "{\"format\":\"legacy\"}").text())
                .contains("url");
        client.admin("POST", "webhooks", "{\"url\":\"" + url() + "\",\"windowSeconds\":60}");
        assertThat(client.admin("DELETE", "webhooks/1", null).status()).isEqualTo(204);
        assertThat(client.admin("DELETE", "webhooks/1", null).status()).isEqualTo(404);
    }
}
