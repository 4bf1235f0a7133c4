package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM with 64 MB of memory can do. */
class SmallHeapTest {

    private static final boolean FULL = "full".equals(System.getProperty("benchmark.form"));
    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    Path directory;

    @Test
    void streamsEveryRowOnceWhileOthersWriteAndDelete() throws Exception {
        int rows = FULL ? 200_000 : 20_000;
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .throttled(false)
                .empty()
                .withCompany(REALM)
                .start()) {
            sandbox.generate(REALM, "customers:" + rows, 1);
            SandboxCompany company = sandbox.company();
            Set<String> there = ids(company);
            assertThat(there).hasSizeGreaterThanOrEqualTo(rows);
            Path file = directory.resolve("ids");
            Set<String> removed = new HashSet<>();
            try (Child child = Child.start(
                    SmallHeap.class, "64m", "rows", sandbox.url(), token(sandbox), REALM, file.toString())) {
                child.await("READING");
                Random dice = new Random(3);
                List<String> all = new ArrayList<>(there);
                for (int i = 0; i < rows / 50; i++) {
                    company.create("Customer", "{\"DisplayName\":\"Meanwhile " + i + "\"}");
                    String victim = all.get(dice.nextInt(all.size()));
                    if (removed.add(victim)) {
                        company.update("Customer", victim, "{\"Active\":false}");
                    }
                }
                child.await("DONE");
            }
            List<String> seen = Files.readAllLines(file);
            assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
            there.removeAll(removed);
            there.removeAll(new HashSet<>(seen));
            assertThat(there).isEmpty();
        }
    }

    private static Set<String> ids(SandboxCompany company) {
        Set<String> ids = new HashSet<>();
        String last = "0";
        while (true) {
            var page = company.query("select * from Customer where Id > '" + last + "' orderby Id maxresults 1000");
            page.forEach(row -> ids.add(row.path("Id").asText()));
            if (page.size() < 1000) {
                return ids;
            }
            last = page.get(page.size() - 1).path("Id").asText();
        }
    }

    private static String token(QuickBooksSandbox sandbox) {
        return sandbox.tokens(REALM).access().value();
    }

    @Test
    void sendsAndFetchesAFileLargerThanItsHeap() throws Exception {
        Path from = directory.resolve("from");
        byte[] block = new byte[1 << 20];
        new Random(5).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(from)) {
            for (int i = 0; i < 100; i++) {
                block[0] = (byte) i;
                out.write(block);
            }
        }
        Path to = directory.resolve("to");
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .throttled(false)
                .empty()
                .withCompany(REALM)
                .start()) {
            try (Child child = Child.start(
                    SmallHeap.class,
                    "64m",
                    "file",
                    sandbox.url(),
                    token(sandbox),
                    REALM,
                    from.toString(),
                    to.toString())) {
                child.await("DONE");
            }
        }
        assertThat(Files.mismatch(from, to)).isEqualTo(-1);
    }

    @Test
    void aThousandCompaniesAreLightAndHaveNoThreadEach() throws Exception {
        int number = FULL ? 1_000 : 200;
        Path tokens = directory.resolve("tokens");
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .throttled(false)
                .empty()
                .withCompanies(number)
                .start()) {
            List<String> lines = sandbox.companies().stream()
                    .map(c -> c.realmId() + " "
                            + sandbox.tokens(c.realmId()).access().value())
                    .toList();
            Files.write(tokens, lines);
            try (Child child = Child.start(
                    SmallHeap.class, "64m", "companies", sandbox.url(), token(sandbox), REALM, tokens.toString())) {
                long bytes = Long.parseLong(child.await("BYTES").substring(6));
                long threads = Long.parseLong(child.await("THREADS").substring(8));
                System.out.println(
                        "A company takes " + bytes + " bytes, " + number + " companies " + threads + " threads");
                assertThat(bytes).isLessThan(20_000);
                assertThat(threads).isLessThan(10);
                child.await("DONE");
            }
        }
    }

    @Test
    void aWriteThatIsDecidedLeavesNothingInMemory() throws Exception {
        int number = FULL ? 5_000 : 1_000;
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                        .throttled(false)
                        .empty()
                        .withCompany(REALM)
                        .start();
                Child child = Child.start(
                        SmallHeap.class,
                        "64m",
                        "intents",
                        sandbox.url(),
                        token(sandbox),
                        REALM,
                        directory.resolve("state").toString(),
                        Integer.toString(number))) {
            // The body alone has two thousand, and the answer more.
            assertThat(Long.parseLong(child.await("BYTES").substring(6))).isLessThan(1_000);
            child.await("DONE");
        }
    }
}
