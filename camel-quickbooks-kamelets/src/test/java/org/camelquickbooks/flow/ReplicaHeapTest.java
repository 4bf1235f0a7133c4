package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first load in a JVM with 64 MB of memory. */
class ReplicaHeapTest {

    private static final boolean FULL = "full".equals(System.getProperty("benchmark.form"));
    private static final int EACH = FULL ? 100_000 : 2_000;
    private static final long PATIENCE_MINUTES = FULL ? 60 : 3;
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    Path directory;

    @Test
    void allRowsAreCopied() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("copy.db") + "?busy_timeout=20000&journal_mode=WAL";
        CopiedBooks copy = new CopiedBooks(new UrlDataSource(url), null, REALM);
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .throttled(false)
                .empty()
                .withCompany(REALM)
                .start()) {
            sandbox.generate(REALM, "customers:" + EACH + ",items:50,invoices:" + EACH, 1);
            int customers = sandbox.company().count("Customer");
            int invoices = sandbox.company().count("Invoice");
            Path log = directory.resolve("log");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            ReplicaProcess.class.getName(),
                            sandbox.url(),
                            REALM,
                            sandbox.tokens(REALM).access().value(),
                            directory.resolve("state").toString(),
                            url,
                            "Customer,Invoice",
                            "1000",
                            "no ledger")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
                while (!isDone(copy)) {
                    if (System.nanoTime() > end || !process.isAlive()) {
                        throw new AssertionError("Waited in vain for the first load\n" + Files.readString(log));
                    }
                    process.waitFor(100, TimeUnit.MILLISECONDS);
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(copy.one("SELECT count(*) FROM qbo_customer")).isEqualTo(Integer.toString(customers));
            assertThat(copy.one("SELECT count(*) FROM qbo_invoice")).isEqualTo(Integer.toString(invoices));
            assertThat(Files.readString(log)).doesNotContain("OutOfMemoryError");
        }
    }

    private static boolean isDone(CopiedBooks copy) {
        try {
            return copy.all("SELECT entity FROM qbo_replica_offset WHERE phase = 'FOLLOWING'")
                            .size()
                    == 2;
        } catch (IllegalStateException e) {
            // Before the process has made the tables.
            return false;
        }
    }
}
