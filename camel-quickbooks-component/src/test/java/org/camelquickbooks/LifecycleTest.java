package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.monitoring.QuickBooksControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping and starting again, by themselves and beside others. */
class LifecycleTest extends RouteTest {

    @TempDir
    Path second;

    private Exchange read(String scheme) {
        return send(scheme + ":read/CompanyInfo", REALM);
    }

    /** Far more than a pool has threads. */
    @Test
    void whatIsMoreThanAPoolHasThreadsWaits() throws Exception {
        CountDownLatch work = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        ExecutorService pool = component().runtime().threads().exchanges();
        for (int i = 0; i < 500; i++) {
            pool.execute(() -> {
                try {
                    work.await();
                    done.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        work.countDown();
        eventually(() -> done.get() == 500);
    }

    @Test
    void stoppingCallsBackEveryExchangeThatWaits() throws Exception {
        component().runtime().client().pause(REALM);
        List<CompletableFuture<Exchange>> waiting = List.of(
                start("quickbooks:read/CompanyInfo", REALM, Map.of()),
                start("quickbooks:create/Invoice", invoice("L-1", "10"), Map.of()),
                start("quickbooks:query?query=SELECT * FROM Item", null, Map.of()));
        component().stop();
        for (CompletableFuture<Exchange> exchange : waiting) {
            assertThat(exchange.get(30, TimeUnit.SECONDS).getException())
                    .isInstanceOf(QuickBooksUnavailableException.class)
                    .hasMessageContaining("stopped");
        }
        component().start();
        assertThat(read("quickbooks").getException()).isNull();
    }

    /** Fails once, when the state database is open already. */
    private static final class LateKeys extends SSLContextParameters {

        private boolean failed;

        @Override
        public SSLContext createSSLContext(CamelContext context) throws GeneralSecurityException, IOException {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("the key store is not there yet");
            }
            return super.createSSLContext(context);
        }
    }

    /** Of this context: what other tests have started in this process ends in its own time. */
    private long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("QuickBooks") && name.contains("(" + context.getName() + ")"))
                .count();
    }

    @Test
    void aComponentThatFailedToStartLeavesNothingOpenAndCanBeStartedAgain() {
        component().stop();
        eventually(() -> ourThreads() == 0);
        component().setSslContextParameters(new LateKeys());
        assertThatThrownBy(() -> component().start()).hasStackTraceContaining("not there yet");
        eventually(() -> ourThreads() == 0);
        component().start();
        assertThat(component().getStatus()).isEqualTo(ServiceStatus.Started);
        assertThat(read("quickbooks").getException()).isNull();
    }

    /** A part that cannot be closed, as long as it is told so. */
    private static final class StuckRepository extends MemoryStateRepository {

        private boolean stuck = true;
        private int stopped;

        @Override
        public void stop() {
            stopped++;
            if (stuck) {
                throw new StackOverflowError("stuck");
            }
        }
    }

    @Test
    void aPartThatCannotBeClosedLeavesNoOtherOpenAndTheComponentStartsAgain() throws Exception {
        StuckRepository repository = new StuckRepository();
        component().setStateRepository(repository);
        restart();
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&startFrom=now");
        follower.poll();
        component().runtime().client().pause(REALM);
        CompletableFuture<Exchange> waiting = start("quickbooks:read/CompanyInfo", REALM, Map.of());
        component().stop();
        assertThat(repository.stopped).isEqualTo(1);
        assertThat(waiting.get(30, TimeUnit.SECONDS).getException()).hasMessageContaining("stopped");
        eventually(() -> ourThreads() == 0);
        repository.stuck = false;
        component().start();
        assertThat(component().getStatus()).isEqualTo(ServiceStatus.Started);
        assertThat(read("quickbooks").getException()).isNull();
        follower.restart();
        company().create("Customer", "{\"DisplayName\":\"After the start\"}");
        assertThat(follower.poll()).hasSize(1);
    }

    @Test
    void twoComponentsOfAContextAreSeenEachByItself() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("meters", meters);
        restart();
        QuickBooksComponent other = new QuickBooksComponent(context);
        configure(other);
        other.setStateDirectory(second.toString());
        context.getRegistry().bind("books2", other);
        assertThat(read("quickbooks").getException()).isNull();
        assertThat(read("books2").getException()).isNull();

        assertThat(meters.get("camel.quickbooks.webhook.backlog").gauges())
                .extracting(gauge -> gauge.getId().getTag("component"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .contains("quickbooks");
        String name = other.runtime().name();
        HealthCheckHelper.getHealthCheckRegistry(context).setExposureLevel("full");
        assertThat(HealthCheckHelper.invokeReadiness(context))
                .extracting(result -> result.getCheck().getId())
                .contains(
                        "quickbooks-connections",
                        name + "-connections",
                        "quickbooks-company-" + REALM,
                        name + "-company-" + REALM);
        assertThat(context.getCamelContextExtension().getServices())
                .filteredOn(QuickBooksControl.class::isInstance)
                .hasSize(2);

        other.stop();
        assertThat(meters.get("camel.quickbooks.webhook.backlog").gauges())
                .extracting(gauge -> gauge.getId().getTag("component"))
                .containsExactly("quickbooks");
        assertThat(HealthCheckHelper.invokeReadiness(context))
                .extracting(result -> result.getCheck().getId())
                .contains("quickbooks-connections")
                .doesNotContain(name + "-connections", name + "-company-" + REALM);
        assertThat(read("quickbooks").getException()).isNull();
    }

    @Test
    void contextsOfOneProcessDoNotDisturbEachOther() throws Exception {
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            QuickBooksComponent component = other.getComponent("quickbooks", QuickBooksComponent.class);
            configure(component);
            component.setStateDirectory(second.toString());
            other.start();
            assertThat(other.createProducerTemplate()
                            .request("quickbooks:read/CompanyInfo", e -> e.getMessage()
                                    .setBody(REALM))
                            .getException())
                    .isNull();
            other.stop();
        }
        assertThat(read("quickbooks").getException()).isNull();
    }

    @Test
    void aRouteCanBeSuspendedResumedAndRemovedAndItsCursorBeTakenByAnother() throws Exception {
        String uri = "quickbooks:cdc?entities=Customer&delay=50&cursorName=";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "mine").routeId("one").to("mock:one");
            }
        });
        getMockEndpoint("mock:one").expectedMessageCount(1);
        company().create("Customer", json("{`DisplayName`:`First`}"));
        getMockEndpoint("mock:one").assertIsSatisfied();

        context.getRouteController().suspendRoute("one");
        getMockEndpoint("mock:one").reset();
        getMockEndpoint("mock:one").expectedMessageCount(1);
        company().create("Customer", json("{`DisplayName`:`Second`}"));
        context.getRouteController().resumeRoute("one");
        getMockEndpoint("mock:one").assertIsSatisfied();

        context.getRouteController().stopRoute("one");
        context.removeRoute("one");
        company().create("Customer", json("{`DisplayName`:`Third`}"));
        getMockEndpoint("mock:two").expectedMessageCount(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "mine").routeId("two").to("mock:two");
            }
        });
        getMockEndpoint("mock:two").assertIsSatisfied();
    }

    @Test
    void exchangesGoOnOnThreadsOfCamelThatUsersCanConfigure() throws Exception {
        CompletableFuture<String> thread = start("quickbooks:read/CompanyInfo", REALM, Map.of())
                .thenApply(exchange -> Thread.currentThread().getName());
        String name = thread.get(30, TimeUnit.SECONDS);
        // Where the answer was there before somebody listened it is this one.
        assertThat(name)
                .matches(n -> n.contains("QuickBooksCallback")
                        || n.equals(Thread.currentThread().getName()));
        assertThat(ourThreads()).isPositive();
    }

    @Test
    void theUsersExceptionHandlerGetsTheExchangeThatFailed() throws Exception {
        CompletableFuture<Exchange> handled = new CompletableFuture<>();
        context.getRegistry().bind("mine", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                handled.complete(null);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                handled.complete(null);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                handled.complete(exchange.copy());
            }
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Customer&delay=50&exceptionHandler=#mine")
                        .throwException(new IllegalStateException("Not this one"));
            }
        });
        company().create("Customer", json("{`DisplayName`:`Poison`}"));
        Exchange exchange = handled.get(30, TimeUnit.SECONDS);
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.ENTITY)).isEqualTo("Customer");
        assertThat(exchange.getMessage().getBody(String.class)).contains("Poison");
    }
}
