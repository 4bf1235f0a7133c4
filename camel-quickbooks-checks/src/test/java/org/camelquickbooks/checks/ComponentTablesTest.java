package org.camelquickbooks.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
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

    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("d", 86_400_000L);
        UNITS.put("h", 3_600_000L);
        UNITS.put("m", 60_000L);
        UNITS.put("s", 1000L);
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
            case "endpoint" -> tables("Endpoint", catalogue.path("properties"), Set.of());
            case "component" -> tables("Component", catalogue.path("componentProperties"), endpointOptions());
            default -> headers();
        };
    }

    private Set<String> endpointOptions() {
        Set<String> names = new TreeSet<>();
        catalogue.path("properties").fieldNames().forEachRemaining(names::add);
        names.add("configuration");
        return names;
    }

    /** A table for each group that has one of the options. */
    private static String tables(String title, JsonNode options, Set<String> without) {
        Map<OptionGroup, StringBuilder> rows = new EnumMap<>(OptionGroup.class);
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            if (!without.contains(option.getKey())) {
                rows.computeIfAbsent(
                                OptionGroup.of(
                                        option.getKey(),
                                        option.getValue().path("group").asText()),
                                group -> new StringBuilder())
                        .append(row(option.getKey(), option.getValue()));
            }
        }
        StringBuilder tables = new StringBuilder();
        rows.forEach((group, text) -> tables.append("\n### ")
                .append(title)
                .append(": ")
                .append(group.title())
                .append("\n\n")
                .append(group.explanation())
                .append("| option | default | |\n|---|---|---|\n")
                .append(text));
        return tables.append('\n').toString();
    }

    private static String row(String name, JsonNode option) {
        return "| `" + (option.has("prefix") ? option.path("prefix").asText() + "*" : name) + "` | "
                + defaultValue(option) + " | "
                + (option.path("secret").asBoolean() ? "Secret. " : "")
                + option.path("description").asText().replace("|", "\\|") + choices(option) + " |\n";
    }

    private static String defaultValue(JsonNode option) {
        if (!option.has("defaultValue")) {
            return "";
        }
        String value = option.path("defaultValue").asText();
        boolean isDuration = option.path("type").asText().equals("duration");
        return "`" + (isDuration ? duration(Long.parseLong(value)) : value) + "`";
    }

    /** As users write it: 10m, in place of 600000 milliseconds. */
    private static String duration(long millis) {
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (millis % unit.getValue() == 0) {
                return millis / unit.getValue() + unit.getKey();
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
