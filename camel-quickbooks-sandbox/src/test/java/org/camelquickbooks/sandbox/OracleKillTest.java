package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The oracle's operations in a process of its own that is killed in the midst of them. What its directory holds is what the
 * same operations come to in a company that lives: all that were reported, and at most the one under way besides.
 */
class OracleKillTest {

    @Test
    void aKilledProcessLeavesTheBooksOfItsOperations(@TempDir Path directory) throws Exception {
        boolean full = "full".equals(System.getProperty("benchmark.form"));
        long seed = Long.getLong("oracle.seed", 20261127L);
        for (int round = 0; round < (full ? 10 : 1); round++) {
            kill(seed + round, full ? 400 : 80, directory.resolve("round" + round));
        }
    }

    private static void kill(long seed, int most, Path data) throws Exception {
        int last = most / 2 + new Random(seed).nextInt(most / 2);
        int reported = runUntil(last, seed, data);
        System.out.println("Oracle: seed " + seed + " killed after " + reported + " operations");

        try (QuickBooksSandbox again = OracleTest.open(data);
                QuickBooksSandbox living = OracleTest.open(data.resolveSibling("living-" + seed))) {
            SandboxCompany company = company(living, seed);
            OracleCompany oracle = oracle(company, seed);
            for (int i = 0; i < reported; i++) {
                oracle.step();
            }
            Map<String, String> left = OracleState.timeless(company(again, seed));
            if (!left.equals(OracleState.timeless(company))) {
                oracle.step();
            }
            assertThat(left).isEqualTo(OracleState.timeless(company));
        }
    }

    /** Kills the process when it reports an operation; answers the last one that it reported. */
    private static int runUntil(int last, long seed, Path data) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OracleKillTest.class.getName(),
                        Long.toString(seed),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int reported = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // A line that the kill has cut short reports nothing.
                if (line.startsWith("done ") && line.endsWith(".")) {
                    reported = Integer.parseInt(line.substring(5, line.length() - 1));
                }
                if (reported == last) {
                    // Not by the process itself, which would close the pipe and lose what was reported meanwhile.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(reported).isGreaterThanOrEqualTo(last);
        return reported;
    }

    private static SandboxCompany company(QuickBooksSandbox sandbox, long seed) {
        return OracleKind.of(seed).company(sandbox);
    }

    private static OracleCompany oracle(SandboxCompany company, long seed) {
        return new OracleCompany(company, OracleKind.of(seed), new OracleFace.Inside(company), new Random(seed));
    }

    /** The process: operations without end; it ends by itself only where one fails. */
    public static void main(String[] arguments) {
        try {
            operate(Long.parseLong(arguments[0]), Path.of(arguments[1]));
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void operate(long seed, Path data) {
        QuickBooksSandbox sandbox = OracleTest.open(data);
        OracleCompany oracle = oracle(company(sandbox, seed), seed);
        for (int i = 1; ; i++) {
            oracle.step();
            if (i % 20 == 0) {
                company(sandbox, seed).company().checkpoint();
            }
            System.out.println("done " + i + ".");
        }
    }
}
