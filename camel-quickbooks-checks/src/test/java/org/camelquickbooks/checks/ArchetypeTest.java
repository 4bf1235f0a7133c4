package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archetype, as the quick start uses it: the project is generated, and its own tests pass. */
class ArchetypeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMANDS = Pattern.compile("<!-- archetype -->\\n```sh\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path scratch;

    @Test
    void theProjectIsGeneratedAndItsTestsPass() throws Exception {
        assumeTrue(
                MavenHere.isThere("sh") && MavenHere.isThere("mvn"),
                "sh and mvn are not on the PATH; the page uses them");
        assumeTrue(MavenHere.hasArchetype(), "The archetype and the libraries have not been packaged; mvn verify does");
        assumeTrue(
                MavenHere.registryAnswers(), MavenHere.REGISTRY + " does not answer; what the project needs is there");
        Files.writeString(
                Files.createDirectories(scratch.resolve(".mvn")).resolve("maven.config"),
                "-Dmaven.repo.local=" + MavenHere.repositoryWithArchetype() + "\n-B\n-ntp\n");
        Matcher commands = COMMANDS.matcher(Files.readString(ROOT.resolve("docs/quickstart.md")));
        assertThat(commands.find()).isTrue();
        try (Terminal terminal = new Terminal(scratch, commands.group(1))) {
            terminal.succeeds();
            assertThat(terminal.said()).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
        }
        Path project = scratch.resolve("my-books");
        assertThat(project.resolve("target/application.jar")).isRegularFile();
        assertThat(files(project))
                .contains(
                        "Dockerfile",
                        ".dockerignore",
                        ".gitignore",
                        "README.md",
                        "pom.xml",
                        "build.gradle.kts",
                        "settings.gradle.kts",
                        "src/main/java/com/example/OrderRoutes.java",
                        "src/main/resources/application.properties",
                        "src/test/java/com/example/OrderRoutesTest.java");
        assertThat(Files.readString(project.resolve("build.gradle.kts")))
                .contains("camel-quickbooks-bom:" + MavenHere.version(), "mainClass = \"com.example.Application\"");
        assertThat(Files.readString(project.resolve("Dockerfile")))
                .contains("FROM ${BASE}", "COPY target/lib/ lib/")
                // Docker gives a new volume the owner of the directory in the image.
                .contains("chown -R 10001:10001 /data", "ORDERS_DIRECTORY=/data/orders");
        assertThat(Files.readString(project.resolve("README.md"))).doesNotContain("${");
    }

    private static List<String> files(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.map(file -> project.relativize(file).toString()).toList();
        }
    }
}
