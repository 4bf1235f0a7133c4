package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.camelquickbooks.sandbox.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * How fast the sandbox is, next to a server that does nothing; how long a large company takes to open; and what a query
 * by index costs in a large company, as a multiple of what it costs in a small one.
 */
public final class SandboxBenchmark {

    private static final String COMPANY = "/v3/company/" + QuickBooksSandbox.US_REALM + "/";
    private static final String INVOICE =
            "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":25.00,\"DetailType\":\"SalesItemLineDetail\","
                    + "\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"},\"Qty\":1,\"UnitPrice\":25.00}}]}";

    private final Form form;
    private final Report report = new Report();

    private SandboxBenchmark(Form form) {
        this.form = form;
    }

    /** Runs in {@code short} or {@code full} form and prints the tables. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(run(Form.named(arguments.length == 0 ? "full" : arguments[0])));
    }

    /** Runs and answers the tables. */
    public static String run(Form form) throws IOException, InterruptedException {
        SandboxBenchmark benchmark = new SandboxBenchmark(form);
        try (Scratch data = Scratch.create("sandbox-benchmark")) {
            benchmark.machine();
            benchmark.throughput();
            benchmark.largeCompany(data.path());
        }
        return benchmark.report.toString();
    }

    private void machine() throws IOException {
        report.line("%s; client and server share it", Machine.describe());
        report.line("Each figure: %d ms after %d ms of warming up", form.millis(), form.warmUpMillis());
        report.line("");
    }

    private static String token(LoadGenerator load) {
        String answer = load.once(LoadGenerator.request(
                "POST", "/admin/tokens", null, "{\"realmId\":\"" + QuickBooksSandbox.US_REALM + "\"}"));
        return between(answer, "\"access_token\":\"");
    }

    private static String between(String text, String prefix) {
        int start = text.indexOf(prefix) + prefix.length();
        return text.substring(start, text.indexOf('"', start));
    }

    private static void generate(LoadGenerator load, String what) {
        load.once(LoadGenerator.request(
                "POST",
                "/admin/companies/" + QuickBooksSandbox.US_REALM + "/seed",
                null,
                "{\"generate\":\"" + what + "\",\"seed\":1}"));
    }

    private void throughput() throws IOException, InterruptedException {
        try (ServerProcess sandbox = sandbox("-Xmx2g");
                ServerProcess bare = new ServerProcess(BareServer.class, List.of("-Xmx512m"))) {
            LoadGenerator load = new LoadGenerator(sandbox.port());
            String token = token(load);
            generate(load, "invoices:1000");
            String read = COMPANY + "invoice/" + anInvoice(load, token);
            String query = COMPANY + "query?query=select%20*%20from%20Invoice%20maxresults%201000";
            report.line("| request | sandbox, a second | bare Vert.x, a second | share of the ceiling |");
            report.line("|---|---|---|---|");
            compare("read an invoice", load, bare, LoadGenerator.request("GET", read, token, null), null);
            compare("query of 1000", load, bare, LoadGenerator.request("GET", query, token, null), null);
            compare(
                    "create an invoice",
                    load,
                    bare,
                    LoadGenerator.request("POST", COMPANY + "invoice", token, INVOICE),
                    INVOICE);
            compare(
                    "batch of 30",
                    load,
                    bare,
                    LoadGenerator.request("POST", COMPANY + "batch", token, batch()),
                    batch());
            report.line("");
        }
    }

    private static ServerProcess sandbox(String heap, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--port", "0", "--no-throttles", "--companies", "1"));
        arguments.addAll(List.of(more));
        return new ServerProcess(Main.class, List.of(heap), arguments.toArray(String[]::new));
    }

    private static String anInvoice(LoadGenerator load, String token) {
        return between(
                load.once(LoadGenerator.request("POST", COMPANY + "invoice", token, INVOICE)),
                "\"sparse\":false,\"Id\":\"");
    }

    private static String batch() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            items.append(i == 0 ? "" : ",").append("{\"bId\":\"").append(i);
            items.append("\",\"operation\":\"create\",\"Invoice\":")
                    .append(INVOICE)
                    .append('}');
        }
        return "{\"BatchItemRequest\":[" + items + "]}";
    }

    /** The ceiling answers as many bytes as the sandbox does, and reads as many. */
    private void compare(String name, LoadGenerator load, ServerProcess bare, byte[] request, String body)
            throws InterruptedException {
        LoadGenerator.Rate sandbox = load.run(form, n -> request);
        byte[] same = LoadGenerator.request(body == null ? "GET" : "POST", "/" + sandbox.answerBytes(), null, body);
        LoadGenerator.Rate ceiling = new LoadGenerator(bare.port()).run(form, n -> same);
        report.line(
                "| %s | %.0f | %.0f | %.0f %% |",
                name, sandbox.perSecond(), ceiling.perSecond(), 100 * sandbox.perSecond() / ceiling.perSecond());
    }

    /** Opens a company from its journal, and asks it by index. */
    private void largeCompany(Path data) throws IOException, InterruptedException {
        Path small = data.resolve("small");
        Path large = data.resolve("large");
        fill(small, "invoices:" + form.small());
        fill(large, "invoices:" + form.large());
        try (ServerProcess many = sandbox("-Xmx1g", "--data", large.toString())) {
            report.line(
                    "A company of %,d invoices opens in %.2f s within -Xmx1g (%d MB resident).",
                    form.large(), many.startMillis() / 1000.0, many.residentMegabytes());
            report.line("");
        }
        try (ServerProcess few = sandbox("-Xmx1g", "--data", small.toString());
                ServerProcess many = sandbox("-Xmx2g", "--data", large.toString())) {
            LoadGenerator fewLoad = new LoadGenerator(few.port());
            LoadGenerator manyLoad = new LoadGenerator(many.port());
            generate(fewLoad, "customers:" + form.small());
            generate(manyLoad, "customers:" + form.large());
            report.line(
                    "| query by | %,d rows, a second | %,d rows, a second | times slower |",
                    form.small(), form.large());
            report.line("|---|---|---|---|");
            for (String[] query : new String[][] {
                {"Id", "Invoice where Id = '100'"},
                {"DocNumber", "Invoice where DocNumber = '1100'"},
                {"CustomerRef", "Invoice where CustomerRef = '1' maxresults 10"},
                {"LastUpdatedTime", "Invoice where MetaData.LastUpdatedTime > '2020-01-01' maxresults 10"},
                {"DisplayName", "Customer where DisplayName = 'Fern %26 Co'"}
            }) {
                String path = COMPANY + "query?query=select%20*%20from%20" + query[1].replace(" ", "%20");
                double inFew = fewLoad.run(form, fixed(fewLoad, path)).perSecond();
                double inMany = manyLoad.run(form, fixed(manyLoad, path)).perSecond();
                report.line("| %s | %.0f | %.0f | %.2f |", query[0], inFew, inMany, inFew / inMany);
            }
        }
    }

    private static LongFunction<byte[]> fixed(LoadGenerator load, String path) {
        byte[] request = LoadGenerator.request("GET", path, token(load), null);
        return n -> request;
    }

    private static void fill(Path data, String what) throws IOException, InterruptedException {
        try (ServerProcess sandbox = sandbox("-Xmx2g", "--data", data.toString())) {
            generate(new LoadGenerator(sandbox.port()), what);
            sandbox.stop();
        }
    }
}
