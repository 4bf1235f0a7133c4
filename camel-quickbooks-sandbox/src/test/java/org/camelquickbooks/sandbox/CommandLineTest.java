package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The sandbox's command line: what it takes, what it refuses, and what it says when it has started. */
class CommandLineTest {

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --prot 1        | Unknown options: '--prot', '1'
                    --port x        | Invalid value for option '--port': 'x' is not an int
                    --port=x        | Invalid value for option '--port': 'x' is not an int
                    --data          | Missing required parameter for option '--data' (DIR)
                    --port 70000    | --port: port must be from 0 to 65535, not 70000
                    --companies=0   | --companies: There can be 1 to 1000 companies, not 0
                    --admin-remote  | --admin-remote needs --admin-secret, because /admin controls the whole sandbox
                    serve           | Unmatched argument at index 0: 'serve'
                    """)
    void whatIsWrongIsSaidInAFewLinesWithTheOption(String arguments, String said) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith(said).contains("--help lists the options.");
        assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(3);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theNearestOptionIsSuggested() {
        execute("--company", "3");
        assertThat(err.toString()).contains("Possible solutions: --companies");
    }

    @Test
    void helpListsEachOptionAndTheExitCodes() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--port", "--host", "--data", "--companies", "--seed-file", "--empty", "--no-throttles")
                .contains("--admin-secret", "--admin-remote", "generate-completion", "2   the command line is wrong");
    }

    @Test
    void aShellCanCompleteTheOptions() {
        assertThat(execute("generate-completion")).isZero();
        assertThat(out.toString()).contains("complete -F", "quickbooks-sandbox", "'--seed-file'");
    }

    @Test
    void aPortThatIsTakenIsAFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThat(execute("--port", "" + taken.getLocalPort())).isEqualTo(1);
            assertThat(err.toString()).contains("localhost:" + taken.getLocalPort(), "--port 0 takes a free one");
            assertThat(err.toString().lines()).hasSize(1);
        }
    }

    @Test
    void aSandboxThatHasStartedSaysHowToUseIt() throws Exception {
        List<String> said = start("--port=0", "--data=" + data);

        assertThat(said.get(0)).startsWith("QuickBooks sandbox ready: http://localhost:");
        String url = said.get(0).replaceFirst(".* ", "");
        assertThat(said)
                .contains("  " + QuickBooksSandbox.US_REALM + "  Sandbox Company_US_1")
                .contains("  " + QuickBooksSandbox.CANADA_REALM + "  Maple Ridge Outfitters")
                .contains("  " + QuickBooksSandbox.MULTICURRENCY_REALM + "  Sandbox Company_US_2")
                .anyMatch(line -> line.contains("client id sandbox-client, client secret sandbox-secret"))
                .anyMatch(line -> line.startsWith("  export TOKEN=$(curl -s -X POST " + url + "/admin/tokens -d '"))
                .contains("Console: " + url + "/")
                .contains("Data: " + data);
    }

    @Test
    void aSecretIsAskedForAndNotPrinted() throws Exception {
        List<String> said = start("--port", "0", "--admin-secret", "hush", "--companies", "12");

        assertThat(said)
                .noneMatch(line -> line.contains("hush"))
                .anyMatch(line -> line.contains("-H 'Authorization: Bearer ADMIN-SECRET'"))
                .anyMatch(line -> line.startsWith("  and 2 more: http"))
                .contains("Data: in memory, lost when this process ends; --data DIR keeps it");
    }

    /** Starts it as a process of its own; its lines up to the last of those that it always says. */
    private static List<String> start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (line.startsWith("Data: ")) {
                    return said;
                }
            }
            throw new AssertionError("The process ended before it said where its data are:\n" + said);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
