package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.oauth.Tokens;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred companies whose tokens end in the same second. */
class ManyCompaniesTest {

    private static final int COMPANIES = 500;

    @TempDir
    Path directory;

    @Test
    void allAreRefreshedOnceWithoutAStorm() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService workers = Executors.newCachedThreadPool();
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                        .empty()
                        .withCompanies(COMPANIES)
                        .start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            sandbox.clock().freeze();
            TokenCipher cipher = new TokenCipher(TokenCipher.newKey());
            State state = State.inFile(directory.resolve("tokens.db"), workers, workers, Clock.systemUTC());
            Counting store = new Counting(
                    new StateTokenStore(new Node(state, "test"), () -> cipher, new SystemTime(timer, workers)));
            List<String> realms = realms();
            Instant end = sandbox.clock().instant().plus(Duration.ofHours(1));
            for (String realm : realms) {
                Tokens.Pair pair = sandbox.tokens(realm);
                store.save(new Token(realm, pair.access().value(), end, pair.refreshToken(), null));
            }
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox.url());
            component.setClientId("sandbox-client");
            component.setClientSecret("sandbox-secret");
            component.setTokenStore(store);
            component.setStateDirectory(directory.toString());
            component.setMeterReads(false);
            component.setTime(new ShiftedTime(
                    new SystemTime(timer, workers),
                    Duration.between(Instant.now(), end).plusMinutes(1)));
            context.start();
            sandbox.clock().set(end.plusSeconds(60));
            // As slow as Intuit's is.
            sandbox.faults()
                    .order(FaultOrder.of(Effect.LATENCY).path("*/bearer").millis(10));
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            threads.resetPeakThreadCount();
            int before = threads.getThreadCount();
            List<CompletableFuture<Exchange>> all = new ArrayList<>();
            ProducerTemplate template = context.createProducerTemplate();
            for (String realm : realms) {
                all.add(template.asyncSend("quickbooks:read/CompanyInfo", exchange -> {
                    exchange.getMessage().setBody(realm);
                    exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, realm);
                }));
            }
            for (CompletableFuture<Exchange> one : all) {
                assertThat(one.join().getException()).isNull();
            }
            // Five pools of fifty, and what the sandbox and the test itself have, which depends on the machine.
            assertThat(threads.getPeakThreadCount() - before)
                    .as("no thread for each company")
                    .isLessThan(COMPANIES);
            assertThat(store.most).hasValueLessThanOrEqualTo(4);
            assertThat(store.refreshes).hasValue(COMPANIES);
            assertThat(sandbox.requests().find(r -> r.path().contains("tokens/bearer")))
                    .hasSize(COMPANIES);
            assertThat(sandbox.throttle().gauges().get("refused")).isZero();
        } finally {
            timer.shutdownNow();
            workers.shutdownNow();
        }
    }

    private static List<String> realms() {
        List<String> realms = new ArrayList<>(List.of(QuickBooksSandbox.US_REALM, QuickBooksSandbox.CANADA_REALM));
        long realm = Long.parseLong(QuickBooksSandbox.CANADA_REALM);
        while (realms.size() < COMPANIES) {
            realms.add(Long.toString(++realm));
        }
        return realms;
    }

    /** Says how many refreshes there were, and how many at once. */
    private static final class Counting implements TokenStore {

        private final TokenStore store;
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger refreshes = new AtomicInteger();

        Counting(TokenStore store) {
            this.store = store;
        }

        @Override
        public Optional<Token> load(String realmId) {
            return store.load(realmId);
        }

        @Override
        public Set<String> list() {
            return store.list();
        }

        @Override
        public void save(Token token) {
            store.save(token);
        }

        @Override
        public void remove(String realmId) {
            store.remove(realmId);
        }

        @Override
        public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
            refreshes.incrementAndGet();
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return store.refresh(realmId, function).whenComplete((token, failure) -> now.decrementAndGet());
        }
    }
}
