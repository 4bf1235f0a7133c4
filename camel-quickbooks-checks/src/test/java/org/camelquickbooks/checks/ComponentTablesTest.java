package org.camelquickbooks.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelquickbooks.QuickBooksComponent;
import org.junit.jupiter.api.Test;

/** The tables of docs/component.md are those of the component's metadata. -Ddocs.write=true writes them anew. */
class ComponentTablesTest {

    private static final Path PAGE = Path.of("..", "docs", "component.md");

    private static final Map<Long, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put(86_400_000L, "d");
        UNITS.put(3_600_000L, "h");
        UNITS.put(60_000L, "m");
        UNITS.put(1000L, "s");
    }

    private final JsonNode catalogue;

    ComponentTablesTest() throws IOException {
        try (InputStream in =
                QuickBooksComponent.class.getResourceAsStream("/META-INF/org/camelquickbooks/quickbooks.json")) {
            catalogue = new ObjectMapper().readTree(in);
        }
    }

    @Test
    void theTablesAreThoseOfTheMetadata() throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String name : new String[] {"endpoint", "component", "headers"}) {
            tables.put(name, table(name));
        }
        PageWithTables.check(PAGE, tables);
    }

    private String table(String name) {
        return switch (name) {
            case "endpoint" -> table("option", catalogue.path("properties"), Set.of());
            case "component" -> table("option", catalogue.path("componentProperties"), endpointOptions());
            default -> headers();
        };
    }

    private Set<String> endpointOptions() {
        Set<String> names = new TreeSet<>();
        catalogue.path("properties").fieldNames().forEachRemaining(names::add);
        names.add("configuration");
        return names;
    }

    private static String table(String title, JsonNode options, Set<String> without) {
        StringBuilder table = new StringBuilder("| " + title + " | default | |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            JsonNode is = option.getValue();
            if (without.contains(option.getKey())) {
                continue;
            }
            String name = is.has("prefix") ? is.path("prefix").asText() + "*" : option.getKey();
            table.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(defaultValue(is))
                    .append(" | ");
            if (is.path("secret").asBoolean()) {
                table.append("Secret. ");
            }
            table.append(is.path("description").asText().replace("|", "\\|"))
                    .append(choices(is))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String defaultValue(JsonNode option) {
        if (!option.has("defaultValue")) {
            return "";
        }
        String value = option.path("defaultValue").asText();
        boolean isDuration = option.path("javaType").asText().equals("java.time.Duration");
        return "`" + (isDuration ? duration(Long.parseLong(value)) : value) + "`";
    }

    /** As users write it: 10m, in place of 600000 milliseconds. */
    private static String duration(long millis) {
        for (Map.Entry<Long, String> unit : UNITS.entrySet()) {
            if (millis % unit.getKey() == 0) {
                return millis / unit.getKey() + unit.getValue();
            }
        }
        return millis + "ms";
    }

    private static String choices(JsonNode option) {
        if (!option.has("enum")) {
            return "";
        }
        return Stream.of(option.path("enum"))
                .flatMap(values -> Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                        .map(i -> "`" + values.get(i).asText() + "`"))
                .collect(Collectors.joining(", ", " One of ", "."));
    }

    private String headers() {
        StringBuilder table = new StringBuilder("| header | type | |\n|---|---|---|\n");
        catalogue.path("headers").properties().forEach(header -> table.append("| `")
                .append(header.getKey())
                .append("` | ")
                .append(header.getValue().path("javaType").asText().replaceAll("java\\.\\w+\\.", ""))
                .append(" | ")
                .append(header.getValue().path("description").asText().replace("|", "\\|"))
                .append(choices(header.getValue()))
                .append(" |\n"));
        return table.toString();
    }
}
