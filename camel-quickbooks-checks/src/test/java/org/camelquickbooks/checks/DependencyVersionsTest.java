package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published, and what the tests run with, has each dependency at least in the version that the page about security names. */
class DependencyVersionsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| [^|]+ \\| `([\\w.-]+)` \\| ([\\w.-]+) \\|.*");
    private static final Pattern JAR = Pattern.compile(".*?/([^:]*)/[^/]+/([\\w.-]+)/[^/]+\\.jar");

    /** Below these are vulnerabilities that were known when this was written. */
    private static final Map<String, String> LEAST = Map.of(
            "io.netty", "4.1.135",
            "ch.qos.logback", "1.5.19",
            "org.springframework", "6.2.11",
            "io.vertx", "4.5.24",
            "com.fasterxml.jackson.core", "2.21.6");

    /** Artifacts of these groups that are numbered on their own. */
    private static final Pattern OWN_NUMBERS = Pattern.compile("jackson-annotations|netty-tcnative");

    private record Part(String group, String name, String version) {

        boolean isOlderThan(String wanted) {
            return Version.parse(plain(version)).compareTo(Version.parse(plain(wanted))) < 0;
        }

        private static String plain(String version) {
            return version.replace(".Final", "");
        }
    }

    /** The least version by group, as the page has them. */
    private static Map<String, String> onPage() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        page.substring(page.indexOf("## Dependencies"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> versions.put(row.group(1), row.group(2)));
        return versions;
    }

    private static void areNewEnough(List<Part> parts, String where) throws IOException {
        Map<String, String> wanted = onPage();
        for (Part part : parts) {
            String least = wanted.get(part.group());
            if (least != null && !OWN_NUMBERS.matcher(part.name()).find()) {
                assertThat(part.isOlderThan(least))
                        .as("%s has %s, and docs/security.md says %s", where, part, least)
                        .isFalse();
            }
        }
    }

    @Test
    void thePageNamesNoVersionWithKnownVulnerabilities() throws IOException {
        Map<String, String> page = onPage();
        assertThat(page).containsKeys(LEAST.keySet().toArray(String[]::new));
        LEAST.forEach((group, least) -> assertThat(new Part(group, "", page.get(group)).isOlderThan(least))
                .as("%s %s", group, page.get(group))
                .isFalse());
    }

    @Test
    void publishedArtifactsHaveThem() throws IOException {
        List<Path> lists = new ArrayList<>();
        for (String module : List.of("sandbox", "component", "kamelets", "spring-boot-starter", "karaf")) {
            Path target = ROOT.resolve("camel-quickbooks-" + module).resolve("target");
            assumeThat(target).as("built by: mvn package").isDirectory();
            try (Stream<Path> files = Files.list(target)) {
                lists.addAll(files.filter(file -> file.toString().endsWith("-cyclonedx.json"))
                        .toList());
            }
        }
        assumeThat(lists).as("built by: mvn package").hasSize(5);
        for (Path list : lists) {
            List<Part> parts = new ArrayList<>();
            for (JsonNode component : new ObjectMapper().readTree(list.toFile()).path("components")) {
                parts.add(new Part(
                        component.path("group").asText(),
                        component.path("name").asText(),
                        component.path("version").asText()));
            }
            assertThat(parts).as(list.toString()).isNotEmpty();
            areNewEnough(parts, list.getFileName().toString());
        }
    }

    @Test
    void theTestsRunWithThem() throws IOException {
        List<Part> parts = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Matcher jar = JAR.matcher(path.replace('\\', '/'));
            if (jar.matches()) {
                // The local repository has the group in folders; only its end is known here.
                String group = onPage().keySet().stream()
                        .filter(known -> ("/" + jar.group(1)).endsWith("/" + known.replace('.', '/')))
                        .findFirst()
                        .orElse("");
                parts.add(new Part(group, path, jar.group(2)));
            }
        }
        assertThat(parts).extracting(Part::group).contains("io.netty", "io.vertx", "com.fasterxml.jackson.core");
        areNewEnough(parts, "the class path");
    }
}
