package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A turn is renewed while its message is on its way; what was decided in one that expired is not booked. */
class HeldTurnsTest extends FlowTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final LaterTime time = new LaterTime();
    private Consumer<LaterTime> beforeDecision = moved -> {};

    /** The time of day is moved; what is to happen in minutes happens when it is said. */
    private static final class LaterTime implements Time {

        private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        private final Time real = new SystemTime(threads, threads);
        private final List<Runnable> later = new CopyOnWriteArrayList<>();
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant now() {
            return real.now().plus(ahead);
        }

        @Override
        public long nanos() {
            return real.nanos();
        }

        @Override
        public Task after(Duration delay, Runnable task) {
            if (delay.compareTo(FIVE_MINUTES) != 0) {
                return real.after(delay, task);
            }
            later.add(task);
            return () -> later.remove(task);
        }

        void pass(Duration span) {
            ahead = ahead.plus(span);
        }

        void renew() {
            List<Runnable> due = List.copyOf(later);
            later.clear();
            due.forEach(Runnable::run);
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getComponent("quickbooks", QuickBooksComponent.class).setTime(time);
        context.getCamelContextExtension()
                .addInterceptStrategy((camel, definition, target, next) ->
                        definition.getLabel().contains("quickbooks-step-decide")
                                ? new DelegateAsyncProcessor(target) {
                                    @Override
                                    public boolean process(
                                            org.apache.camel.Exchange exchange,
                                            org.apache.camel.AsyncCallback callback) {
                                        beforeDecision.accept(time);
                                        return super.process(exchange, callback);
                                    }
                                }
                                : target);
        return context;
    }

    @AfterEach
    void endThreads() {
        time.threads.shutdown();
    }

    private static ObjectNode payment() {
        return json("{`id`:`T-1`,`date`:`2026-02-01`,`customer`:{`name`:`Fjord Kitchens`},`amount`:5.00}");
    }

    private static List<ObjectNode> payments() {
        return rows("select * from Payment where TxnDate = '2026-02-01'");
    }

    @Test
    void aTurnIsRenewedWhileItsMessageIsOnItsWay() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}");
        flow("payment", "payments", "direct:in");
        beforeDecision = moved -> {
            moved.pass(Duration.ofMinutes(14));
            moved.renew();
            // The renewal is written before this is.
            context.getComponent("quickbooks", QuickBooksComponent.class)
                    .runtime()
                    .state()
                    .write(connection -> true)
                    .toCompletableFuture()
                    .join();
            moved.pass(Duration.ofMinutes(14));
        };
        send(payment());
        assertThat(dead()).isEmpty();
        assertThat(payments()).hasSize(1);
    }

    @Test
    void whatWasDecidedInATurnThatExpiredIsDecidedAnew() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}");
        flow("payment", "payments", "direct:in");
        beforeDecision = moved -> moved.pass(Duration.ofMinutes(16));
        send(payment());
        assertThat(deadLetter().path("reason").asText()).contains("The lease of message", "has expired", "not booked");
        assertThat(payments()).isEmpty();
        beforeDecision = moved -> {};
        send(deadLetter().toString());
        assertThat(payments()).hasSize(1);
    }
}
