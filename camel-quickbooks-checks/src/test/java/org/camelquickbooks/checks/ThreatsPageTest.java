package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threat on the page about security names a test that tries it, and each attack's test is on the page. */
class ThreatsPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    private static List<String> threats() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        String section = page.substring(page.indexOf("## Threats"), page.indexOf("## Options for security policies"));
        return section.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| asset |"))
                .toList();
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ThreatsPageTest::sources)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Test"))
                    .toList();
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachThreatNamesTestsThatExist() throws IOException {
        List<String> tests = tests();
        assertThat(threats()).hasSizeGreaterThan(20).allSatisfy(threat -> {
            String last = threat.substring(threat.lastIndexOf('|', threat.length() - 3));
            Matcher test = TEST.matcher(last);
            assertThat(last).containsPattern(TEST);
            while (test.find()) {
                assertThat(tests).contains(test.group(1));
            }
        });
    }

    @Test
    void eachAttackIsOnThePage() throws IOException {
        String named = threats().stream().collect(Collectors.joining("\n"));
        assertThat(tests())
                .filteredOn(name -> name.endsWith("AttackTest"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(named).contains("`" + name + "`"));
    }
}
