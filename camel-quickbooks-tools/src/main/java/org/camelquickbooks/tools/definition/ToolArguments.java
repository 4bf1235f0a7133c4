package org.camelquickbooks.tools.definition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.tools.definition.ToolField.Kind;

/** The arguments of a call, checked by the fields of its tool. */
public final class ToolArguments {

    private static final int AMOUNT_DECIMALS = 2;
    private static final int NUMBER_DECIMALS = 5;
    private static final BigDecimal LARGEST = new BigDecimal("99999999999");

    private final Map<String, Object> values;

    private ToolArguments(Map<String, Object> values) {
        this.values = values;
    }

    /** Checks what came. */
    public static ToolArguments of(Map<?, ?> given, List<ToolField> fields) {
        return of("", given, fields);
    }

    private static ToolArguments of(String prefix, Map<?, ?> given, List<ToolField> fields) {
        List<String> names = fields.stream().map(ToolField::name).toList();
        for (Object name : given.keySet()) {
            if (!names.contains(String.valueOf(name))) {
                throw new ToolException(
                        prefix + name,
                        given.get(name),
                        "There is no argument '" + prefix + name + "'",
                        "Leave it out, or use one of: " + String.join(", ", names),
                        Similar.of(String.valueOf(name), names));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (ToolField field : fields) {
            Object value = given.get(field.name());
            if (value == null || value instanceof String text && text.isBlank()) {
                if (field.required()) {
                    throw new ToolException(
                            prefix + field.name(),
                            value,
                            "The argument '" + prefix + field.name() + "' is missing",
                            "Set it: " + field.description());
                }
                continue;
            }
            values.put(field.name(), value(prefix + field.name(), field, value));
        }
        return new ToolArguments(values);
    }

    private static Object value(String name, ToolField field, Object value) {
        return switch (field.kind()) {
            case TEXT -> text(name, field, value);
            case SHOWN -> shown(name, field, value);
            case DATE -> date(name, value);
            case AMOUNT -> number(name, value, AMOUNT_DECIMALS);
            case NUMBER -> number(name, value, NUMBER_DECIMALS);
            case FLAG -> flag(name, value);
            case ROWS -> rows(name, field, value);
        };
    }

    private static String text(String name, ToolField field, Object value) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            throw wrong(name, value, "is not a text", "Give one text");
        }
        String text = value.toString().strip();
        if (text.length() > ToolField.LONGEST_TEXT) {
            throw wrong(
                    name,
                    text.substring(0, 50) + "…",
                    "has " + text.length() + " characters",
                    "Use at most " + ToolField.LONGEST_TEXT);
        }
        if (!field.words().isEmpty() && !field.words().contains(text)) {
            throw new ToolException(
                    name,
                    text,
                    "'" + text + "' is not a valid value of '" + name + "'",
                    "Use one of: " + String.join(", ", field.words()),
                    Similar.of(text, field.words()));
        }
        return text;
    }

    private static String shown(String name, ToolField field, Object value) {
        String text = text(name, field, value);
        int length = text.codePointCount(0, text.length());
        if (length > ToolField.LONGEST_SHOWN) {
            throw wrong(
                    name,
                    text.substring(0, 50) + "…",
                    "has " + length + " characters",
                    "Use at most " + ToolField.LONGEST_SHOWN + ", so that a person sees all of it in the summary");
        }
        if (!Answers.text(text).equals(text)) {
            throw wrong(
                    name,
                    text,
                    "has invisible characters, such as control characters or zero-width spaces",
                    "Write it without them: a person has to see all that is written");
        }
        return text;
    }

    private static LocalDate date(String name, Object value) {
        try {
            return LocalDate.parse(String.valueOf(value));
        } catch (DateTimeException e) {
            throw wrong(name, value, "is not a date", "Write it as YYYY-MM-DD, such as 2026-01-31");
        }
    }

    private static BigDecimal number(String name, Object value, int decimals) {
        BigDecimal number;
        try {
            String text = value.toString();
            number = new BigDecimal(text.length() > 30 ? "x" : text);
        } catch (NumberFormatException e) {
            throw wrong(name, value, "is not a number", "Give a number such as 12.50");
        }
        if (number.signum() <= 0 || number.compareTo(LARGEST) > 0) {
            throw wrong(name, value, "is not above 0, or too large", "Give a number from 0.01 to " + LARGEST);
        }
        if (number.stripTrailingZeros().scale() > decimals) {
            throw wrong(
                    name, value, "has more than " + decimals + " decimals", "Round it to " + decimals + " decimals");
        }
        return number;
    }

    private static Boolean flag(String name, Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, value, "is neither true nor false", "Give true or false");
    }

    private static List<ToolArguments> rows(String name, ToolField field, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > ToolField.MOST_ROWS) {
            throw wrong(
                    name,
                    value instanceof List<?> rows ? rows.size() + " rows" : value,
                    "is not a list of 1 to " + ToolField.MOST_ROWS + " rows",
                    "Give a list of objects: " + field.description());
        }
        List<ToolArguments> rows = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> row)) {
                throw wrong(name + "[" + i + "]", list.get(i), "is not an object", field.description());
            }
            rows.add(of(name + "[" + i + "].", row, field.fields()));
        }
        return rows;
    }

    private static ToolException wrong(String name, Object value, String problem, String fix) {
        return new ToolException(name, value, "The argument '" + name + "' " + problem, fix);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Null where it was not given. */
    public String text(String name) {
        return (String) values.get(name);
    }

    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    public LocalDate date(String name) {
        return (LocalDate) values.get(name);
    }

    public BigDecimal number(String name) {
        return (BigDecimal) values.get(name);
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    @SuppressWarnings("unchecked")
    public List<ToolArguments> rows(String name) {
        return has(name) ? (List<ToolArguments>) values.get(name) : List.of();
    }

    /** One text for the same arguments, whatever order they came in. */
    public String canonical(List<ToolField> fields, List<String> without) {
        StringBuilder text = new StringBuilder("{");
        for (ToolField field : fields) {
            if (has(field.name()) && !without.contains(field.name())) {
                text.append(field.name()).append('=');
                if (field.kind() == Kind.ROWS) {
                    rows(field.name()).forEach(row -> text.append(row.canonical(field.fields(), List.of())));
                } else {
                    Object value = values.get(field.name());
                    String word = value instanceof BigDecimal number
                            ? number.stripTrailingZeros().toPlainString()
                            : value.toString();
                    // The length first, so that no text can look like the next argument.
                    text.append(word.length()).append(':').append(word);
                }
                text.append(';');
            }
        }
        return text.append('}').toString();
    }
}
