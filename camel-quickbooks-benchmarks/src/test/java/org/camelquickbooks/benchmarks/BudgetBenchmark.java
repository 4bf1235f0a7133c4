package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * How much of Intuit's own limits gathered writes use, in real time, against a sandbox in a process of its own that
 * refuses what comes too fast.
 */
public final class BudgetBenchmark {

    /** 40 batch calls of 30 operations, and the rest of 500 requests. */
    private static final int MOST_A_MINUTE = 40 * 30 + 460;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Report report = new Report();

    private BudgetBenchmark() {}

    /** @return the table */
    public static String run(boolean full) throws Exception {
        BudgetBenchmark benchmark = new BudgetBenchmark();
        benchmark.report.line(
                "%s; the sandbox runs beside; coalesced creates with a stable id under Intuit's own limits",
                Machine.describe());
        benchmark.report.line(
                "%-9s %8s %10s %10s %8s %8s", "callers", "seconds", "written", "a minute", "share", "refused");
        for (int callers : full ? new int[] {50, 200} : new int[] {200}) {
            benchmark.measure(callers, Duration.ofSeconds(full ? 120 : 6));
        }
        return benchmark.report.toString();
    }

    private void measure(int callers, Duration time) throws Exception {
        try (Scratch state = Scratch.create("budget-benchmark");
                ServerProcess sandbox = new ServerProcess(Main.class, List.of("-Xmx1g"), "--port", "0");
                DefaultCamelContext context = new DefaultCamelContext()) {
            String url = "http://localhost:" + sandbox.port();
            String token = json("POST", url + "/admin/tokens", "{\"realmId\":\"" + QuickBooksSandbox.US_REALM + "\"}")
                    .path("access_token")
                    .asText();
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(url);
            component.getConfiguration().setRealmId(QuickBooksSandbox.US_REALM);
            component.setAccessToken(token);
            component.setStateDirectory(state.path().toString());
            context.start();
            Writers writers = new Writers(context.createProducerTemplate(), System.nanoTime() + time.toNanos());
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(writers.write());
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            double perMinute = writers.inTime.get() * 60.0 / time.toSeconds();
            int refused = json("GET", url + "/admin/throttles", null)
                    .at("/inUse/refused")
                    .asInt(-1);
            report.line(
                    "%-9d %8d %10d %10.0f %7.1f%% %8d",
                    callers,
                    time.toSeconds(),
                    writers.inTime.get(),
                    perMinute,
                    100 * perMinute / MOST_A_MINUTE,
                    refused);
        }
    }

    /** Each writes, and when that is done writes again. */
    private static final class Writers {

        private final ProducerTemplate template;
        private final long end;
        private final AtomicInteger numbers = new AtomicInteger();
        private final AtomicInteger inTime = new AtomicInteger();

        Writers(ProducerTemplate template, long end) {
            this.template = template;
            this.end = end;
        }

        CompletableFuture<?> write() {
            if (System.nanoTime() - end > 0) {
                return CompletableFuture.completedFuture(null);
            }
            int number = numbers.incrementAndGet();
            return template.asyncSend("quickbooks:create/Customer?coalesce=true", exchange -> {
                        exchange.getMessage().setHeader(QuickBooksConstants.REQUEST_ID, "budget-" + number);
                        exchange.getMessage().setBody(Json.object().put("DisplayName", "Budget " + number));
                    })
                    .thenCompose(this::next);
        }

        private CompletableFuture<?> next(Exchange exchange) {
            if (exchange.getException() != null) {
                return CompletableFuture.failedFuture(exchange.getException());
            }
            if (System.nanoTime() - end < 0) {
                inTime.incrementAndGet();
            }
            return write();
        }
    }

    private JsonNode json(String method, String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return Json.EXACT.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    public static void main(String[] args) throws Exception {
        System.out.println(run(args.length == 0 || !args[0].equals("short")));
    }
}
