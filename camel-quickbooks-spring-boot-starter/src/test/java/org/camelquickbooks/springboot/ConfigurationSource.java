package org.camelquickbooks.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the class that holds the component's options for Spring Boot, from the component's own metadata. */
final class ConfigurationSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "camel.component.quickbooks.";

    /** One option. */
    private record Option(String name, String type, String description, JsonNode defaultValue) {}

    private final List<Option> options = new ArrayList<>();

    ConfigurationSource() throws IOException {
        JsonNode metadata =
                JSON.readTree(getClass().getResourceAsStream("/META-INF/org/camelquickbooks/quickbooks.json"));
        for (Map.Entry<String, JsonNode> entry :
                metadata.path("componentProperties").properties()) {
            JsonNode option = entry.getValue();
            String description = option.path("description").asText();
            String bean = isBean(option) ? " The option takes the name of a bean: #bean:name." : "";
            options.add(new Option(entry.getKey(), type(option), description + bean, option.get("defaultValue")));
        }
    }

    private static boolean isBean(JsonNode option) {
        return option.path("type").asText().equals("object")
                && !option.has("enum")
                && !option.path("javaType").asText().startsWith("java.util.Map");
    }

    private static String type(JsonNode option) {
        String java = option.path("javaType").asText();
        return switch (option.path("type").asText()) {
            case "boolean" -> "Boolean";
            case "integer" -> java.equals("long") ? "Long" : "Integer";
            case "duration" -> "java.time.Duration";
            case "object" ->
                isBean(option) ? "String" : java.startsWith("java.util.Map") ? "java.util.Map<String, Object>" : java;
            default -> "String";
        };
    }

    String source() {
        StringBuilder source = new StringBuilder("""
                package org.camelquickbooks.springboot;

                import org.springframework.boot.context.properties.ConfigurationProperties;

                /** The options of the quickbooks component. Written from the component's metadata; do not edit it. */
                @ConfigurationProperties("camel.component.quickbooks")
                public class QuickBooksComponentConfiguration {

                    /**
                     * Whether the component is configured by Spring Boot.
                     */
                    private Boolean enabled;
                """);
        for (Option option : options) {
            source.append("\n    /**\n     * ")
                    .append(option.description().replace("*/", "*&#47;"))
                    .append("\n     */\n    private ")
                    .append(option.type())
                    .append(' ')
                    .append(option.name())
                    .append(";\n");
        }
        accessors(source, "enabled", "Boolean");
        options.forEach(option -> accessors(source, option.name(), option.type()));
        return source.append("}\n").toString();
    }

    private static void accessors(StringBuilder source, String name, String type) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        source.append("""

                    public %s get%s() {
                        return %s;
                    }

                    public void set%s(%s %s) {
                        this.%s = %s;
                    }
                """.formatted(type, capital, name, capital, type, name, name, name));
    }

    /** The defaults, for tools; the fields themselves are null, so that what nobody sets stays as it is. */
    String defaults() throws IOException {
        ArrayNode properties = JSON.createArrayNode();
        for (Option option : options) {
            if (option.defaultValue() != null) {
                ObjectNode property = properties.addObject().put("name", PREFIX + kebab(option.name()));
                property.set("defaultValue", value(option));
            }
        }
        ObjectNode root = JSON.createObjectNode();
        root.set("properties", properties);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static JsonNode value(Option option) {
        return option.type().equals("java.time.Duration")
                ? JSON.getNodeFactory().textNode(option.defaultValue().asText() + "ms")
                : option.defaultValue();
    }

    static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    List<String> names() {
        return options.stream().map(Option::name).toList();
    }
}
