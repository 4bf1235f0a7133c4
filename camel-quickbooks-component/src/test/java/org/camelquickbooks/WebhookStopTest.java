package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.RoutePolicySupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts that come in while consumers start and stop: 200 only where every event of it was routed. */
class WebhookStopTest extends RouteTest {

    private static final String TOKEN = "sandbox-verifier-token";
    private static final String HOOK =
            "quickbooks:webhook?webhookPath=/hook&acknowledge=afterRoute&webhookVerifyToken=" + TOKEN;
    private static final String EVENT = "[" + WebhookTest.cloudEvent("1", REALM, "invoice", "7", "created") + "]";

    /** An HTTP server that hands out what answers its posts: a request may be there before a stop, and go on after it. */
    private static final class HeldServer extends DefaultComponent {
        private volatile Processor answering;

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    answering = processor;
                    return new DefaultConsumer(this, processor);
                }
            };
        }

        int post() {
            try {
                Exchange exchange = new DefaultExchange(getCamelContext());
                exchange.getMessage().setHeader("intuit-signature", WebhookTest.signature(EVENT, TOKEN));
                exchange.getMessage().setBody(EVENT.getBytes(StandardCharsets.UTF_8));
                answering.process(exchange);
                return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HeldServer server = new HeldServer();

    @BeforeEach
    void answerPosts() {
        context.addComponent("platform-http", server);
    }

    @Test
    void aPostThatIsInFlightWhenTheLastConsumerLeavesIsRefused() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(HOOK).routeId("hook").to("mock:out");
            }
        });
        assertThat(server.post()).isEqualTo(200);
        context.getRouteController().stopRoute("hook");
        assertThat(server.post()).isEqualTo(503);
    }

    @Test
    void whileSomeConsumersOfAPathAreNotThereYetOrAnyMorePostsAreRefused() throws Exception {
        HeldServer shared = new HeldServer();
        List<String> answers = new ArrayList<>();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            configure(other.getComponent("quickbooks", QuickBooksComponent.class));
            other.addComponent("platform-http", shared);
            other.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(HOOK).startupOrder(1).process(exchange -> answers.add("first"));
                    from(HOOK + "&cursorName=second")
                            .startupOrder(2)
                            .routePolicy(new RoutePolicySupport() {
                                @Override
                                public void onStop(Route route) {
                                    answers.add("stop " + shared.post());
                                }
                            })
                            .process(exchange -> answers.add("second"));
                    from("direct:between")
                            .startupOrder(3)
                            .routePolicy(new RoutePolicySupport() {
                                @Override
                                public void onStart(Route route) {
                                    answers.add("start " + shared.post());
                                }
                            })
                            .to("mock:between");
                }
            });
            other.start();
            assertThat(answers).containsExactly("start 503");
            answers.clear();
            other.stop();
        }
        assertThat(answers).containsExactly("stop 503");
    }

    @Test
    void aPostThatIsInTheJournalWhenTheConsumerStopsIsRoutedAfterTheNextStart() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(HOOK.replace("afterRoute", "afterJournal")).routeId("hook").to("mock:out");
            }
        });
        getMockEndpoint("mock:out").expectedMessageCount(1);
        CompletableFuture<Integer> answer;
        CompletableFuture<Void> stopped;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("quickbooks.db"));
                Statement statement = other.createStatement()) {
            // Another process of the machine writes for a while.
            statement.execute("BEGIN IMMEDIATE");
            answer = CompletableFuture.supplyAsync(server::post);
            eventually(() -> waitsIn("StateEventJournal", "add"));
            stopped = CompletableFuture.runAsync(() -> stop("hook"));
            eventually(() -> waitsIn("EventDispatcher", "doStop"));
            statement.execute("ROLLBACK");
        }
        assertThat(answer.get()).isEqualTo(200);
        stopped.get();
        context.getRouteController().startRoute("hook");
        getMockEndpoint("mock:out").assertIsSatisfied();
    }

    private void stop(String route) {
        try {
            context.getRouteController().stopRoute(route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a thread waits for something in a method. */
    private static boolean waitsIn(String className, String method) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().endsWith("." + className)
                        && frame.getMethodName().equals(method));
    }

    @Test
    void twoConsumersDoNotKeepEventsUnderOneName() throws Exception {
        String journal = HOOK.replace("afterRoute", "afterJournal");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(journal).routeId("hook").to("mock:out");
            }
        });
        RouteBuilder again = new RouteBuilder() {
            @Override
            public void configure() {
                from(journal + "&entities=Invoice").routeId("again").to("mock:out");
            }
        };
        assertThatThrownBy(() -> context.addRoutes(again))
                .hasStackTraceContaining("cursorName")
                .hasStackTraceContaining("under the name 'webhook'");
        context.getRouteController().stopRoute("hook");
        context.getRouteController().startRoute("again");
        assertThat(server.post()).isEqualTo(200);
    }

    @Test
    void aConsumerThatFailedToStartLeavesNothingBehind() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(HOOK).routeId("hook").to("mock:out");
            }
        });
        String cursor = "quickbooks:cdc?entities=Customer&cursorName=mine";
        assertThatThrownBy(
                        () -> Follower.of(context, cursor + "&webhook=true&webhookPath=/hook&webhookVerifyToken=other"))
                .hasStackTraceContaining("with another webhookVerifyToken");
        // Nobody polls for it, and its cursor is free.
        assertThat(Follower.of(context, cursor).poll()).isEmpty();
    }

    @Test
    void anExchangeThatWasInterruptedIsNotDoneAlthoughItsRouteCaughtTheException() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(HOOK)
                        .doTry()
                        .process(exchange -> {
                            throw new InterruptedException("as a pool does that is shut down");
                        })
                        .doCatch(Exception.class)
                        .setBody(constant("caught"))
                        .end()
                        .to("mock:out");
            }
        });
        getMockEndpoint("mock:out").expectedMessageCount(0);
        assertThat(server.post()).isEqualTo(503);
        getMockEndpoint("mock:out").assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETRY", "SKIP", "DEAD_LETTER&deadLetterUri=mock:dead"})
    void whatAStopCutsOffIsRefusedWhateverIsDoneWithWhatFails(String failed) throws Exception {
        CountDownLatch routing = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(HOOK + "&failed=" + failed)
                        .routeId("hook")
                        .process(exchange -> {
                            routing.countDown();
                            stopped.await();
                        })
                        .to("mock:out");
            }
        });
        getMockEndpoint("mock:out").expectedMessageCount(0);
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(server::post);
        routing.await();
        context.getRouteController().stopRoute("hook", 100, TimeUnit.MILLISECONDS);
        stopped.countDown();
        assertThat(answer.get()).isEqualTo(503);
        getMockEndpoint("mock:out").assertIsSatisfied();
        getMockEndpoint("mock:dead").expectedMessageCount(0);
        getMockEndpoint("mock:dead").assertIsSatisfied();
    }
}
