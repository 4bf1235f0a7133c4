package org.camelquickbooks.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * What an exchange costs: CPU time and memory allocated in this process, per create, read and query of a thousand rows,
 * of the component and of what one would use in its place. The sandbox runs in a process of its own.
 */
public final class ComponentBenchmark {

    private static final int AT_A_TIME = 4;

    @FunctionalInterface
    private interface Work {
        CompletionStage<?> start(Subject subject, int number) throws Exception;
    }

    private final Cost cost = new Cost();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Report report = new Report();
    private final boolean full;
    private final int rounds;

    private ComponentBenchmark(boolean full) {
        this.full = full;
        rounds = full ? 3 : 1;
    }

    /** @return the tables */
    public static String run(boolean full) throws Exception {
        ComponentBenchmark benchmark = new ComponentBenchmark(full);
        benchmark.report.line("%s; the sandbox runs beside", Machine.describe());
        try (Scratch state = Scratch.create("component-benchmark")) {
            withCompany(company -> benchmark.measure(company, state.path()));
        }
        return benchmark.report.toString();
    }

    /** Something that is measured with a company. */
    @FunctionalInterface
    interface Measured {
        void with(Company company) throws Exception;
    }

    /** A company of a thousand customers, in a process of its own, without limits. */
    static void withCompany(Measured measured) throws Exception {
        try (ServerProcess sandbox =
                new ServerProcess(Main.class, List.of("-Xmx1g"), "--port", "0", "--no-throttles")) {
            measured.with(company("http://localhost:" + sandbox.port()));
        }
    }

    private static Company company(String url) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String realm = QuickBooksSandbox.US_REALM;
        post(http, url + "/admin/companies/" + realm + "/seed", "{\"generate\":\"customers:1000\"}");
        String token = post(http, url + "/admin/tokens", "{\"realmId\":\"" + realm + "\"}")
                .path("access_token")
                .asText();
        Company nobody = new Company(url, realm, token, null, null);
        String customer = first(http, nobody, "select * from Customer maxresults 1", "Customer");
        String item = first(http, nobody, "select * from Item where Type = 'Service' maxresults 1", "Item");
        return new Company(url, realm, token, customer, item);
    }

    private static JsonNode post(HttpClient http, String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return Json.EXACT.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static String first(HttpClient http, Company company, String query, String entity) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(company.api() + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + company.token())
                .build();
        return Json.EXACT
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("QueryResponse")
                .path(entity)
                .path(0)
                .path("Id")
                .asText();
    }

    private void measure(Company company, Path state) throws Exception {
        try (Subject raw = new JdkSubject(company);
                Subject apache = new ApacheSubject(company);
                Subject netty = new VertxSubject(company);
                Subject component = new ComponentSubject(company, state.resolve("single"));
                Subject camelHttp = new CamelHttpSubject(company);
                Subject intuit = new IntuitSubject(company);
                Subject logged = ComponentSubject.coalescing(company, state.resolve("logged"), true);
                Subject unlogged = ComponentSubject.coalescing(company, state.resolve("unlogged"), false)) {
            // The first one is what the others are compared with.
            List<Subject> all = List.of(camelHttp, component, raw, apache, netty, intuit);
            int calls = full ? 4_000 : 60;
            table("create an invoice", all, calls, AT_A_TIME, Subject::create);
            table("read a customer", all, calls, AT_A_TIME, (subject, number) -> subject.read());
            table("query of 1000", all, full ? 200 : 5, AT_A_TIME, (subject, number) -> subject.query());
            table(
                    "create an invoice, 100 at a time",
                    List.of(component, unlogged, logged),
                    calls,
                    100,
                    Subject::create);
        }
    }

    private void table(String title, List<Subject> subjects, int most, int atATime, Work work) throws Exception {
        Map<Subject, long[]> sums = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            perform(subject, calls(subject, most), atATime, work);
            sums.put(subject, new long[3]);
        }
        // Turn by turn, so that what the machine does meanwhile falls on all.
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : subjects) {
                int calls = calls(subject, most);
                cost.start();
                long start = System.nanoTime();
                perform(subject, calls, atATime, work);
                long[] sum = sums.get(subject);
                sum[0] += cost.cpuNanos() / calls;
                sum[2] += (System.nanoTime() - start) / calls;
                sum[1] += cost.bytes() / calls;
            }
        }
        report.line("");
        report.line("| %s | CPU, µs | ratio | allocated, kB | ratio | calls/s |", title);
        report.line("|---|---|---|---|---|---|");
        long[] base = sums.get(subjects.get(0));
        sums.forEach((subject, sum) -> report.line(
                "| %s | %.0f | %.2f | %.1f | %.2f | %.0f |",
                subject.name(),
                sum[0] / 1e3 / rounds,
                (double) sum[0] / base[0],
                sum[1] / 1e3 / rounds,
                (double) sum[1] / base[1],
                rounds / (sum[2] / 1e9)));
    }

    /** Of one that takes ten times as long, a tenth: the figures are by call. */
    private static int calls(Subject subject, int most) {
        return Math.max(1, most / (subject instanceof IntuitSubject ? 10 : 1));
    }

    private void perform(Subject subject, int calls, int atATime, Work work) throws Exception {
        Semaphore room = new Semaphore(atATime);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        if (subject.isBlocking()) {
            AtomicInteger left = new AtomicInteger(calls);
            for (int i = 0; i < atATime; i++) {
                Thread thread = new Thread(() -> {
                    subject.prepareThread();
                    while (left.getAndDecrement() > 0) {
                        try {
                            work.start(subject, numbers.incrementAndGet());
                        } catch (Exception e) {
                            failed.set(e);
                        }
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } else {
            for (int i = 0; i < calls; i++) {
                await(subject, room, 1);
                work.start(subject, numbers.incrementAndGet()).whenComplete((done, failure) -> {
                    if (failure != null) {
                        failed.set(failure);
                    }
                    room.release();
                });
            }
            await(subject, room, atATime);
        }
        if (failed.get() != null) {
            throw new IllegalStateException(subject.name() + " failed", failed.get());
        }
    }

    private static void await(Subject subject, Semaphore room, int places) throws InterruptedException {
        if (!room.tryAcquire(places, 2, TimeUnit.MINUTES)) {
            throw new IllegalStateException(subject.name() + " has not answered for two minutes");
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(run(args.length == 0 || !args[0].equals("short")));
    }
}
