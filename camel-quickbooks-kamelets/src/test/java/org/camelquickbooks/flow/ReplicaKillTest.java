package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The process that keeps a copy is killed again and again, during the first load and while it follows changes. */
class ReplicaKillTest extends ReplicaTest {

    private static final int KILLS = "full".equals(System.getProperty("benchmark.form")) ? 20 : 4;
    private static final long PATIENCE_SECONDS = 120;
    private static final String[] SOME = {"Customer", "Invoice", "Payment", "Item"};

    private Process process;
    private String url;

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private void start() throws IOException {
        QuickBooksSandbox sandbox = SANDBOX.sandbox();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReplicaProcess.class.getName(),
                        sandbox.url(),
                        REALM,
                        sandbox.tokens(REALM).access().value(),
                        databases.resolve("process-state").toString(),
                        url,
                        String.join(",", SOME),
                        "10")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return databases.resolve("log");
    }

    private void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("Waited in vain for " + what + "\n" + Files.readString(log()));
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void theCopyEqualsTheCompanyAfterKills() throws Exception {
        url = "jdbc:sqlite:" + databases.resolve("copy.db") + "?busy_timeout=20000&journal_mode=WAL";
        copy = new CopiedBooks(new UrlDataSource(url), template, REALM);
        Random random = new Random(5);
        for (int kill = 0; kill < KILLS; kill++) {
            String customer = newCustomer(company(), "Kill " + kill);
            company().delete("Invoice", newInvoice(company(), customer, "K-" + kill, "3.00"));
            voided("Invoice", newInvoice(company(), customer, "V-" + kill, "4.00"));
            start();
            // A number of requests later, wherever the process is then; the first load takes about forty.
            long enough = SANDBOX.sandbox().requests().count() + 1 + random.nextInt(30);
            await("requests", () -> SANDBOX.sandbox().requests().count() >= enough);
            process.destroyForcibly().waitFor();
        }
        String last = newInvoice(company(), newCustomer(company(), "Last"), "LAST", "5.00");
        start();
        await("the last invoice in ledger and copy", () -> isCopied(last));
        process.destroyForcibly().waitFor();
        process = null;
        copy.equalTheCompany(SOME);
        assertThat(copy.all("SELECT id FROM qbo_invoice WHERE deleted_at IS NOT NULL AND doc_number LIKE 'K-%'"))
                .hasSizeLessThanOrEqualTo(KILLS);
        assertThat(copy.amounts("SELECT txn_id, sum(amount) FROM qbo_ledger_line GROUP BY txn_type, txn_id"))
                .isEmpty();
    }

    private boolean isCopied(String invoice) {
        try {
            return !copy.all("SELECT txn_id FROM qbo_ledger_line WHERE txn_type = 'Invoice' AND txn_id = '" + invoice
                            + "'")
                    .isEmpty();
        } catch (IllegalStateException e) {
            // Before the process has made the tables.
            return false;
        }
    }
}
