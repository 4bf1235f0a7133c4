package org.camelquickbooks.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.webhook.Subscription;

/**
 * What following changes costs: an answer of a thousand invoices beside the parsing of it, webhook posts beside a route
 * that does nothing, and how long a change takes to the route.
 */
public final class ChangesBenchmark {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String VERIFIER = "sandbox-verifier-token";
    private static final int OBJECTS = 999;
    private static final int ROUNDS = 3;

    private final Report report = new Report();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger components = new AtomicInteger();
    private final Path scratch;
    private final boolean full;

    private ChangesBenchmark(Path scratch, boolean full) {
        this.scratch = scratch;
        this.full = full;
    }

    /** @return the tables */
    public static String run(boolean full) throws Exception {
        try (Scratch scratch = Scratch.create("changes-benchmark")) {
            ChangesBenchmark benchmark = new ChangesBenchmark(scratch.path(), full);
            benchmark.report.line(Machine.describe());
            benchmark.answers();
            benchmark.posts();
            benchmark.delays();
            return benchmark.report.toString();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Nanoseconds of a round of work, the best of several. */
    private static long best(int calls, Work work) throws Exception {
        long best = Long.MAX_VALUE;
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                work.run();
            }
            if (round > 0) {
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return best / calls;
    }

    /** Change data capture from a server that only has bytes to send: a new version of every invoice each time. */
    private void answers() throws Exception {
        List<byte[]> answers = cannedAnswers(full ? 200 : 24);
        AtomicInteger next = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", call -> {
            byte[] answer = call.getRequestURI().getPath().endsWith("/cdc")
                    ? answers.get(next.getAndIncrement() % answers.size())
                    : ("{\"QueryResponse\":{},\"time\":\"" + Instant.parse("2026-01-01T00:00:00Z") + "\"}")
                            .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        int calls = answers.size() / (ROUNDS + 1) / 2;
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            AtomicInteger told = new AtomicInteger();
            component(context, url, "any");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quickbooks:cdc?entities=Invoice&startScheduler=false&startFrom=2025-12-31")
                            .routeId("changes")
                            .process(exchange -> told.incrementAndGet());
                }
            });
            context.start();
            ScheduledPollConsumer consumer =
                    (ScheduledPollConsumer) context.getRoute("changes").getConsumer();
            byte[] one = answers.get(0);
            long parse = best(calls, () -> Json.EXACT.readTree(one));
            long fetch = best(
                    calls,
                    () -> Json.EXACT.readTree(http.send(
                                    HttpRequest.newBuilder(URI.create(url + "/any/cdc"))
                                            .build(),
                                    BodyHandlers.ofByteArray())
                            .body()));
            next.set(0);
            long route = best(calls, consumer::run);
            if (told.get() != calls * (ROUNDS + 1) * OBJECTS) {
                throw new IllegalStateException("The route was told of " + told + " changes");
            }
            report.line("");
            report.line("| an answer of %d invoices, %d kB | ms | ratio | objects/s |", OBJECTS, one.length / 1000);
            report.line("|---|---|---|---|");
            row("Jackson's parse of the bytes", parse, parse);
            row("fetched with the JDK's HttpClient and parsed", fetch, parse);
            row("`quickbooks:cdc`: fetched, parsed, routed, cursor safe on disk", route, parse);
        } finally {
            server.stop(0);
        }
    }

    private void row(String what, long nanos, long base) {
        report.line("| %s | %.1f | %.2f | %.0f |", what, nanos / 1e6, (double) nanos / base, OBJECTS / (nanos / 1e9));
    }

    private List<byte[]> cannedAnswers(int number) throws Exception {
        StringBuilder invoices = new StringBuilder();
        for (int i = 0; i < OBJECTS; i++) {
            invoices.append(i == 0 ? "" : ",").append(invoice(i));
        }
        List<byte[]> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            // Half an hour passes between two polls.
            String time =
                    Instant.parse("2026-01-01T01:00:00Z").plusSeconds(1800L * i).toString();
            answers.add(("{\"CDCResponse\":[{\"QueryResponse\":[{\"Invoice\":[" + invoices
                            + "],\"startPosition\":1,\"maxResults\":" + OBJECTS + "}]}],\"time\":\"" + time + "\"}")
                    .replace("@TIME@", time)
                    .replace("@TOKEN@", Integer.toString(i))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return answers;
    }

    /** About what QuickBooks sends for an invoice of three lines. */
    private static String invoice(int number) {
        String line = ("{`Id`:`@N@`,`LineNum`:@N@,`Description`:`Rock fountain, as discussed`,`Amount`:275.00,"
                + "`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`5`,`name`:"
                + "`Rock Fountain`},`UnitPrice`:275,`Qty`:1,`ItemAccountRef`:{`value`:`79`,`name`:`Sales of"
                + " Product Income`},`TaxCodeRef`:{`value`:`TAX`}}}");
        return ("{`AllowIPNPayment`:false,`AllowOnlinePayment`:false,`domain`:`QBO`,`sparse`:false,`Id`:`" + number
                        + "`,`SyncToken`:`@TOKEN@`,`MetaData`:{`CreateTime`:`2025-06-01T09:00:00-08:00`,"
                        + "`LastUpdatedTime`:`@TIME@`},`CustomField`:[{`DefinitionId`:`1`,`Name`:`Crew #`,`Type`:"
                        + "`StringType`,`StringValue`:`102`}],`DocNumber`:`" + (1000 + number)
                        + "`,`TxnDate`:`2026-01-01`,`CurrencyRef`:{`value`:`USD`,`name`:`United States Dollar`},`Line`:["
                        + line.replace("@N@", "1") + "," + line.replace("@N@", "2") + "," + line.replace("@N@", "3")
                        + ",{`Amount`:825.00,`DetailType`:`SubTotalLineDetail`,`SubTotalLineDetail`:{}}],`CustomerRef`:"
                        + "{`value`:`24`,`name`:`Sonnenschein Family Store`},`BillAddr`:{`Id`:`95`,`Line1`:`Russ"
                        + " Sonnenschein`,`Line2`:`5647 Cypress Hill Ave.`,`City`:`Middlefield`,`Lat`:`37.4238562`,"
                        + "`Long`:`-122.1141681`},`SalesTermRef`:{`value`:`3`},`DueDate`:`2026-01-31`,`TotalAmt`:825.00,"
                        + "`ApplyTaxAfterDiscount`:false,`PrintStatus`:`NeedToPrint`,`EmailStatus`:`NotSet`,`BillEmail`:"
                        + "{`Address`:`familystore@example.com`},`Balance`:825.00}")
                .replace('`', '"');
    }

    private QuickBooksComponent component(DefaultCamelContext context, String url, String token) throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(url);
        component.setAccessToken(token);
        component.getConfiguration().setRealmId(REALM);
        component.setStateDirectory(
                scratch.resolve("component-" + components.incrementAndGet()).toString());
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        component.setMeterReads(false);
        return component;
    }

    private static MainHttpServer server(DefaultCamelContext context) throws Exception {
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(FreePort.find());
        context.addService(server);
        return server;
    }

    /** Posts of one event each, sixteen at a time. */
    private void posts() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            MainHttpServer server = server(context);
            component(context, "http://localhost:1", "any");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("platform-http:/bare?httpMethodRestrict=POST")
                            .setBody(constant(""))
                            .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(200));
                    from("quickbooks:webhook?webhookPath=/journal&webhookVerifyToken=" + VERIFIER)
                            .setBody(constant(""));
                    from("quickbooks:webhook?webhookPath=/at-once&acknowledge=immediately&cursorName=b&webhookVerifyToken="
                                    + VERIFIER)
                            .setBody(constant(""));
                    from("quickbooks:webhook?webhookPath=/route&acknowledge=afterRoute&cursorName=c&webhookVerifyToken="
                                    + VERIFIER)
                            .setBody(constant(""));
                }
            });
            context.start();
            String url = "http://localhost:" + server.getPort();
            int posts = full ? 4_000 : 200;
            AtomicInteger ids = new AtomicInteger();
            List<String> paths = List.of("/bare", "/at-once", "/route", "/journal");
            long[] best = new long[paths.size()];
            Arrays.fill(best, Long.MAX_VALUE);
            for (int round = 0; round <= ROUNDS; round++) {
                for (int i = 0; i < paths.size(); i++) {
                    List<HttpRequest> requests = new ArrayList<>();
                    for (int n = 0; n < posts; n++) {
                        requests.add(post(url + paths.get(i), ids.incrementAndGet()));
                    }
                    long start = System.nanoTime();
                    send(requests);
                    if (round > 0) {
                        best[i] = Math.min(best[i], System.nanoTime() - start);
                    }
                }
            }
            report.line("");
            report.line("| webhook posts | posts/s | ratio |");
            report.line("|---|---|---|");
            List<String> names = List.of(
                    "a platform-http route that does nothing",
                    "`acknowledge=immediately`",
                    "`acknowledge=afterRoute`",
                    "`acknowledge=afterJournal`, on disk before the answer");
            for (int i = 0; i < paths.size(); i++) {
                report.line("| %s | %.0f | %.2f |", names.get(i), posts / (best[i] / 1e9), (double) best[0] / best[i]);
            }
        }
    }

    private void send(List<HttpRequest> requests) throws Exception {
        Semaphore room = new Semaphore(16);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (HttpRequest request : requests) {
            room.acquire();
            all.add(http.sendAsync(request, BodyHandlers.discarding()).thenApply(answer -> {
                room.release();
                return answer.statusCode();
            }));
        }
        for (CompletableFuture<Integer> status : all) {
            if (status.join() != 200) {
                throw new IllegalStateException("A post was answered with " + status.join());
            }
        }
    }

    private static HttpRequest post(String url, int id) throws Exception {
        String body = ("[{`specversion`:`1.0`,`id`:`" + id + "`,`source`:`intuit.test`,`type`:`qbo.invoice.created.v1`,"
                        + "`time`:`2026-01-10T21:31:25.179851517Z`,`intuitentityid`:`7`,`intuitaccountid`:`" + REALM
                        + "`,`data`:{}}]")
                .replace('`', '"');
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(VERIFIER.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header(
                        "intuit-signature",
                        Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** From a change in the sandbox to the route. The sandbox gathers webhooks for no time; Intuit does for minutes. */
    private void delays() throws Exception {
        report.line("");
        report.line("| from a change to the route | median, ms | longest, ms |");
        report.line("|---|---|---|");
        delay(
                "`webhook=true`, polled every 10 minutes",
                "&delay=600000&initialDelay=600000&webhook=true&webhookVerifyToken=" + VERIFIER);
        delay("polled every second", "&delay=1000&initialDelay=0");
    }

    private void delay(String what, String options) throws Exception {
        int number = full ? 40 : 5;
        long[] millis = new long[number];
        try (QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().throttled(false).start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            SynchronousQueue<Long> told = new SynchronousQueue<>();
            MainHttpServer server = server(context);
            component(context, sandbox.url(), sandbox.tokens(REALM).access().value());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quickbooks:cdc?entities=Customer" + options)
                            .process(exchange -> told.offer(System.nanoTime(), 1, TimeUnit.MINUTES));
                }
            });
            context.start();
            sandbox.webhookWindow(Duration.ZERO);
            sandbox.subscribe(Subscription.cloudEvents("http://localhost:" + server.getPort() + "/quickbooks/webhook"));
            for (int i = 0; i < number; i++) {
                long start = System.nanoTime();
                sandbox.company().create("Customer", "{\"DisplayName\":\"Delay " + i + "\"}");
                Long at = told.poll(1, TimeUnit.MINUTES);
                if (at == null) {
                    throw new IllegalStateException("The route was not told");
                }
                millis[i] = (at - start) / 1_000_000;
            }
        }
        Arrays.sort(millis);
        report.line("| %s | %d | %d |", what, millis[number / 2], millis[number - 1]);
    }

    public static void main(String[] args) throws Exception {
        System.out.println(run(args.length == 0 || !args[0].equals("short")));
    }
}
