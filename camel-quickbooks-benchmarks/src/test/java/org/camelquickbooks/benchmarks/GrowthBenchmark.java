package org.camelquickbooks.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * How cost grows: with the rows that are read, in a JVM of 64 MB, and with the number of callers that write at the same
 * time. How it grows with companies is {@link SizingBenchmark}'s. Each figure is a ratio to the first line of its table.
 */
public final class GrowthBenchmark {

    private static final String HEAP = "-Xmx64m";
    private static final String REALM = QuickBooksSandbox.US_REALM;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Report report = new Report();
    private final boolean full;

    private GrowthBenchmark(boolean full) {
        this.full = full;
    }

    /** @return the tables */
    public static String run(boolean full) throws Exception {
        GrowthBenchmark benchmark = new GrowthBenchmark(full);
        benchmark.report.line("%s; the sandbox runs beside, the client with %s", Machine.describe(), HEAP);
        benchmark.rows();
        benchmark.callers();
        return benchmark.report.toString();
    }

    private void rows() throws Exception {
        Chart chart = new Chart("growth-rows", "CPU time to read a row, by number of rows", "rows read", "µs a row");
        report.line("");
        report.line("| rows read | seconds | rows/s | CPU a row, µs | ratio |");
        report.line("|---|---|---|---|---|");
        double base = 0;
        for (int rows : full ? List.of(1_000, 10_000, 100_000, 1_000_000) : List.of(1_000)) {
            try (Scratch state = Scratch.create("growth-benchmark");
                    ServerProcess sandbox = new ServerProcess(
                            Main.class, List.of("-Xmx8g"), "--port", "0", "--empty", "--no-throttles")) {
                String url = "http://localhost:" + sandbox.port();
                post(url + "/admin/companies/" + REALM + "/seed", "{\"generate\":\"customers:" + rows + "\"}");
                try (ServerProcess node = node(url, state)) {
                    double[] read = new double[3];
                    // Until some tens of pages were read the JVM compiles more than it reads.
                    for (int i = 0; i < Math.max(1, 20_000 / rows) && full; i++) {
                        node.ask("read");
                    }
                    int rounds = Math.max(1, Math.min(20, (full ? 100_000 : 1) / rows));
                    for (int i = 0; i < rounds; i++) {
                        add(read, node.ask("read"));
                    }
                    if (read[0] < (double) rows * rounds) {
                        throw new IllegalStateException(
                                "Of " + rows + " rows " + (read[0] / rounds) + " were read in each round");
                    }
                    double cpu = read[2] * 1e6 / read[0];
                    base = base == 0 ? cpu : base;
                    report.line(
                            "| %s | %.2f | %s | %.1f | %.2f |",
                            thousands(rows), read[1] / rounds, thousands(read[0] / read[1]), cpu, cpu / base);
                    chart.point(rows, cpu);
                }
            }
        }
        chart.write();
    }

    private void callers() throws Exception {
        Chart chart =
                new Chart("growth-callers", "Customers created a second, by number of callers", "callers", "creates/s");
        report.line("");
        report.line("| callers | creates/s | ratio | CPU a create, µs | ratio |");
        report.line("|---|---|---|---|---|");
        try (Scratch state = Scratch.create("growth-benchmark");
                ServerProcess sandbox =
                        new ServerProcess(Main.class, List.of("-Xmx2g"), "--port", "0", "--empty", "--no-throttles");
                ServerProcess node = node("http://localhost:" + sandbox.port(), state)) {
            int calls = full ? 20_000 : 100;
            node.ask("create 10 " + calls);
            double[] base = null;
            for (int callers : full ? List.of(1, 2, 5, 10, 50, 100, 500) : List.of(1, 20)) {
                double[] created = new double[3];
                add(created, node.ask("create " + callers + " " + calls));
                double rate = created[0] / created[1];
                double cpu = created[2] * 1e6 / created[0];
                base = base == null ? new double[] {rate, cpu} : base;
                report.line(
                        "| %d | %s | %.2f | %.0f | %.2f |",
                        callers, thousands(rate), rate / base[0], cpu, cpu / base[1]);
                chart.point(callers, rate);
            }
        }
        chart.write();
    }

    private ServerProcess node(String url, Scratch state) throws Exception {
        String token = Json.EXACT
                .readTree(post(url + "/admin/tokens", "{\"realmId\":\"" + REALM + "\"}"))
                .path("access_token")
                .asText();
        return new ServerProcess(
                GrowthNode.class, List.of(HEAP), url, state.path().toString(), token);
    }

    private String post(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static void add(double[] sums, String figures) {
        String[] each = figures.split(" ");
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Double.parseDouble(each[i]);
        }
    }

    private static String thousands(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    public static void main(String[] args) throws Exception {
        System.out.println(run(args.length == 0 || !args[0].equals("short")));
    }
}
