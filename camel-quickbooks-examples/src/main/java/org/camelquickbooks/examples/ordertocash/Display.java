package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.Limits;

/** A line for each flow, written over and over on a terminal, and now and then elsewhere. */
final class Display {

    private static final long PLAIN_NANOS = 5_000_000_000L;
    private static final double NANOS = 1e9;
    private static final double MINUTE = 60 * NANOS;
    private static final int HUNDRED = 100;

    private final PrintStream out;
    private final QuickBooksSandbox sandbox;
    private final Path file;
    private final Map<String, Integer> totals = new LinkedHashMap<>();
    private final Map<String, Long> begun = new LinkedHashMap<>();
    private final Map<String, Pace> paces = new LinkedHashMap<>();
    private final boolean terminal = System.console() != null;
    private long shown;
    private int lines;

    Display(PrintStream out, Job job, JsonNode erp, QuickBooksSandbox sandbox) {
        this.out = out;
        this.sandbox = sandbox;
        this.file = job.work().resolve("progress.json");
        JsonNode wrong = erp.path("wrong");
        totals.put("items", job.items());
        totals.put(
                "invoice",
                erp.path("invoices").asInt()
                        + wrong.path("unknown SKU").asInt()
                        + wrong.path("sums off").asInt());
        totals.put(
                "payment",
                erp.path("booked").asInt()
                        + wrong.path("unknown invoice").asInt()
                        + wrong.path("negative payment").asInt());
    }

    /** How fast a flow was: its documents, over which time, and what of the limits was in use meanwhile. */
    private static final class Pace {
        private long ended;
        private int looks;
        private long requests;
        private long batches;
    }

    /** @return which part of the work is done */
    double show() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        JsonNode progress = Json.EXACT.readTree(Files.readString(file));
        long now = System.nanoTime();
        int all = 0;
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> flow : totals.entrySet()) {
            JsonNode counts = progress.path(flow.getKey());
            int handled = counts.path("done").asInt() + counts.path("refused").asInt();
            all += handled;
            if (handled > 0) {
                begun.putIfAbsent(flow.getKey(), now);
            }
            pace(flow.getKey(), handled < flow.getValue(), now);
            text.append(line(flow.getKey(), counts, flow.getValue(), now)).append('\n');
        }
        if (terminal || now - shown >= PLAIN_NANOS) {
            print(text.toString());
            shown = now;
        }
        return (double) all
                / totals.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void pace(String flow, boolean isRunning, long now) {
        if (isRunning && begun.containsKey(flow)) {
            Pace pace = paces.computeIfAbsent(flow, f -> new Pace());
            Limits limits = sandbox.throttle().limits();
            pace.ended = now;
            pace.looks++;
            pace.requests += part("requests a minute", limits.requestsPerMinute());
            pace.batches += part("batches a minute", limits.batchesPerMinute());
        }
    }

    /** What each flow came to, a line each. */
    void paces() {
        paces.forEach((flow, pace) -> out.printf(
                "  %-8s %5.0f a minute; of the limits on average: requests %d %%, batches %d %%%n",
                flow,
                totals.get(flow) * MINUTE / Math.max(1, pace.ended - begun.get(flow)),
                pace.requests / pace.looks,
                pace.batches / pace.looks));
    }

    private String line(String flow, JsonNode counts, int total, long now) {
        int done = counts.path("done").asInt();
        int refused = counts.path("refused").asInt();
        double seconds = (now - begun.getOrDefault(flow, now)) / NANOS;
        boolean running = seconds > 1 && done + refused < total;
        double rate = running ? (done + refused) / seconds : 0;
        return "  %-8s %5d of %5d done, %3d refused%s%s"
                .formatted(
                        flow,
                        done,
                        total,
                        refused,
                        running
                                ? ", %4.0f/s, %s, %3.0f s to go".formatted(rate, use(), (total - done - refused) / rate)
                                : "",
                        done + refused >= total ? ", all" : "");
    }

    /** What of the limits of a minute is used, as QuickBooks counts it. */
    private String use() {
        Limits limits = sandbox.throttle().limits();
        return "limits: requests %d %%, batches %d %%"
                .formatted(
                        part("requests a minute", limits.requestsPerMinute()),
                        part("batches a minute", limits.batchesPerMinute()));
    }

    private int part(String gauge, int allowed) {
        int used = sandbox.throttle().gauges().entrySet().stream()
                .filter(each -> each.getKey().startsWith(gauge))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
        return HUNDRED * used / allowed;
    }

    private void print(String text) {
        if (terminal && lines > 0) {
            out.print("\u001b[" + lines + "A\u001b[J");
        }
        out.print(text);
        out.flush();
        lines = (int) text.lines().count();
    }

    /** A line that stays. */
    void say(String text) {
        out.println(text);
        lines = 0;
    }

    /** Once more, with what was done last. */
    void end() throws IOException {
        shown = 0;
        show();
    }
}
