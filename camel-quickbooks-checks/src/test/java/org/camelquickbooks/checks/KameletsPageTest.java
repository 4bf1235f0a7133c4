package org.camelquickbooks.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/kamelets.md describes the Kamelets as they describe themselves. */
class KameletsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "kamelets.md");
    private static final Path FOLDER =
            Path.of("..", "camel-quickbooks-kamelets", "src", "main", "resources", "kamelets");

    private static final List<String> CREDENTIALS =
            List.of("realmId", "baseUrl", "clientId", "clientSecret", "refreshToken");

    private final ObjectMapper yaml = new YAMLMapper();

    @Test
    void thePageIsThatOfTheKamelets() throws IOException {
        PageWithTables.check(
                PAGE,
                Map.of(
                        "sources", kamelets("-source.kamelet.yaml"),
                        "sinks", kamelets("-sink.kamelet.yaml"),
                        "actions", kamelets("-action.kamelet.yaml")));
    }

    private String kamelets(String ending) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                describe(yaml.readTree(Files.readString(file)), text);
            }
        }
        return text.toString();
    }

    private static void describe(JsonNode kamelet, StringBuilder text) {
        JsonNode definition = kamelet.at("/spec/definition");
        text.append("\n### ").append(kamelet.at("/metadata/name").asText()).append("\n\n");
        text.append(definition.path("description").asText()).append("\n\n");
        text.append("| property | default | |\n|---|---|---|\n");
        Set<String> required = new TreeSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        for (Map.Entry<String, JsonNode> property :
                definition.path("properties").properties()) {
            JsonNode is = property.getValue();
            text.append("| `").append(property.getKey()).append("` | ");
            text.append(
                    required.contains(property.getKey())
                            ? "required"
                            : is.has("default") ? "`" + is.path("default").asText() + "`" : "");
            text.append(" | ").append(is.path("description").asText().replace("|", "\\|"));
            if (is.has("enum")) {
                Set<String> choices = new TreeSet<>();
                is.path("enum").forEach(choice -> choices.add("`" + choice.asText() + "`"));
                text.append(" One of ").append(String.join(", ", choices)).append('.');
            }
            if (is.has("example")) {
                text.append(" Such as `").append(is.path("example").asText()).append("`.");
            }
            text.append(" |\n");
        }
        pipe(kamelet, required, text);
    }

    /** A Pipe that is complete by itself. PipesTest runs it. */
    private static void pipe(JsonNode kamelet, Set<String> required, StringBuilder text) {
        String name = kamelet.at("/metadata/name").asText();
        JsonNode properties = kamelet.at("/spec/definition/properties");
        StringBuilder reference = new StringBuilder("ref:\n")
                .append("  kind: Kamelet\n  apiVersion: camel.apache.org/v1\n  name: ")
                .append(name)
                .append('\n');
        StringBuilder values = new StringBuilder();
        properties.properties().forEach(property -> {
            if (required.contains(property.getKey())) {
                value(
                        property.getKey(),
                        property.getValue().path("example").asText("{{quickbooks." + property.getKey() + "}}"),
                        values);
            }
        });
        for (String credential : CREDENTIALS) {
            if (properties.has(credential)) {
                value(credential, "{{quickbooks." + credential + "}}", values);
            }
        }
        if (!values.isEmpty()) {
            reference.append("properties:\n").append(values);
        }
        text.append("\n```yml\napiVersion: camel.apache.org/v1\nkind: Pipe\nmetadata:\n  name: with-")
                .append(name)
                .append("\nspec:\n");
        if (name.endsWith("-source")) {
            text.append("  source:\n").append(reference.toString().indent(4)).append("  sink:\n    uri: log:out\n");
        } else if (name.endsWith("-sink")) {
            text.append("  source:\n    uri: direct:in\n  sink:\n")
                    .append(reference.toString().indent(4));
        } else {
            text.append("  source:\n    uri: direct:in\n  steps:\n")
                    .append(reference.toString().indent(6).replaceFirst("      ref", "    - ref"))
                    .append("  sink:\n    uri: log:out\n");
        }
        text.append("```\n");
    }

    private static void value(String name, String value, StringBuilder values) {
        values.append("  ").append(name).append(": \"").append(value).append("\"\n");
    }
}
