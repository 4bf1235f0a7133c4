package org.camelquickbooks.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;

/**
 * One process that follows every company of a token store and writes to each: what {@link SizingBenchmark} measures.
 * Arguments are the sandbox' address, the state directory and the key of its tokens; what to do comes line by line on standard input, and one
 * line of figures answers.
 */
final class SizingNode {

    /** As many writes at the same time, over all companies. */
    private static final int UNDER_WAY = 64;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final AsyncProducer create;

    private SizingNode(String url, String state, String key) throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(url);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setSecretKey(key);
        component.setStateDirectory(state);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Customer,Invoice&realms=all&startScheduler=false")
                        .routeId("changes")
                        .process(exchange -> changes.incrementAndGet());
            }
        });
        context.start();
        create = context.getEndpoint("quickbooks:create/Customer").createAsyncProducer();
        ServiceHelper.startService(create);
    }

    public static void main(String[] arguments) throws Exception {
        SizingNode node = new SizingNode(arguments[0], arguments[1], arguments[2]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready: node");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(node.answer(line));
        }
    }

    private String answer(String line) throws Exception {
        return switch (line) {
            case "poll" -> timed(this::poll);
            case "write" -> timed(this::write);
            case "memory" -> memory();
            default -> throw new IllegalArgumentException("Neither poll, write nor memory: " + line);
        };
    }

    @FunctionalInterface
    private interface Work {
        int run() throws Exception;
    }

    /** How many were done, in how many seconds, with how many seconds of CPU time. */
    private String timed(Work work) throws Exception {
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        int done = work.run();
        long nanos = System.nanoTime() - start;
        return String.format(Locale.ROOT, "%d %.4f %.4f", done, nanos / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    private int poll() {
        int before = changes.get();
        ((ScheduledPollConsumer) context.getRoute("changes").getConsumer()).run();
        return changes.get() - before;
    }

    /** A customer in each company. */
    private int write() throws InterruptedException {
        List<String> realms = List.copyOf(context.getComponent("quickbooks", QuickBooksComponent.class)
                .runtime()
                .client()
                .tokens()
                .store()
                .list());
        Semaphore room = new Semaphore(UNDER_WAY);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (String realm : realms) {
            room.acquire();
            Exchange exchange = create.getEndpoint().createExchange();
            exchange.getMessage().setBody(Map.of("DisplayName", "Sizing " + names.incrementAndGet()));
            exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, realm);
            create.processAsync(exchange).whenComplete((done, failure) -> {
                failed.compareAndSet(null, failure == null ? exchange.getException() : failure);
                room.release();
            });
        }
        room.acquire(UNDER_WAY);
        if (failed.get() != null) {
            throw new IllegalStateException("A write failed", failed.get());
        }
        return realms.size();
    }

    /** Bytes of heap that are in use after a collection, and threads. */
    private static String memory() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " "
                + ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
