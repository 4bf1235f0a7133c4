package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;

/**
 * What one node bears: companies that it follows and writes to, with what memory, threads and CPU time. The node and the
 * sandbox have a process each; the sandbox keeps its limits, and so does the node.
 */
public final class SizingBenchmark {

    private static final String HEAP = "-Xmx64m";
    /** For so many companies a node gets more. */
    private static final int MANY = 5_000;

    private static final String LARGER_HEAP = "-Xmx128m";

    private final Chart chart = new Chart(
            "growth-companies", "CPU time to poll a company, by number of companies", "companies", "ms a poll");
    private final Report report = new Report();
    private final boolean full;
    private double heapBefore;
    private int companiesBefore;

    private SizingBenchmark(boolean full) {
        this.full = full;
    }

    /** @return the table */
    public static String run(boolean full) throws Exception {
        SizingBenchmark benchmark = new SizingBenchmark(full);
        benchmark.report.line(
                "%s; the sandbox runs beside, the node with %s, above %d companies with %s",
                Machine.describe(), HEAP, MANY, LARGER_HEAP);
        benchmark.report.line("");
        benchmark.report.line(
                "| companies | heap in use, MB | kB a company more | process, MB | threads | a poll of all, s "
                        + "| its CPU, s | of a processor, polled each hour | writes/s | CPU a write, µs |");
        benchmark.report.line("|---|---|---|---|---|---|---|---|---|---|");
        for (int companies : full ? List.of(1, 10, 100, 1_000, 10_000) : List.of(1, 20)) {
            benchmark.node(companies);
        }
        benchmark.chart.write();
        return benchmark.report.toString();
    }

    private void node(int companies) throws Exception {
        String key = TokenCipher.newKey();
        try (Scratch state = Scratch.create("sizing-benchmark");
                ServerProcess sandbox = new ServerProcess(
                        Main.class,
                        List.of("-Xmx6g"),
                        "--port",
                        "0",
                        "--empty",
                        "--companies",
                        Integer.toString(Math.max(companies, 2)))) {
            connect(state.path(), key, sandbox.port(), companies);
            try (ServerProcess node = new ServerProcess(
                    SizingNode.class,
                    List.of(companies > MANY ? LARGER_HEAP : HEAP),
                    "http://localhost:" + sandbox.port(),
                    state.path().toString(),
                    key)) {
                measure(node, companies);
            }
        }
    }

    /** Refresh tokens only: access tokens are fetched by the node. */
    private static void connect(Path state, String key, int port, int companies) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (State database = State.inFile(state.resolve(State.FILE), threads, threads, Clock.systemUTC())) {
            connect(
                    new StateTokenStore(new Node(database, "benchmark"), () -> new TokenCipher(key), null),
                    port,
                    companies);
        } finally {
            threads.shutdown();
        }
    }

    private static void connect(TokenStore store, int port, int companies) {
        LoadGenerator load = new LoadGenerator(port);
        for (String realm : realms(companies)) {
            String pair =
                    load.once(LoadGenerator.request("POST", "/admin/tokens", null, "{\"realmId\":\"" + realm + "\"}"));
            store.save(new Token(
                    realm, null, null, Json.parsed(pair).path("refresh_token").asText(), null));
        }
    }

    private static List<String> realms(int companies) {
        List<String> realms = new ArrayList<>();
        long first = Long.parseLong(QuickBooksSandbox.US_REALM);
        for (int i = 0; i < companies; i++) {
            realms.add(Long.toString(first + i));
        }
        return realms;
    }

    /** What a command did, in seconds, and in seconds of CPU time. */
    private record Figures(int done, double seconds, double cpu) {

        static final Figures NONE = new Figures(0, 0, 0);

        static Figures of(ServerProcess node, String command) throws IOException {
            String[] figures = node.ask(command).split(" ");
            return new Figures(
                    Integer.parseInt(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
        }

        Figures plus(Figures more) {
            return new Figures(done + more.done, seconds + more.seconds, cpu + more.cpu);
        }
    }

    private void measure(ServerProcess node, int companies) throws IOException {
        int rounds = full ? Math.max(3, Math.min(40, 4_000 / companies)) : 2;
        // The first round fetches access tokens and sets cursors; more of them make the node warm.
        for (int i = 0; i <= rounds; i++) {
            node.ask("poll");
            node.ask("write");
        }
        Figures poll = Figures.NONE;
        Figures write = Figures.NONE;
        for (int i = 0; i < rounds; i++) {
            // Each company has one change to tell of: what was written in the round before.
            Figures told = Figures.of(node, "poll");
            if (told.done() != companies) {
                throw new IllegalStateException(
                        "Of " + companies + " companies with a change the node was told of " + told.done());
            }
            poll = poll.plus(told);
            write = write.plus(Figures.of(node, "write"));
        }
        String[] memory = node.ask("memory").split(" ");
        double heap = Long.parseLong(memory[0]) / 1e6;
        report.line(
                "| %d | %.1f | %s | %d | %s | %.2f | %.3f | %.3f %% | %.0f | %.0f |",
                companies,
                heap,
                companiesBefore == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.0f", (heap - heapBefore) * 1e3 / (companies - companiesBefore)),
                node.residentMegabytes(),
                memory[1],
                poll.seconds() / rounds,
                poll.cpu() / rounds,
                poll.cpu() / rounds / 3_600 * 100,
                write.done() / write.seconds(),
                write.cpu() * 1e6 / write.done());
        chart.point(companies, poll.cpu() * 1e3 / rounds / companies);
        heapBefore = heap;
        companiesBefore = companies;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(run(args.length == 0 || !args[0].equals("short")));
    }
}
