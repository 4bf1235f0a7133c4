package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tests of the component work with tokens and secrets of the sandbox all the time, and refuse and break them. None is
 * in what they wrote, which is the log, the dumps of exceptions, and what child processes said.
 */
class SecretsInReportsTest {

    private static final Path TARGET = Path.of("..", "camel-quickbooks-component", "target");

    /** Access tokens, refresh tokens and codes as the sandbox makes them, and the secrets that tests plant. */
    private static final Pattern SECRETS = Pattern.compile("eyJlbmMiOiJzYW5kYm94In0\\.[\\w-]{20,}|AB11[\\w-]{30,}"
            + "|sandbox-secret|sandbox-verifier-token|open-sesame-please|canary-of-the");

    @Test
    void noneIsWrittenDown() throws IOException {
        List<Path> reports;
        try (Stream<Path> files = Files.isDirectory(TARGET) ? Files.walk(TARGET, 2) : Stream.empty()) {
            reports = files.filter(SecretsInReportsTest::isReport).toList();
        }
        assumeTrue(reports.size() > 10, "The tests of the component were not run before; mvn verify runs them all");
        assertThat(reports).noneMatch(SecretsInReportsTest::hasSecret);
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".err") || file.getParent().endsWith("surefire-reports") && Files.isRegularFile(file);
    }

    private static boolean hasSecret(Path file) {
        try {
            return SECRETS.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
