package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Linters of the npm registry, which {@code .ci/run} puts to {@code target/lint}. */
final class Linter {

    private static final Path MODULES =
            Path.of("target", "lint", "node_modules").toAbsolutePath();

    private Linter() {}

    static void assumeInstalled(String name) {
        assumeTrue(
                Files.isDirectory(MODULES.resolve(name)),
                name + " is not installed; npm install --prefix camel-quickbooks-checks/target/lint " + name + " does");
        Node.assumeRecent();
    }

    /** @return what the script has printed */
    static String run(String script, Path... files) throws IOException, InterruptedException {
        Path program = Files.writeString(MODULES.resolve("../run.cjs").normalize(), script);
        List<String> command = new ArrayList<>(List.of("node", program.toString()));
        for (Path file : files) {
            assertThat(file).exists();
            command.add(file.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
