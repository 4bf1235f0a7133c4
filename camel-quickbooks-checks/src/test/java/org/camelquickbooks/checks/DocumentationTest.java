package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands in the documentation, taken from the pages as they stand, do what the pages say. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMANDS = Pattern.compile("<!-- run -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

    @TempDir
    private Path scratch;

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        pages.addAll(Pages.docs());
        try (Stream<Path> examples = Files.walk(ROOT.resolve("camel-quickbooks-examples"), 2)) {
            examples.filter(page -> page.endsWith("README.md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @TestFactory
    Stream<DynamicTest> commandsRun() throws IOException {
        assumeTrue(
                isThere("curl") && isThere("bash"),
                "curl and bash are missing; install them: apt-get install curl bash");
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            Matcher commands = COMMANDS.matcher(Files.readString(page));
            for (int i = 1; commands.find(); i++) {
                String script = commands.group(1);
                tests.add(DynamicTest.dynamicTest(ROOT.relativize(page) + ", block " + i, () -> run(script)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private void run(String script) throws IOException, InterruptedException {
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create().start()) {
            Path output = scratch.resolve("output");
            // --fail-with-body makes curl tell of a status that the page does not.
            Path curl = Files.writeString(
                    scratch.resolve("curl"), "#!/bin/sh\nexec " + path("curl") + " --fail -S \"$@\"\n");
            assertThat(curl.toFile().setExecutable(true)).isTrue();
            ProcessBuilder bash = new ProcessBuilder(
                            "bash", "-euo", "pipefail", "-c", script.replace("http://localhost:8888", sandbox.url()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            bash.environment().merge("PATH", scratch.toString(), (path, ours) -> ours + ":" + path);
            LocalCalls.pastProxies(bash);
            Process process = bash.start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            process.destroyForcibly().waitFor();
            String said = Files.readString(output);
            assertThat(ended)
                    .as("ended within three minutes: " + script + "\n" + said)
                    .isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).doesNotContain("\"Fault\"", "\"fault\"", "\"error\"");
        }
    }

    private static boolean isThere(String command) {
        return path(command) != null;
    }

    private static String path(String command) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return Path.of(folder, command).toString();
            }
        }
        return null;
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                assertThat(page.resolveSibling(links.group(1)))
                        .as("a link of %s", ROOT.relativize(page))
                        .exists();
            }
        }
    }

    @Test
    void everyPageIsInTheNavigationAndInTheIndex() throws IOException {
        String navigation = Files.readString(ROOT.resolve("docs/.vitepress/config.mjs"));
        String index = Files.readString(ROOT.resolve("docs/index.md"));
        for (Path page : Pages.docs()) {
            String name = page.getFileName().toString();
            if (!name.equals("index.md")) {
                assertThat(navigation).as("the navigation of the site").contains("'/" + name.replace(".md", "") + "'");
                assertThat(index).contains("(" + name + ")");
            }
        }
    }

    @Test
    void packagesOfTheSiteComeFromTheirPublicRegistryWithAChecksum() throws IOException {
        String lock = Files.readString(ROOT.resolve("docs/package-lock.json"));
        assertThat(Pattern.compile("\"resolved\": \"(?!https://registry\\.npmjs\\.org/)")
                        .matcher(lock)
                        .find())
                .isFalse();
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(lock).at("/packages/").path("devDependencies"))
                .isEqualTo(json.readTree(Files.readString(ROOT.resolve("docs/package.json")))
                        .path("devDependencies"));
        assertThat(lock).contains("\"integrity\": \"sha512-").doesNotContain("\"file:", "\"link\": true");
    }

    @Test
    void everyResourceOfTheControlsIsDocumented() throws IOException {
        String routes = Files.readString(
                ROOT.resolve("camel-quickbooks-sandbox/src/main/java/org/camelquickbooks/sandbox/http/Routes.java"));
        String page = Files.readString(ROOT.resolve("docs/sandbox.md"));
        Matcher resources = Pattern.compile("\"(/admin/[^\"]+)\"").matcher(routes);
        while (resources.find()) {
            assertThat(page).contains(resources.group(1));
        }
    }

    @Test
    void everyCodeThatIsToldApartIsExplained() throws IOException {
        String faults = Files.readString(
                ROOT.resolve("camel-quickbooks-component/src/main/java/org/camelquickbooks/model/Faults.java"));
        String page = Files.readString(ROOT.resolve("docs/troubleshooting.md"));
        Matcher codes = Pattern.compile("Map\\.entry\\(\"([1-9]\\d*)\"").matcher(faults);
        while (codes.find()) {
            assertThat(page).containsPattern("\\|[^|]*\\b" + codes.group(1) + "\\b[^|]*\\|");
        }
    }
}
