package org.camelquickbooks.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelquickbooks.canonical.CanonicalType;
import org.junit.jupiter.api.Test;

/** docs/canonical.md describes the messages as their schemas do. */
class CanonicalPageTest {

    private static final Path PAGE = Path.of("..", "docs", "canonical.md");
    private static final Path FOLDER = Path.of(
            "..", "camel-quickbooks-kamelets", "src", "main", "resources", "org", "camelquickbooks", "canonical", "v1");

    private final ObjectMapper json = new ObjectMapper();
    private final JsonNode common;

    CanonicalPageTest() throws IOException {
        common = schema("common");
    }

    private JsonNode schema(String name) throws IOException {
        return json.readTree(Files.readString(FOLDER.resolve(name + ".schema.json")));
    }

    @Test
    void thePageIsThatOfTheSchemas() throws IOException {
        StringBuilder text = new StringBuilder();
        for (CanonicalType type : CanonicalType.values()) {
            describe(type.word(), schema(type.word()), text);
        }
        for (String shared : new String[] {"customer", "line", "address"}) {
            describe("(shared) " + shared, common.path("$defs").path(shared), text);
        }
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("messages", text.toString());
        PageWithTables.check(PAGE, tables);
    }

    private void describe(String name, JsonNode schema, StringBuilder text) {
        text.append("\n### ").append(name).append("\n\n");
        text.append(schema.path("description").asText()).append("\n\n| field | | |\n|---|---|---|\n");
        rows("", schema, text);
    }

    private void rows(String prefix, JsonNode schema, StringBuilder text) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            JsonNode is = field.getValue();
            text.append("| `").append(prefix).append(field.getKey()).append("` | ");
            text.append(required.contains(field.getKey()) ? "required" : "").append(" | ");
            text.append(description(is)).append(" |\n");
            rows(prefix + field.getKey() + ".", is, text);
            rows(prefix + field.getKey() + "[].", is.path("items"), text);
        }
    }

    private String description(JsonNode field) {
        if (field.has("description")) {
            return field.path("description").asText();
        }
        if (field.has("enum")) {
            Set<String> choices = new TreeSet<>();
            field.path("enum").forEach(choice -> choices.add("`" + choice.asText() + "`"));
            return "One of " + String.join(", ", choices) + ".";
        }
        if (field.path("type").asText().equals("array")) {
            return "A list. " + description(field.path("items"));
        }
        if (field.has("$ref")) {
            String name = field.path("$ref").asText().replaceAll(".*/", "");
            JsonNode shared = common.path("$defs").path(name);
            return shared.path("type").asText().equals("object")
                    ? "See (shared) " + name + " below."
                    : description(shared);
        }
        return field.has("maxLength") ? "Text, up to " + field.path("maxLength").asText() + " characters." : "";
    }
}
