package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.camelquickbooks.client.webhook.EventJournal;
import org.camelquickbooks.client.webhook.MemoryEventJournal;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks come in over real HTTP, from the sandbox and from strangers. */
class WebhookTest extends RouteTest {

    private static final String TOKEN = "sandbox-verifier-token";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The ways in. */
    enum Server {
        /** camel-platform-http-main, which is Vert.x. */
        PLATFORM_HTTP {
            @Override
            String from(WebhookTest test, String options) throws Exception {
                MainHttpServer server = new MainHttpServer();
                server.setCamelContext(test.context);
                server.setHost("localhost");
                server.setPort(test.port);
                test.context.addService(server);
                return "quickbooks:webhook?webhookPath=/hook&webhookVerifyToken=" + TOKEN + options;
            }
        },
        /** camel-webhook over Undertow. */
        UNDERTOW {
            @Override
            String from(WebhookTest test, String options) {
                assumeTrue(
                        undertowRuns(),
                        "camel-undertow of Camel 4.22 is not in the registry, and that of 4.18 does not run on 4.22");
                return "webhook:quickbooks:webhook?webhookComponentName=undertow&webhookBasePath=/&webhookPath=hook"
                        + "&webhookExternalUrl=http://localhost:" + test.port + "&webhookVerifyToken=" + TOKEN
                        + options;
            }
        };

        abstract String from(WebhookTest test, String options) throws Exception;

        private static boolean undertowRuns() {
            try {
                Class.forName("org.apache.camel.component.undertow.UndertowEndpoint")
                        .getMethods();
                return true;
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                return false;
            }
        }
    }

    private int port;
    private MockEndpoint out;

    @BeforeEach
    void freePort() {
        port = FreePort.next();
        out = getMockEndpoint("mock:out");
        sandbox().webhookWindow(Duration.ZERO);
    }

    private void route(Server server, String options) throws Exception {
        String from = server.from(this, options);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().component("undertow").host("localhost").port(port);
                from(from).routeId("hook").to("mock:out");
            }
        });
    }

    private String url() {
        return "http://localhost:" + port + "/hook";
    }

    private HttpResponse<String> post(String body, String signature) throws Exception {
        return post(url(), body, signature);
    }

    private static HttpResponse<String> post(String url, String body, String signature) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("intuit-signature", signature);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(body, signature(body, TOKEN));
    }

    static String signature(String body, String token) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    static String cloudEvent(String id, String realm, String entity, String entityId, String operation) {
        return ("{`specversion`:`1.0`,`id`:`" + id + "`,`source`:`intuit.test`,`type`:`qbo." + entity + "." + operation
                        + ".v1`,`time`:`2026-01-10T21:31:25.179851517Z`,`intuitentityid`:`" + entityId
                        + "`,`intuitaccountid`:`" + realm + "`,`data`:{}}")
                .replace('`', '"');
    }

    private List<String> summaries() {
        return out.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getHeader(QuickBooksConstants.OPERATION) + " "
                        + exchange.getMessage().getHeader(QuickBooksConstants.ENTITY) + " "
                        + exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheSandboxTellsComesToTheRoute(Server server) throws Exception {
        route(server, "");
        out.expectedMessageCount(4);
        sandbox().subscribe(Subscription.legacy(url()));
        sandbox().subscribe(Subscription.cloudEvents(url()));
        String here = company()
                .create("Customer", "{\"DisplayName\":\"Hook\"}")
                .path("Id")
                .asText();
        String there = sandbox()
                .company(QuickBooksSandbox.CANADA_REALM)
                .create("Vendor", "{\"DisplayName\":\"Crochet\"}")
                .path("Id")
                .asText();
        sandbox().deliverWebhooks();
        out.assertIsSatisfied();
        assertThat(summaries())
                .containsExactlyInAnyOrder(
                        "created Customer " + here,
                        "created Customer " + here,
                        "created Vendor " + there,
                        "created Vendor " + there);
        assertThat(out.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID))
                .contains(REALM, QuickBooksSandbox.CANADA_REALM);
        assertThat(out.getExchanges()).allSatisfy(exchange -> assertThat(
                        exchange.getMessage().getHeader(QuickBooksConstants.LAST_UPDATED_TIME))
                .isInstanceOf(Instant.class));
        await(() -> sandbox().webhooks().deliveries().stream().allMatch(delivery -> delivery.lastStatus() == 200));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotSignedIsRefusedWithoutAWord(Server server) throws Exception {
        route(server, "&maxBodySize=2000");
        out.expectedMessageCount(1);
        String event = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + "]";
        assertThat(post(event, null).statusCode()).isEqualTo(403);
        assertThat(post(event, "").statusCode()).isEqualTo(403);
        assertThat(post(event, "rubbish").statusCode()).isEqualTo(403);
        assertThat(post(event, signature(event, "another")).statusCode()).isEqualTo(403);
        assertThat(post(event + " ", signature(event, TOKEN)).statusCode()).isEqualTo(403);
        HttpResponse<String> refused = post(event, signature(event, "another"));
        assertThat(refused.body()).isEmpty();
        assertThat(refused.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().contains("camel"));
        String large = "[" + " ".repeat(3000) + "]";
        assertThat(post(large).statusCode()).isEqualTo(413);
        // A 400 to a signed post would bring it again and again.
        assertThat(post("[{]").statusCode()).isEqualTo(200);
        // Where Java's client has changed to HTTP/2 it sends no length of nothing, and a post without a length is
        // refused.
        assertThat(post("").statusCode()).isIn(200, 411);
        int get = HTTP.send(HttpRequest.newBuilder(URI.create(url())).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(get).isIn(404, 405);
        assertThat(post(event).statusCode()).isEqualTo(200);
        out.assertIsSatisfied();
    }

    @ParameterizedTest
    @EnumSource
    void anEventWithAStrangeNumberIsSetAsideAndTheOthersOfItsPostAreDelivered(Server server) throws Exception {
        route(server, "");
        out.expectedMessageCount(1);
        String good = cloudEvent("1", REALM, "invoice", "7", "created");
        for (String number : List.of("1e1000000", "1e2147483648", "NaN")) {
            String bad = cloudEvent("bad" + number, REALM, "invoice", "8", "created")
                    .replace("\"data\":{}", "\"data\":{\"x\":" + number + "}");
            assertThat(post("[" + bad + "," + good + "]").statusCode()).isEqualTo(200);
        }
        out.assertIsSatisfied();
        assertThat(summaries()).containsExactly("created Invoice 7");
    }

    @Test
    void severalTokensAreGoodWhileOneIsReplaced() throws Exception {
        route(Server.PLATFORM_HTTP, ",second");
        out.expectedMessageCount(2);
        String one = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + "]";
        String two = "[" + cloudEvent("2", REALM, "invoice", "7", "updated") + "]";
        assertThat(post(one, signature(one, TOKEN)).statusCode()).isEqualTo(200);
        assertThat(post(two, signature(two, "second")).statusCode()).isEqualTo(200);
        out.assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"afterJournal", "afterRoute", "immediately"})
    void whatIsDeliveredAgainIsNotRoutedAgain(String acknowledge) throws Exception {
        route(Server.PLATFORM_HTTP, "&acknowledge=" + acknowledge);
        out.expectedMessageCount(3);
        String both = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + ","
                + cloudEvent("2", REALM, "invoice", "7", "emailed") + "]";
        String again = "[" + cloudEvent("2", REALM, "invoice", "7", "emailed") + ","
                + cloudEvent("3", REALM, "spaceship", "8", "launched") + "]";
        assertThat(post(both).statusCode()).isEqualTo(200);
        assertThat(post(both).statusCode()).isEqualTo(200);
        assertThat(post(again).statusCode()).isEqualTo(200);
        out.assertIsSatisfied();
        assertThat(summaries()).containsExactly("created Invoice 7", "emailed Invoice 7", "launched spaceship 8");
    }

    @Test
    void afterRouteTheAnswerSaysWhatBecameOfIt() throws Exception {
        route(Server.PLATFORM_HTTP, "&acknowledge=afterRoute");
        AtomicInteger failures = new AtomicInteger(1);
        out.whenAnyExchangeReceived(exchange -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("Not now");
            }
        });
        String event = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + "]";
        assertThat(post(event).statusCode()).isEqualTo(503);
        assertThat(post(event).statusCode()).isEqualTo(200);
        assertThat(post(event).statusCode()).isEqualTo(200);
        assertThat(out.getReceivedCounter()).isEqualTo(2);
    }

    @Test
    void afterRouteAnEventWhoseRoutingBrokeOffIsRoutedWhenItIsDeliveredAgain() throws Exception {
        context.getRegistry().bind("broken", new LoggingExceptionHandler(context, WebhookTest.class) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                throw new NoClassDefFoundError("the handler was undeployed");
            }
        });
        route(Server.PLATFORM_HTTP, "&acknowledge=afterRoute&exceptionHandler=#broken");
        AtomicInteger failures = new AtomicInteger(1);
        out.whenAnyExchangeReceived(exchange -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("Not now");
            }
        });
        String event = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + "]";
        assertThat(post(event).statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(post(event).statusCode()).isEqualTo(200);
        assertThat(out.getReceivedCounter()).as("routed when it came again").isEqualTo(2);
    }

    @Test
    void afterRouteADeliveryDuringAnotherIsRefusedSinceThatMayFailYet() throws Exception {
        route(Server.PLATFORM_HTTP, "&acknowledge=afterRoute");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger failures = new AtomicInteger(1);
        out.whenAnyExchangeReceived(exchange -> {
            if (failures.getAndDecrement() > 0) {
                begun.countDown();
                goOn.await();
                throw new IllegalStateException("Not now");
            }
        });
        String event = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + "]";
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> {
            try {
                return post(event).statusCode();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        assertThat(post(event).statusCode()).isEqualTo(503);
        goOn.countDown();
        assertThat(first.join()).isEqualTo(503);
        assertThat(post(event).statusCode()).isEqualTo(200);
        assertThat(out.getReceivedCounter()).isEqualTo(2);
    }

    /** Fails when it has kept what it was given, which is there to be taken over; and when something is first done. */
    private static final class FailingJournal implements EventJournal {

        private final EventJournal journal = new MemoryEventJournal();
        private final Queue<WebhookEvent> kept = new ConcurrentLinkedQueue<>();
        private final AtomicInteger adds = new AtomicInteger(1);
        private final AtomicInteger marks = new AtomicInteger(1);

        @Override
        public List<WebhookEvent> add(String consumer, List<WebhookEvent> events, Instant now) {
            List<WebhookEvent> added = journal.add(consumer, events, now);
            if (adds.getAndDecrement() > 0) {
                kept.addAll(added);
                throw new IllegalStateException("the disk is full");
            }
            return added;
        }

        @Override
        public void done(String consumer, WebhookEvent event, Instant now) {
            if (marks.getAndDecrement() > 0) {
                throw new IllegalStateException("the disk is full");
            }
            journal.done(consumer, event, now);
        }

        @Override
        public void drop(String consumer, WebhookEvent event) {
            journal.drop(consumer, event);
        }

        @Override
        public List<WebhookEvent> takeOver(String consumer, Instant now) {
            List<WebhookEvent> taken = new ArrayList<>();
            for (WebhookEvent event = kept.poll(); event != null; event = kept.poll()) {
                taken.add(event);
            }
            return taken;
        }

        @Override
        public void leave(String consumer) {
            journal.leave(consumer);
        }

        @Override
        public void forget(Instant before) {
            journal.forget(before);
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @Test
    void whatAJournalThatFailedHasKeptIsRoutedOnceWhenItIsDeliveredAgain() throws Exception {
        component().setEventJournal(new FailingJournal());
        restart();
        route(Server.PLATFORM_HTTP, "&maxInFlight=5");
        String burst = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + ","
                + cloudEvent("2", REALM, "invoice", "8", "created") + ","
                + cloudEvent("3", REALM, "invoice", "9", "created") + "]";
        assertThat(post(burst).statusCode()).isEqualTo(503);
        out.expectedMessageCount(3);
        assertThat(post(burst).statusCode()).isEqualTo(200);
        out.assertIsSatisfied();
        // One of them could not be marked as done, which is no reason to route it or its neighbours again.
        out.reset();
        out.expectedMessageCount(1);
        assertThat(post("[" + cloudEvent("4", REALM, "invoice", "10", "created") + "]")
                        .statusCode())
                .isEqualTo(200);
        out.setAssertPeriod(1_500);
        out.assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void anErrorIsOfOneEventAndTheOthersAreRoutedOnce(int maxInFlight) throws Exception {
        context.getRegistry().bind("broken", new LoggingExceptionHandler(context, WebhookTest.class) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                throw new NoClassDefFoundError("the handler was undeployed");
            }
        });
        route(Server.PLATFORM_HTTP, "&exceptionHandler=#broken&maxInFlight=" + maxInFlight);
        AtomicInteger failures = new AtomicInteger(1);
        out.whenAnyExchangeReceived(exchange -> {
            boolean eight = "8".equals(exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID));
            if (eight && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("Not now");
            }
        });
        out.expectedMessageCount(4);
        String burst = "[" + cloudEvent("1", REALM, "invoice", "7", "created") + ","
                + cloudEvent("2", REALM, "invoice", "8", "created") + ","
                + cloudEvent("3", REALM, "invoice", "9", "created") + "]";
        assertThat(post(burst).statusCode()).isEqualTo(200);
        out.assertIsSatisfied();
        assertThat(summaries())
                .containsExactlyInAnyOrder(
                        "created Invoice 7", "created Invoice 8", "created Invoice 8", "created Invoice 9");
    }

    @Test
    void whatCameWhileNoThreadWasFreeIsRoutedWhenOneIs() throws Exception {
        ThreadPoolProfile one = new ThreadPoolProfile("QuickBooksPoll");
        one.setPoolSize(1);
        one.setMaxPoolSize(1);
        one.setMaxQueueSize(0);
        one.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        context.getExecutorServiceManager().registerThreadPoolProfile(one);
        restart();
        route(Server.PLATFORM_HTTP, "");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookPath=/other&cursorName=other&webhookVerifyToken=" + TOKEN)
                        .process(exchange -> {
                            begun.countDown();
                            goOn.await();
                        });
            }
        });
        String first = "[" + cloudEvent("0", REALM, "invoice", "6", "created") + "]";
        assertThat(post("http://localhost:" + port + "/other", first, signature(first, TOKEN))
                        .statusCode())
                .isEqualTo(200);
        begun.await();
        assertThat(post("[" + cloudEvent("1", REALM, "invoice", "7", "created") + "]")
                        .statusCode())
                .as("it is in the journal")
                .isEqualTo(200);
        goOn.countDown();
        AtomicInteger later = new AtomicInteger(8);
        Eventually.holds(
                "the event that found no thread",
                () -> {
                    String next = String.valueOf(later.getAndIncrement());
                    post("[" + cloudEvent(next, REALM, "invoice", next, "created") + "]");
                    return summaries().contains("created Invoice 7");
                },
                this::summaries);
        // Which would wait for ever for a thread that was never there.
        context.getRouteController().stopRoute("hook");
    }

    @Test
    void whatTheRouteHadNotDoneIsRoutedAfterARestart() throws Exception {
        route(Server.PLATFORM_HTTP, "");
        AtomicBoolean down = new AtomicBoolean(true);
        out.whenAnyExchangeReceived(exchange -> {
            if (down.get()) {
                throw new IllegalStateException("The receiver is down");
            }
        });
        // A second later both come again.
        out.expectedMinimumMessageCount(2);
        assertThat(post("[" + cloudEvent("1", REALM, "invoice", "7", "created") + ","
                                + cloudEvent("2", REALM, "invoice", "8", "created") + "]")
                        .statusCode())
                .isEqualTo(200);
        out.assertIsSatisfied();
        context.getRouteController().stopRoute("hook");
        down.set(false);
        int before = out.getReceivedCounter();
        out.expectedMessageCount(before + 2);
        context.getRouteController().startRoute("hook");
        out.assertIsSatisfied();
        assertThat(summaries().subList(before, before + 2))
                .containsExactlyInAnyOrder("created Invoice 7", "created Invoice 8");
    }

    @Test
    void entitiesOfABurstAreFetchedTogether() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(company()
                    .create("Customer", "{\"DisplayName\":\"Fetched " + i + "\"}")
                    .path("Id")
                    .asText());
        }
        company().update("Customer", ids.get(3), "{\"Active\":false}");
        route(Server.PLATFORM_HTTP, "&fetch=true");
        out.expectedMessageCount(11);
        sandbox().requests().clear();
        String events = String.join(
                ",",
                ids.stream()
                        .map(id -> cloudEvent("c" + id, REALM, "customer", id, "created"))
                        .toList());
        post("[" + events + "," + cloudEvent("gone", REALM, "customer", "99999", "deleted") + "]");
        out.assertIsSatisfied();
        assertThat(sandbox().requests().count()).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            var body = out.getExchanges().get(i).getMessage().getBody(JsonNode.class);
            assertThat(body.path("Id").asText()).isEqualTo(ids.get(i));
            assertThat(body.path("DisplayName").asText()).startsWith("Fetched " + i);
        }
        assertThat(out.getExchanges().get(10).getMessage().getBody(String.class))
                .contains("Deleted");
        assertThat(out.getExchanges().get(0).getMessage().getHeader(QuickBooksConstants.SYNC_TOKEN))
                .isEqualTo("0");
    }

    @Test
    void severalKindsAreFetchedWithOneBatchCall() throws Exception {
        String invoice =
                company().create("Invoice", invoice("F-1", "5.00")).path("Id").asText();
        route(Server.PLATFORM_HTTP, "&fetch=true");
        out.expectedMessageCount(2);
        sandbox().requests().clear();
        post("[" + cloudEvent("1", REALM, "invoice", invoice, "created") + ","
                + cloudEvent("2", REALM, "customer", customerId(), "updated") + "]");
        out.assertIsSatisfied();
        assertThat(sandbox().requests().all()).singleElement().satisfies(entry -> assertThat(entry.toString())
                .contains("batch"));
        assertThat(out.getExchanges().get(0).getMessage().getBody(String.class)).contains("F-1");
    }

    @Test
    void whatFailsComesAgainAndDoesNotKeepOthersWaiting() throws Exception {
        route(Server.PLATFORM_HTTP, "");
        AtomicInteger failures = new AtomicInteger(2);
        out.whenAnyExchangeReceived(exchange -> {
            boolean seven = "7".equals(exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID));
            if (seven && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("Not yet");
            }
        });
        out.expectedMessageCount(4);
        post("[" + cloudEvent("1", REALM, "invoice", "7", "created") + ","
                + cloudEvent("2", REALM, "invoice", "8", "created") + "]");
        out.assertIsSatisfied();
        assertThat(summaries())
                .containsExactly("created Invoice 7", "created Invoice 8", "created Invoice 7", "created Invoice 7");
    }

    @Test
    void realmsAndEntitiesNarrowWhatIsTaken() throws Exception {
        route(Server.PLATFORM_HTTP, "&realms=" + REALM + "&entities=Invoice");
        out.expectedMessageCount(1);
        post("[" + cloudEvent("1", REALM, "customer", "7", "created") + ","
                + cloudEvent("2", "4711", "invoice", "8", "created") + ","
                + cloudEvent("3", REALM, "invoice", "9", "created") + "]");
        out.assertIsSatisfied();
        assertThat(summaries()).containsExactly("created Invoice 9");
    }

    @Test
    void aWebhookWakesThePollAndTheRestIsFoundByPolling() throws Exception {
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(port);
        context.addService(server);
        Follower follower = Follower.of(
                context,
                "quickbooks:cdc?entities=Customer&webhook=true&webhookPath=/hook&webhookDelay=10&webhookVerifyToken="
                        + TOKEN);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookPath=/hook&webhookVerifyToken=" + TOKEN)
                        .to("mock:out");
            }
        });
        out.expectedMessageCount(1);
        sandbox().subscribe(Subscription.cloudEvents(url()));
        company().create("Customer", "{\"DisplayName\":\"Woken\"}");
        sandbox().deliverWebhooks();
        out.assertIsSatisfied();
        await(() -> follower.told().size() == 1);
        sandbox().faults().order(FaultOrder.of(Effect.WEBHOOK_LOST).times(1));
        company().create("Customer", "{\"DisplayName\":\"Unheard\"}");
        sandbox().deliverWebhooks();
        assertThat(follower.poll()).hasSize(1);
    }

    private static void await(BooleanSupplier condition) {
        Eventually.holds(condition);
    }
}
