package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in docs/sandbox.md, as printed but for the port: each of some twenty calls with the Ids of tutorials. */
class ClientScriptsTest {

    private static final Path PAGE = Path.of("..", "docs", "sandbox.md");
    private static final String PRINTED = "http://localhost:8888";
    /** Where the packages of the npm registry are; the page says how they come there. */
    private static final Path MODULES =
            Path.of("target", "clients", "node_modules").toAbsolutePath();

    @TempDir
    private Path folder;

    private QuickBooksSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = QuickBooksSandbox.create().throttled(false).start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void pythonWithNothingButItsLibrary() throws Exception {
        assumeTrue(works("python3"), "python3 is not here");
        assertThat(run("python", "python3", "script.py")).hasSize(16);
    }

    @Test
    void nodeWithNodeQuickBooks() throws Exception {
        assumeNode("node-quickbooks");
        assertThat(run("node-quickbooks", "node", "script.js")).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void nodeWithIntuitOAuth() throws Exception {
        assumeNode("intuit-oauth");
        assertThat(run("intuit-oauth", "node", "script.js")).hasSizeGreaterThanOrEqualTo(20);
    }

    private static void assumeNode(String client) throws InterruptedException {
        assumeTrue(works("node"), "node is not here");
        assumeTrue(
                Files.exists(MODULES.resolve(client)),
                client + " is not in " + MODULES + "; docs/sandbox.md installs it");
    }

    /** A command may be there that only says how to install it. */
    private static boolean works(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The lines that say what went well. */
    private List<String> run(String name, String command, String file) throws IOException, InterruptedException {
        Matcher script = Pattern.compile("<!-- script: " + name + " -->\\s*```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(script.find()).as("a script " + name + " on the page").isTrue();
        assertThat(script.group(1)).contains(PRINTED);
        Path path = Files.writeString(folder.resolve(file), script.group(1).replace(PRINTED, sandbox.url()));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command, path.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("NODE_PATH", MODULES.toString());
        LocalCalls.pastProxies(builder);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(2, TimeUnit.MINUTES);
            String said = Files.readString(output);
            assertThat(ended).as("it did not end, and said: " + said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said.lines().filter(line -> line.startsWith("ok ")).toList();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
