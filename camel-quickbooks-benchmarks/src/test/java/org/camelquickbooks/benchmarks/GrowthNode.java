package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * One process that reads all customers of a company, or creates customers for many callers: what {@link GrowthBenchmark}
 * measures. Arguments are the sandbox' address, the state directory and an access token. What to do comes line by line on
 * standard input, and one line of figures answers.
 */
final class GrowthNode {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final AtomicInteger names = new AtomicInteger();
    private final ProducerTemplate template;
    private final AsyncProducer create;

    private GrowthNode(String url, String state, String token) throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(url);
        component.setAccessToken(token);
        component.getConfiguration().setRealmId(QuickBooksSandbox.US_REALM);
        component.setStateDirectory(state);
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        component.setMaxConcurrentRequests(0);
        context.start();
        template = context.createProducerTemplate();
        create = context.getEndpoint("quickbooks:create/Customer").createAsyncProducer();
        ServiceHelper.startService(create);
    }

    public static void main(String[] arguments) throws Exception {
        GrowthNode node = new GrowthNode(arguments[0], arguments[1], arguments[2]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready: node");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(node.answer(line.split(" ")));
        }
    }

    /** How many were done, in how many seconds, with how many seconds of CPU time. */
    private String answer(String[] words) throws Exception {
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        int done = words[0].equals("read") ? read() : create(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        long nanos = System.nanoTime() - start;
        return String.format(Locale.ROOT, "%d %.4f %.4f", done, nanos / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    private int read() {
        Iterator<?> rows = template.requestBody(
                "quickbooks:query?streaming=true", (Object) "select * from Customer", Iterator.class);
        int number = 0;
        while (rows.hasNext()) {
            number += ((JsonNode) rows.next()).has("Id") ? 1 : 0;
        }
        return number;
    }

    private int create(int callers, int calls) throws InterruptedException {
        Semaphore room = new Semaphore(callers);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (int i = 0; i < calls; i++) {
            room.acquire();
            Exchange exchange = create.getEndpoint().createExchange();
            exchange.getMessage().setBody(Map.of("DisplayName", "Growth " + names.incrementAndGet()));
            create.processAsync(exchange).whenComplete((done, failure) -> {
                failed.compareAndSet(null, failure == null ? exchange.getException() : failure);
                room.release();
            });
        }
        room.acquire(callers);
        if (failed.get() != null) {
            throw new IllegalStateException("A create failed", failed.get());
        }
        return calls;
    }
}
