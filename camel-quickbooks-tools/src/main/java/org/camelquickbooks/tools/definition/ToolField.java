package org.camelquickbooks.tools.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An argument of a tool. It is the source of the JSON Schema and of the checks of {@link ToolArguments}.
 *
 * @param words the allowed values; empty for any
 * @param fields the fields of each row; empty if it is not a list of rows
 */
public record ToolField(
        String name, Kind kind, String description, boolean required, List<String> words, List<ToolField> fields) {

    /** What a value is. */
    public enum Kind {
        TEXT,
        /** A text that a person reads before it is written: the person sees all of it. */
        SHOWN,
        DATE,
        AMOUNT,
        NUMBER,
        FLAG,
        ROWS
    }

    public static final int LONGEST_TEXT = 1_000;
    public static final int MOST_ROWS = 50;
    /** Longer texts are cut in answers. */
    static final int LONGEST_SHOWN = 500;

    static final String DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    public static ToolField text(String name, String description) {
        return new ToolField(name, Kind.TEXT, description, false, List.of(), List.of());
    }

    /** A text that a person reads before it is written. */
    public static ToolField shown(String name, String description) {
        return new ToolField(name, Kind.SHOWN, description, false, List.of(), List.of());
    }

    public static ToolField date(String name, String description) {
        return new ToolField(name, Kind.DATE, description, false, List.of(), List.of());
    }

    /** A positive amount of money. */
    public static ToolField amount(String name, String description) {
        return new ToolField(name, Kind.AMOUNT, description, false, List.of(), List.of());
    }

    /** A positive number, with up to five decimals. */
    public static ToolField number(String name, String description) {
        return new ToolField(name, Kind.NUMBER, description, false, List.of(), List.of());
    }

    public static ToolField flag(String name, String description) {
        return new ToolField(name, Kind.FLAG, description, false, List.of(), List.of());
    }

    public static ToolField word(String name, String description, List<String> words) {
        return new ToolField(name, Kind.TEXT, description, false, List.copyOf(words), List.of());
    }

    public static ToolField rows(String name, String description, ToolField... fields) {
        return new ToolField(name, Kind.ROWS, description, false, List.of(), List.of(fields));
    }

    public ToolField mandatory() {
        return new ToolField(name, kind, description, true, words, fields);
    }

    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (kind) {
            case TEXT, SHOWN -> {
                schema.put("type", "string");
                if (words.isEmpty()) {
                    schema.put("minLength", 1);
                    schema.put("maxLength", kind == Kind.SHOWN ? LONGEST_SHOWN : LONGEST_TEXT);
                } else {
                    schema.put("enum", words);
                }
            }
            case DATE -> {
                schema.put("type", "string");
                schema.put("pattern", DATE_PATTERN);
            }
            case AMOUNT, NUMBER -> {
                schema.put("type", "number");
                schema.put("exclusiveMinimum", 0);
            }
            case FLAG -> schema.put("type", "boolean");
            case ROWS -> {
                schema.put("type", "array");
                schema.put("minItems", 1);
                schema.put("maxItems", MOST_ROWS);
                schema.put("items", object(fields));
            }
        }
        schema.put("description", description);
        return schema;
    }

    static Map<String, Object> object(List<ToolField> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (ToolField field : fields) {
            properties.put(field.name(), field.schema());
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }
}
