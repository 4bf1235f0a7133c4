package org.camelquickbooks.checks.steps;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksComponent;

/** A process with an integration in it: a Camel context of its own on the database of the run. */
public final class Node implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final StepDataSource database;
    private final Consumer<Exchange> onDone;
    private volatile int port;

    Node(String name, StepDataSource database, Consumer<QuickBooksComponent> options, Consumer<Exchange> onDone) {
        this.database = database;
        this.onDone = onDone;
        context.getCamelContextExtension().setName(name);
        context.getRegistry().bind("state", database);
        context.getShutdownStrategy().setTimeout(10);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setStateDataSource(database);
        options.accept(component);
    }

    public CamelContext context() {
        return context;
    }

    public StepDataSource database() {
        return database;
    }

    public QuickBooksComponent component() {
        return context.getComponent("quickbooks", QuickBooksComponent.class);
    }

    /** Where the process listens. */
    public int port() {
        return port;
    }

    public void port(int number) {
        port = number;
    }

    /** Begins an exchange; how it ends is in the future, which completes normally also where the exchange failed. */
    CompletableFuture<Exchange> start(Message message) {
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        Exchange exchange;
        AsyncProducer producer;
        try {
            Endpoint endpoint = context.getEndpoint(message.uri());
            producer = endpoint.createAsyncProducer();
            ServiceHelper.startService(producer);
            exchange = endpoint.createExchange();
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
        exchange.getMessage().setBody(message.body());
        exchange.getMessage().setHeaders(new HashMap<>(message.headers()));
        exchange.setProperty(ExchangePropertyKey.CORRELATION_ID, message.id());
        producer.process(exchange, doneSync -> {
            onDone.accept(exchange);
            done.complete(exchange);
        });
        return done;
    }

    /** What is in flight is not waited for any more: it never ends, since what it waits for does not come. */
    void endSoon() {
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
    }

    /** Threads of this process that are still there. */
    List<String> threads() {
        String name = "(" + context.getName() + ")";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(thread -> thread.contains(name))
                .toList();
    }

    /** The headers of one message, as a map. */
    static Map<String, Object> headers(Object... pairs) {
        Map<String, Object> headers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put((String) pairs[i], pairs[i + 1]);
        }
        return headers;
    }

    /** Stops the context; a context that does not stop within three minutes is a finding of its own. */
    @Override
    public void close() {
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop, command -> {
            Thread thread = new Thread(command, "stop of " + context.getName());
            thread.setDaemon(true);
            thread.start();
        });
        try {
            stopped.get(Duration.ofMinutes(3).toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("The context did not stop: " + e, e);
        }
    }
}
