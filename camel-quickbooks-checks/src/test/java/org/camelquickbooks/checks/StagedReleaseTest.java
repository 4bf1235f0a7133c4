package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code .ci/release} has staged: each file that a public repository asks for, and README's first route, which needs
 * nothing else of this project. Nothing is staged in the default build, and these tests are skipped.
 */
class StagedReleaseTest {

    static final Path STAGING =
            Path.of("..", "target", "staging").toAbsolutePath().normalize();

    private static final List<String> LIBRARIES = List.of(
            "camel-quickbooks",
            "camel-quickbooks-kamelets",
            "camel-quickbooks-sandbox",
            "camel-quickbooks-spring-boot-starter",
            "camel-quickbooks-tools");

    @BeforeAll
    static void isStaged() {
        assumeTrue(Files.isDirectory(STAGING), "Nothing is staged; .ci/release does that");
    }

    private static List<Path> files(String artifact) throws IOException {
        try (Stream<Path> files =
                Files.walk(STAGING.resolve("org/camelquickbooks").resolve(artifact))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path only(String artifact, String end) throws IOException {
        List<Path> found = files(artifact).stream()
                // A snapshot has the time of its build in its names.
                .filter(file ->
                        file.getFileName().toString().matches(artifact + "-[\\d.]+(-SNAPSHOT|-[\\d.]+-\\d+)?" + end))
                .toList();
        assertThat(found).as(artifact + end).hasSize(1);
        return found.get(0);
    }

    @Test
    void librariesHaveSourcesAndDocumentation() throws Exception {
        for (String library : LIBRARIES) {
            only(library, "\\.pom");
            only(library, "\\.jar");
            only(library, "-cyclonedx\\.json");
            for (String end : List.of("-sources\\.jar", "-javadoc\\.jar")) {
                try (ZipFile jar = new ZipFile(only(library, end).toFile())) {
                    assertThat(jar.stream().count()).as(library + end).isGreaterThan(4);
                }
            }
        }
        only("camel-quickbooks-sandbox", "-all\\.jar");
        only("camel-quickbooks-karaf", "-features\\.xml");
        only("camel-quickbooks-archetype", "\\.pom");
        only("camel-quickbooks-archetype", "\\.jar");
        only("camel-quickbooks-parent", "\\.pom");
        only("camel-quickbooks-bom", "\\.pom");
    }

    @Test
    void nothingThatIsNotForUsersIsThere() throws IOException {
        try (Stream<Path> artifacts = Files.list(STAGING.resolve("org/camelquickbooks"))) {
            assertThat(artifacts.filter(Files::isDirectory).map(path -> path.getFileName()
                            .toString()))
                    .noneMatch(
                            name -> name.contains("example") || name.contains("benchmarks") || name.contains("checks"));
        }
    }

    /** The signatures themselves are checked by .ci/release, which has the key. */
    @Test
    void eachFileHasASignatureAndItsSums() throws Exception {
        int signed = 0;
        try (Stream<Path> all = Files.walk(STAGING)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.matches(".*\\.(asc|md5|sha1|sha256|sha512)") || name.startsWith("maven-metadata")) {
                    continue;
                }
                assertThat(file.resolveSibling(name + ".asc")).exists();
                for (List<String> sum : List.of(List.of("MD5", ".md5"), List.of("SHA-1", ".sha1"))) {
                    byte[] digest = MessageDigest.getInstance(sum.get(0)).digest(Files.readAllBytes(file));
                    assertThat(Files.readString(file.resolveSibling(name + sum.get(1)), StandardCharsets.US_ASCII)
                                    .strip())
                            .isEqualTo(HexFormat.of().formatHex(digest));
                }
                signed++;
            }
        }
        assertThat(signed).isGreaterThan(20);
    }

    /** Only Maven Central and what was staged: nothing of this project is in the local repository. */
    @Test
    void theFirstRouteOfTheReadmeRunsFromIt(@TempDir Path scratch) throws Exception {
        Path settings = Files.writeString(scratch.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>staged</id>
                      <repositories>
                        <repository>
                          <id>staged</id>
                          <url>%s</url>
                        </repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>staged</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(STAGING.toUri()));
        Path empty = Files.createDirectories(scratch.resolve("repository"));
        new PageWalk(scratch).through("README.md", "-Dmaven.repo.local=" + empty, "-s", settings.toString());
        assertThat(empty.resolve("org/camelquickbooks/camel-quickbooks")).isDirectory();
    }
}
