package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.camelquickbooks.Follower.Told;
import org.junit.jupiter.api.Test;

/** What Camel expects of polling consumers. */
class ConsumerContractTest extends RouteTest {

    private static String customer(String name) {
        return company()
                .create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    /** A route that stops in its first exchange; how many it completes when it is shut down in the meantime. */
    private int completed(ShutdownRunningTask task) throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch shuttingDown = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Customer&delay=20&startFrom=now&cursorName=" + task)
                        .routeId("shut" + task)
                        .shutdownRunningTask(task)
                        .process(exchange -> {
                            entered.countDown();
                            shuttingDown.await(30, TimeUnit.SECONDS);
                            done.add(exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID, String.class));
                        });
            }
        });
        // They are there together, so that one poll reads them.
        context.getRouteController().suspendRoute("shut" + task);
        for (int i = 0; i < 5; i++) {
            customer(task + " " + i);
        }
        context.getRouteController().resumeRoute("shut" + task);
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        ScheduledBatchPollingConsumer consumer =
                (ScheduledBatchPollingConsumer) context.getRoute("shut" + task).getConsumer();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().stopRoute("shut" + task, 30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        eventually(consumer::isSuspendingOrSuspended);
        assertThat(consumer.getPendingExchangesSize()).isEqualTo(task == ShutdownRunningTask.CompleteAllTasks ? 5 : 1);
        shuttingDown.countDown();
        stopped.get(60, TimeUnit.SECONDS);
        return done.size();
    }

    @Test
    void shuttingDownCompletesWhatWasReadWhereThatIsWanted() throws Exception {
        assertThat(completed(ShutdownRunningTask.CompleteAllTasks)).isEqualTo(5);
        assertThat(completed(ShutdownRunningTask.CompleteCurrentTaskOnly)).isEqualTo(1);
    }

    @Test
    void processBatchRoutesTheExchangesOfItsQueue() throws Exception {
        List<Object> bodies = new ArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:query?query=SELECT * FROM Customer&startScheduler=false&maxMessagesPerPoll=2")
                        .routeId("batch")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });
        Queue<Object> batch = new ArrayDeque<>();
        for (String body : List.of("a", "b", "c")) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(body);
            batch.add(exchange);
        }
        ScheduledBatchPollingConsumer consumer =
                (ScheduledBatchPollingConsumer) context.getRoute("batch").getConsumer();
        assertThat(consumer.processBatch(batch)).isEqualTo(2);
        assertThat(bodies).containsExactly("a", "b");
        assertThat(batch).hasSize(1);
        assertThat(consumer.getPendingExchangesSize()).isZero();
    }

    @Test
    void bridgeErrorHandlerGetsTheExchangeWithBodyAndHeaders() throws Exception {
        CompletableFuture<Exchange> handled = new CompletableFuture<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class)
                        .onWhen(exchangeProperty(Exchange.ERRORHANDLER_BRIDGE).isEqualTo(true))
                        .handled(true)
                        .process(exchange -> handled.complete(exchange.copy()));
                from("quickbooks:query?query=SELECT * FROM Customer&delay=20&bridgeErrorHandler=true")
                        .throwException(new IllegalStateException("Not this one"));
            }
        });
        Exchange exchange = handled.get(30, TimeUnit.SECONDS);
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.ENTITY)).isEqualTo("Customer");
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.REALM_ID))
                .isEqualTo(REALM);
        assertThat(exchange.getMessage().getBody(String.class)).contains("DisplayName");
    }

    @Test
    void aRowThatFailsKeepsNoOtherRowWaiting() throws Exception {
        Follower follower = Follower.of(
                context,
                "quickbooks:query?query=SELECT * FROM Customer&delta=MetaData.LastUpdatedTime&maxMessagesPerPoll=2");
        String poison = customer("Poison");
        List<String> others = List.of(customer("One"), customer("Two"), customer("Three"));
        follower.failOn(told -> told.id().equals(poison));
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            follower.poll().stream().map(Told::id).forEach(told::add);
        }
        assertThat(told).containsExactlyElementsOf(others);
        follower.restart();
        assertThat(follower.poll()).isEmpty();
        follower.failOn(one -> false);
        assertThat(follower.poll()).extracting(Told::id).containsExactly(poison);
        assertThat(follower.poll()).isEmpty();
    }
}
