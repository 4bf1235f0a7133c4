package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.Sample;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each flow, run once, run twice, and run with kill -9 in between, leaves the same books. */
class FlowsKillTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final long PATIENCE_SECONDS = 300;
    private static final int REQUESTS_BETWEEN_KILLS = 25;

    @TempDir
    Path directory;

    private static void write(Path in, int number, String flow, String json) throws IOException {
        Files.writeString(in.resolve("%03d-%s.json".formatted(number, flow)), json.replace('`', '"'));
    }

    /** A month of a small company. */
    private static void messages(Path in) throws IOException {
        Files.createDirectories(in);
        int n = 0;
        for (int i = 0; i < 4; i++) {
            write(
                    in,
                    n++,
                    "items",
                    "{`id`:`T-" + i + "`,`sku`:`T-" + i + "`,`name`:`Tea " + i
                            + "`,`type`:`inventory`,`price`:10.00,`cost`:4.00,`quantity`:100,`stockDate`:`2026-01-01`}");
        }
        for (int i = 0; i < 12; i++) {
            write(
                    in,
                    n++,
                    "contacts-in",
                    "{`id`:`crm-" + i % 6 + "`,`name`:`Customer " + i % 6 + "`,`phone`:`555-" + i + "`}");
        }
        for (int i = 0; i < 20; i++) {
            String line = i % 5 == 0 ? "`item`:`Services`" : "`sku`:`T-" + i % 4 + "`";
            write(
                    in,
                    n++,
                    "invoice",
                    "{`id`:`W-" + i + "`,`number`:`W-" + i + "`,`date`:`2026-01-" + (10 + i % 10)
                            + "`,`customer`:{`name`:`Customer " + i % 6 + "`},`lines`:[{" + line
                            + ",`quantity`:2,`unitPrice`:10.00,`amount`:20.00}],`total`:20.00}");
        }
        for (int i = 0; i < 16; i++) {
            String amount = i % 4 == 3 ? "19.97" : i % 4 == 2 ? "25.00" : "20.00";
            String invoices = i % 2 == 0 ? "" : ",`invoices`:[{`number`:`W-" + i + "`}]";
            write(
                    in,
                    n++,
                    "payment",
                    "{`id`:`P-" + i + "`,`date`:`2026-02-01`,`customer`:{`name`:`Customer " + i % 6 + "`},`amount`:"
                            + amount + invoices + "}");
        }
        for (int i = 0; i < 4; i++) {
            write(
                    in,
                    n++,
                    "payout",
                    "{`id`:`O-" + i + "`,`date`:`2026-02-03`,`account`:`Checking`,`amount`:39.00,`payments`:"
                            + "[{`id`:`P-" + 4 * i + "`},{`id`:`P-" + (4 * i + 1) + "`}],`fees`:[{`amount`:1.00}]}");
        }
        for (int i = 0; i < 4; i++) {
            write(
                    in,
                    n++,
                    "purchase",
                    "{`id`:`B-" + i + "`,`number`:`B-" + i + "`,`date`:`2026-02-01`,`vendor`:`Teahouse`,"
                            + "`lines`:[{`sku`:`T-" + i
                            + "`,`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}");
            write(
                    in,
                    n++,
                    "receipt",
                    "{`id`:`R-" + i + "`,`date`:`2026-02-05`,`purchase`:`B-" + i + "`,`number`:`V-" + i
                            + "`,`lines`:[{`sku`:`T-" + i + "`,`quantity`:6}]}");
        }
        for (int i = 0; i < 4; i++) {
            write(
                    in,
                    n++,
                    "count",
                    "{`id`:`C-" + i + "`,`date`:`2026-02-10`,`counts`:[{`sku`:`T-" + i + "`,`quantity`:" + (90 + i)
                            + "}]}");
        }
        write(in, n++, "revenue", "2026-03");
        write(in, n, "close", "2026-01");
    }

    /** Runs all messages, and gives what the books say then. */
    private List<String> books(String name, int kills, boolean twice) throws Exception {
        Path work = directory.resolve(name);
        messages(work.resolve("in"));
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .withCompany(REALM)
                .sample(Sample.OWN)
                .empty()
                .throttled(false)
                .start()) {
            sandbox.company(REALM).create("Vendor", "{\"DisplayName\":\"Teahouse\"}");
            if (kills > 0) {
                sandbox.faults()
                        .order(FaultOrder.of(FaultOrder.Effect.ANSWER_LOST)
                                .method("POST")
                                .probability(0.1)
                                .times(8));
                sandbox.faults().order(FaultOrder.of(FaultOrder.Effect.LATENCY).millis(30));
            }
            run(sandbox, work, kills);
            if (twice) {
                messages(work.resolve("in"));
                run(sandbox, work, 0);
            }
            assertThat(letters(work.resolve("dead"))).isEmpty();
            assertThat(sandbox.company(REALM).trialBalance()).isEqualByComparingTo("0");
            return said(sandbox.company(REALM), work);
        }
    }

    private static void run(QuickBooksSandbox sandbox, Path work, int kills) throws Exception {
        Random random = new Random(kills);
        for (int i = 0; i < kills; i++) {
            Process process = start(sandbox, work);
            // A random number of requests later, wherever the process is then, on a fast machine as on a slow one.
            long enough = sandbox.requests().count() + 1 + random.nextInt(REQUESTS_BETWEEN_KILLS);
            awaitProgress(process, work, () -> sandbox.requests().count() >= enough);
            process.destroyForcibly().waitFor();
        }
        Process process = start(sandbox, work);
        try {
            awaitProgress(process, work, () -> false);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Until that is so, or all messages are done. */
    private static void awaitProgress(Process process, Path work, BooleanSupplier enough) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!enough.getAsBoolean() && left(work.resolve("in")) > 0) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError(
                        "Waited in vain, " + PATIENCE_SECONDS + " s, for the messages to be done; left: "
                                + left(work.resolve("in")) + "\n" + Files.readString(work.resolve("log")));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private static long left(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static List<String> letters(Path dead) throws IOException {
        List<String> letters = new ArrayList<>();
        if (Files.exists(dead)) {
            try (Stream<Path> files = Files.list(dead)) {
                for (Path file : files.toList()) {
                    letters.add(Files.readString(file));
                }
            }
        }
        return letters;
    }

    private static Process start(QuickBooksSandbox sandbox, Path work) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FlowsProcess.class.getName(),
                        sandbox.url(),
                        REALM,
                        sandbox.tokens(REALM).access().value(),
                        work.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()))
                .start();
    }

    /** All that was booked, without what QuickBooks itself numbers. */
    private static List<String> said(SandboxCompany company, Path work) throws IOException {
        List<String> said = new ArrayList<>();
        for (String entity : List.of(
                "Invoice", "Payment", "Deposit", "JournalEntry", "InventoryAdjustment", "PurchaseOrder", "Bill")) {
            for (JsonNode row : company.query("select * from " + entity + " maxresults 1000")) {
                said.add(entity + " " + row.path("TxnDate").asText() + " "
                        + row.path("DocNumber").asText().replaceFirst("^\\d+$", "")
                        + " " + row.at("/CustomerRef/name").asText() + " " + plain(row, "TotalAmt") + " "
                        + plain(row, "Balance")
                        + " " + plain(row, "UnappliedAmt") + " "
                        + row.path("Line").size());
            }
        }
        for (JsonNode item : company.query("select * from Item where Type = 'Inventory'")) {
            said.add(item.path("Name").asText() + " " + plain(item, "QtyOnHand"));
        }
        for (JsonNode customer : company.query("select * from Customer")) {
            said.add(customer.path("DisplayName").asText() + " "
                    + customer.at("/PrimaryPhone/FreeFormNumber").asText());
        }
        for (JsonNode account : company.query("select * from Account maxresults 1000")) {
            said.add(account.path("Name").asText() + " " + plain(account, "CurrentBalance"));
        }
        try (Stream<Path> reports = Files.walk(work.resolve("reports"))) {
            said.addAll(new TreeSet<>(reports.filter(Files::isRegularFile)
                    .map(file -> work.relativize(file).toString())
                    .toList()));
        }
        return said.stream().sorted().toList();
    }

    private static String plain(JsonNode row, String field) {
        return row.path(field).decimalValue().stripTrailingZeros().toPlainString();
    }

    @Test
    void theSameBooksOnceTwiceAndWithKills() throws Exception {
        List<String> once = books("once", 0, false);
        assertThat(once).anyMatch(line -> line.startsWith("Deposit")).anyMatch(line -> line.startsWith("JournalEntry"));
        assertThat(books("twice", 0, true)).isEqualTo(once);
        assertThat(books("kills", 6, false)).isEqualTo(once);
    }
}
