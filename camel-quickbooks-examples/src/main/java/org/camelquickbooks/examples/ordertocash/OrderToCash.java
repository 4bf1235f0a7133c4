package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.camelquickbooks.client.disk.AtomicFile;
import org.camelquickbooks.examples.Jvm;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.gate.Limits;

/**
 * The main job: starts a QuickBooks company on this machine, has an ERP write its items, orders and payments, starts the
 * integration as a process of its own, kills it where that is asked for, and shows at the end that both sides' books are
 * the same. Then somebody changes the books by hand, and the reconciliation has to find each change.
 */
final class OrderToCash {

    private static final Limits TEN_TIMES = new Limits(true, 5000, 100, 100, 400, 1200, 2000, 5_000_000, 400);
    private static final long LOOK_MILLIS = 250;

    /** More often, so that a short job on a fast machine is not over before it was killed. */
    private static final long LOOK_BEFORE_KILL_MILLIS = 20;

    private final Job job;
    private final PrintStream out;

    OrderToCash(Job job, PrintStream out) {
        this.job = job;
        this.out = out;
    }

    Outcome run() throws Exception {
        clear();
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .empty()
                .start()) {
            sandbox.throttle().limits(limits());
            out.println("The sandbox with the company: " + sandbox.url()
                    + (job.intuitLimits() ? " (Intuit's own limits)" : " (limits ten times Intuit's)"));
            new Erp(job, LocalDate.ofInstant(sandbox.clock().instant(), ZoneId.of("America/Los_Angeles"))).write();
            JsonNode erp = Json.EXACT.readTree(Files.readString(job.work().resolve("erp-books.json")));
            out.printf(
                    "The ERP has written %d items, %d orders of %d customers, and %d payments, some of them wrong on purpose: %s%n",
                    job.items(),
                    erp.path("orders").asInt(),
                    job.customers(),
                    erp.path("payments").asInt(),
                    erp.path("wrong"));
            if (job.faults()) {
                order(sandbox);
            }
            run(sandbox, erp, Worker.BOOKS, job.crashAt());
            if (Files.exists(job.work().resolve(Worker.BOOKS))) {
                audit(sandbox, erp);
            }
        }
        return new Report(job).show(out);
    }

    private Limits limits() {
        return job.intuitLimits() ? Limits.DOCUMENTED : TEN_TIMES;
    }

    private void clear() throws IOException {
        if (Files.isDirectory(job.work())) {
            if (!Files.exists(job.work().resolve("erp-books.json")) && !isEmpty(job.work())) {
                throw new IOException(job.work() + " is not empty, and not from this job; name another with --work");
            }
            try (Stream<Path> all = Files.walk(job.work())) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(job.work());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.findAny().isEmpty();
        }
    }

    /** QuickBooks on a bad day. */
    private void order(QuickBooksSandbox sandbox) {
        sandbox.faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST)
                        .method("POST")
                        .probability(0.01)
                        .times(15));
        sandbox.faults()
                .order(FaultOrder.of(Effect.RESET_MID_ANSWER)
                        .method("POST")
                        .probability(0.01)
                        .times(15));
        sandbox.faults().order(FaultOrder.of(Effect.HTML_502).probability(0.01).times(15));
        sandbox.faults()
                .order(FaultOrder.of(Effect.THROTTLE)
                        .probability(0.002)
                        .times(3)
                        .retryAfter(1));
        out.println("Faults ordered: 15 answers lost, 15 broken off, 15 times nginx's 502, 3 times 429");
    }

    /** The same integration once more: it has nothing left to book, and reconciles. */
    private void audit(QuickBooksSandbox sandbox, JsonNode erp) throws Exception {
        sandbox.faults().clear();
        ArrayNode changes = new ChangesByHand(sandbox.company()).make();
        out.println("The command has changed the books, as a user would by hand: " + changes.size() + " changes");
        run(sandbox, erp, Worker.AUDIT, 0);
        JsonNode found = Json.EXACT.readTree(Files.readString(job.work().resolve(Worker.AUDIT)));
        AtomicFile.replace(
                job.work().resolve("by-hand.json"),
                new Audit(changes, found).json().toString());
    }

    /** Runs the integration to its end, and kills it on the way where that is asked for. */
    private void run(QuickBooksSandbox sandbox, JsonNode erp, String result, double crashAt) throws Exception {
        String token = sandbox.tokenJson(sandbox.tokens(QuickBooksSandbox.US_REALM))
                .path("refresh_token")
                .asText();
        Display display = new Display(out, job, erp, sandbox);
        Process process = start(sandbox, token, result);
        boolean killed = crashAt == 0;
        try {
            while (!process.waitFor(killed ? LOOK_MILLIS : LOOK_BEFORE_KILL_MILLIS, TimeUnit.MILLISECONDS)) {
                double part = display.show();
                if (!killed && part >= crashAt) {
                    killed = true;
                    process.destroyForcibly().waitFor();
                    display.say("Killed with kill -9 at %d %%, and started again".formatted(Math.round(100 * part)));
                    process = start(sandbox, token, result);
                }
            }
            display.end();
            display.paces();
            if (process.exitValue() != 0) {
                throw new IOException("The integration ended with " + process.exitValue() + "; its log is "
                        + job.work().resolve("integration.log"));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(QuickBooksSandbox sandbox, String token, String result) throws IOException {
        List<String> properties = new ArrayList<>(List.of(
                "work=" + job.work(),
                "result=" + result,
                "sandbox.url=" + sandbox.url(),
                "sandbox.company=" + QuickBooksSandbox.US_REALM,
                "sandbox.refresh-token=" + token));
        if (job.intuitLimits()) {
            Limits limits = limits();
            properties.add("limits.requests-per-minute=" + limits.requestsPerMinute());
            properties.add("limits.requests-per-second=" + limits.requestsPerSecond());
            properties.add("limits.max-concurrent-requests=" + limits.concurrentRequests());
            properties.add("limits.batches-per-minute=" + limits.batchesPerMinute());
        }
        return Jvm.start(Worker.class, "512m", job.work().resolve("integration.log"), properties);
    }
}
