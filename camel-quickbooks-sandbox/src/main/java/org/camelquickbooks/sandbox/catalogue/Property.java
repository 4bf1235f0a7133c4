package org.camelquickbooks.sandbox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.camelquickbooks.sandbox.json.JsonLimits;

/** A property that a query can use: its place in the entity, and how its values compare. */
public record Property(String name, Kind kind, String[] path, boolean filterable, boolean sortable) {

    private record Moment(String text, Long seconds) {}

    private static volatile Moment lastMoment;

    public enum Kind {
        ID,
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        TIME
    }

    static Property of(String name, FieldType type, boolean filterable, boolean sortable) {
        Kind kind =
                switch (type.kind()) {
                    case DECIMAL, INTEGER -> Kind.NUMBER;
                    case BOOLEAN -> Kind.BOOLEAN;
                    case DATE -> Kind.DATE;
                    case DATE_TIME -> Kind.TIME;
                    case OBJECT -> type.isReference() ? Kind.ID : Kind.TEXT;
                    default -> name.equals("Id") || name.endsWith(".value") ? Kind.ID : Kind.TEXT;
                };
        String suffix =
                switch (type.shape()) {
                    case "ReferenceType" -> ".value";
                    case "EmailAddress" -> ".Address";
                    case "TelephoneNumber" -> ".FreeFormNumber";
                    case "WebSiteAddress" -> ".URI";
                    default -> "";
                };
        // The query language says EntityRef.Type where the JSON says type.
        String path = name.replace("EntityRef.Type", "EntityRef.type") + suffix;
        return new Property(name, kind, path.split("\\."), filterable, sortable);
    }

    /** The value as it compares, or null where the entity has none. A list counts by its first element. */
    public Comparable<?> valueIn(JsonNode entity) {
        JsonNode node = entity;
        for (String step : path) {
            node = node.path(step);
            if (node.isArray()) {
                node = node.path(0);
            }
        }
        return node.isValueNode() && !node.isNull() ? parse(node.asText()) : null;
    }

    /**
     * Reads a literal as a value of this property.
     *
     * @throws IllegalArgumentException where the text is no such value
     */
    public Comparable<?> parse(String text) {
        try {
            return switch (kind) {
                case ID -> new IdValue(text);
                // Text compares without regard to case, in queries as in the check for duplicate names.
                case TEXT -> comparable(text);
                case NUMBER -> JsonLimits.decimal(text);
                case BOOLEAN -> parseBoolean(text);
                case DATE -> LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
                case TIME -> moment(text);
            };
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("Invalid value: " + text, e);
        }
    }

    /** Text as it compares: without regard to case, and composed (NFC), as nothing is known of other Unicode forms. */
    public static String comparable(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Normalizer.isNormalized(lower, Normalizer.Form.NFC)
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /** Seconds since the epoch. What is written together bears the same time, so the last one is kept. */
    private static Long moment(String text) {
        Moment last = lastMoment;
        if (last == null || !last.text.equals(text)) {
            last = new Moment(text, OffsetDateTime.parse(text).toEpochSecond());
            lastMoment = last;
        }
        return last.seconds;
    }

    private static Boolean parseBoolean(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("Invalid value: " + text);
    }
}
