package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Companies that webhooks wake count among those that are read at the same time. */
class WokenCompaniesTest {

    private static final int COMPANIES = 5;
    private static final int AT_ONCE = 2;
    private static final String TOKEN = "sandbox-verifier-token";

    @TempDir
    Path state;

    private final Set<String> inRoute = ConcurrentHashMap.newKeySet();
    private final List<Integer> together = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);

    private void take(Exchange exchange) throws InterruptedException {
        String realm = exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID, String.class);
        inRoute.add(realm);
        together.add(inRoute.size());
        held.await();
        told.add(realm);
        inRoute.remove(realm);
    }

    @Test
    void noMoreCompaniesAreReadTogetherThanTheOptionSaysWhoeverBegan() throws Exception {
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                        .empty()
                        .withCompanies(COMPANIES)
                        .throttled(false)
                        .start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            int port = start(sandbox, context);
            sandbox.webhookWindow(Duration.ZERO);
            sandbox.subscribe(Subscription.cloudEvents("http://localhost:" + port + "/hook"));
            for (SandboxCompany company : sandbox.companies()) {
                company.create("Customer", "{\"DisplayName\":\"Woken\"}");
            }
            sandbox.deliverWebhooks();
            Eventually.holds("as many companies as may be read", () -> inRoute.size() == AT_ONCE);
            // What the scheduler would do.
            CompletableFuture<Void> scheduled = CompletableFuture.runAsync(() -> pollCompanies(context));
            Eventually.holds("the scheduler's poll to wait, too", WokenCompaniesTest::waitsForItsTurn);
            held.countDown();
            scheduled.join();
            Eventually.holds("all changes", () -> told.size() == COMPANIES);
            assertThat(told).doesNotHaveDuplicates();
            assertThat(together).allMatch(number -> number <= AT_ONCE);
        }
    }

    private static void pollCompanies(DefaultCamelContext context) {
        ((ScheduledPollConsumer) context.getRoute("cdc").getConsumer()).run();
    }

    private static boolean waitsForItsTurn() {
        return Thread.getAllStackTraces().values().stream().anyMatch(frames -> {
            List<String> methods =
                    Stream.of(frames).map(StackTraceElement::getMethodName).toList();
            return methods.contains("acquireUninterruptibly") && methods.contains("pollCompanies");
        });
    }

    private int start(QuickBooksSandbox sandbox, DefaultCamelContext context) throws Exception {
        MemoryTokenStore tokens = new MemoryTokenStore();
        for (SandboxCompany company : sandbox.companies()) {
            String access = sandbox.tokens(company.realmId()).access().value();
            tokens.save(new Token(company.realmId(), access, null, null, null));
        }
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(sandbox.url());
        component.setTokenStore(tokens);
        component.setStateDirectory(state.toString());
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(FreePort.next());
        context.addService(server);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Customer&realms=all&startFrom=beginning&startScheduler=false&webhook=true"
                                + "&webhookPath=/hook&webhookDelay=1&maxInFlight=5&parallelCompanies=" + AT_ONCE
                                + "&webhookVerifyToken=" + TOKEN)
                        .routeId("cdc")
                        .process(exchange -> take(exchange));
            }
        });
        context.start();
        return server.getPort();
    }
}
