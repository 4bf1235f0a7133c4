package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Custom fields in their two forms: QuickBooks' list {@code CustomField}, and the map {@code customFields} from names to
 * values. Names are compared without regard to case.
 */
public final class CustomFields {

    /** The map by name, in a body. */
    public static final String BY_NAME = "customFields";

    /** QuickBooks' list. */
    public static final String LIST = "CustomField";

    /** The include with which QuickBooks knows up to twelve fields (facts, section 11). */
    public static final String ENHANCED = "enhancedAllCustomFields";

    private static final List<String> VALUES = List.of("StringValue", "NumberValue", "DateValue", "BooleanValue");

    private CustomFields() {}

    /** Whether a body names custom fields. */
    public static boolean areNamed(JsonNode body) {
        return body != null && body.has(BY_NAME);
    }

    /** The names and values in a body. */
    public static ObjectNode named(ObjectNode body, String label) {
        if (body.path(BY_NAME).isNull()) {
            return Json.object();
        }
        if (!(body.path(BY_NAME) instanceof ObjectNode map)) {
            throw new IllegalArgumentException(label + ": " + BY_NAME
                    + " must be a map of names and values, such as {\"Crew #\": \"102\"}, not "
                    + body.path(BY_NAME).getNodeType());
        }
        map.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                throw new IllegalArgumentException(label + ": the custom field '" + OneLine.of(field.getKey(), 100)
                        + "' must have a text, a number, true, false or null as its value, not "
                        + field.getValue().getNodeType());
            }
        });
        return map;
    }

    /** A list as a map; fields without a value are left out. */
    public static ObjectNode byName(JsonNode list) {
        ObjectNode map = Json.object();
        for (JsonNode entry : list) {
            JsonNode value = value(entry);
            if (value != null && Json.text(entry, "Name") != null) {
                map.set(Json.text(entry, "Name"), value);
            }
        }
        return map;
    }

    /** What forms list of the definitions, with their types. */
    public static List<CustomFieldDefinition> definitions(JsonNode list) {
        List<CustomFieldDefinition> definitions = new ArrayList<>();
        for (JsonNode entry : list) {
            String id = Json.text(entry, "DefinitionId");
            String name = Json.text(entry, "Name");
            if (id != null && name != null) {
                definitions.add(new CustomFieldDefinition(
                        id, name, Objects.requireNonNullElse(Json.text(entry, "Type"), "StringType")));
            }
        }
        return definitions;
    }

    /** Whether a list has fields that QuickBooks knows only with {@link #ENHANCED}. */
    public static boolean hasMoreThanClassic(JsonNode list) {
        for (JsonNode entry : list) {
            String id = Json.text(entry, "DefinitionId");
            if (id != null && !CustomFieldDefinition.isClassic(id)) {
                return true;
            }
        }
        return false;
    }

    /** An entry of the list; null and an empty text clear the field. */
    public static ObjectNode entry(CustomFieldDefinition definition, JsonNode value) {
        ObjectNode entry = Json.object()
                .put("DefinitionId", definition.id())
                .put("Name", definition.name())
                .put("Type", definition.type());
        boolean clears = text(value).isEmpty();
        switch (definition.type()) {
            case "NumberType" -> entry.set("NumberValue", clears ? null : value);
            case "BooleanType" -> entry.set("BooleanValue", clears ? null : value);
            case "DateType" -> entry.put("DateValue", clears ? null : text(value));
            default -> entry.put("StringValue", text(value));
        }
        return entry;
    }

    /** Sets the entries of a body: those given, and of a list that is there already the others. */
    public static void set(ObjectNode body, JsonNode present, List<ObjectNode> entries) {
        ArrayNode list = Json.EXACT.createArrayNode();
        for (JsonNode old : present) {
            if (entries.stream().noneMatch(entry -> isSame(entry, old))) {
                list.add(old);
            }
        }
        entries.forEach(list::add);
        body.remove(BY_NAME);
        body.set(LIST, list);
    }

    private static boolean isSame(JsonNode a, JsonNode b) {
        return Objects.equals(Json.text(a, "DefinitionId"), Json.text(b, "DefinitionId"));
    }

    /** Of names and values those that an entity does not have. */
    public static ObjectNode missing(ObjectNode named, JsonNode entity) {
        ObjectNode missing = Json.object();
        for (Map.Entry<String, JsonNode> field : named.properties()) {
            JsonNode found = byName(entity.path(LIST), field.getKey());
            if (!isEqual(field.getValue(), found == null ? null : value(found))) {
                missing.set(field.getKey(), field.getValue());
            }
        }
        return missing;
    }

    /** What an entity lacks of the custom fields that a body asked for, each in words. */
    public static List<String> dropped(JsonNode asked, JsonNode entity) {
        List<String> dropped = new ArrayList<>();
        JsonNode answered = entity.path(LIST);
        asked.path(BY_NAME).properties().forEach(field -> {
            JsonNode found = byName(answered, field.getKey());
            compare("'" + OneLine.of(field.getKey(), 100) + "'", field.getValue(), found, dropped);
        });
        for (JsonNode entry : asked.path(LIST)) {
            String id = Json.text(entry, "DefinitionId");
            String name = Json.text(entry, "Name");
            boolean overridden = name != null
                    && asked.path(BY_NAME).properties().stream().anyMatch(field -> isSameName(field.getKey(), name));
            if (id != null && value(entry) != null && !overridden) {
                String called = (name == null ? "" : "'" + OneLine.of(name, 100) + "', ") + "DefinitionId "
                        + OneLine.of(id, 100);
                compare(called, value(entry), byId(answered, id), dropped);
            }
        }
        return dropped;
    }

    private static void compare(String called, JsonNode wanted, JsonNode found, List<String> dropped) {
        JsonNode value = found == null ? null : value(found);
        if (!isEqual(wanted, value)) {
            // Values are the company's business, and messages are logged: whether there is one has to do.
            dropped.add(called
                    + (found == null
                            ? " (the answer does not list it)"
                            : value == null ? " (the answer has no value)" : " (the answer has another value)"));
        }
    }

    private static JsonNode byName(JsonNode list, String name) {
        for (JsonNode entry : list) {
            if (isSameName(entry.path("Name").asText(), name)) {
                return entry;
            }
        }
        return null;
    }

    private static boolean isSameName(String a, String b) {
        return a.strip().equalsIgnoreCase(b.strip());
    }

    private static JsonNode byId(JsonNode list, String id) {
        for (JsonNode entry : list) {
            if (id.equals(Json.text(entry, "DefinitionId"))) {
                return entry;
            }
        }
        return null;
    }

    /** The value of an entry; null where it has none. */
    private static JsonNode value(JsonNode entry) {
        return VALUES.stream()
                .filter(field -> Json.text(entry, field) != null)
                .map(entry::path)
                .findFirst()
                .orElse(null);
    }

    private static boolean isEqual(JsonNode wanted, JsonNode found) {
        String a = text(wanted);
        String b = text(found);
        if (a.equals(b)) {
            return true;
        }
        BigDecimal number = wanted != null && wanted.isNumber() ? JsonLimits.decimal(b) : null;
        return number != null && number.compareTo(wanted.decimalValue()) == 0;
    }

    private static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        return (value.isNumber() ? value.decimalValue().toPlainString() : value.asText()).strip();
    }
}
