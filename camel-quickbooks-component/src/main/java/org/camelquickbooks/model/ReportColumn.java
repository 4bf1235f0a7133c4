package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column of a report. QuickBooks has two styles: the type is a word such as Date and the key is in MetaData, or the type
 * is the key. Name, key and type of values are the same in both.
 *
 * @param key such as tx_date; of a column within a group of columns, the group's key goes before, with a slash
 * @param name the title, and the key where there is none; the title of a group goes before, with a slash
 */
record ReportColumn(String key, String name, Type type) {

    enum Type {
        NUMBER,
        DATE,
        YES_NO,
        TEXT
    }

    private static final Set<String> NUMBERS = Set.of(
            "Money",
            "Amount",
            "Quantity",
            "Numeric",
            "Rate",
            "Percent",
            "quantity",
            "qty",
            "rate",
            "exch_rate",
            "past_due");
    private static final Pattern NUMBER_KEYS =
            Pattern.compile(".*(amount|_amt|_bal|_cost|asset_value|qty_on_hand|rate_).*");
    private static final Pattern DATE_KEYS = Pattern.compile("Date|.*_date|dt_.*|date");
    private static final Pattern YES_NO_KEYS = Pattern.compile("Boolean|is_.*|printed");

    /** The columns that have cells, in the order of the cells; no two have the same name. */
    static List<ReportColumn> of(JsonNode report) {
        List<ReportColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (ReportColumn column : leaves(report.path("Columns").path("Column"), "", "")) {
            String unique = column.name;
            while (!names.add(unique)) {
                unique = column.name + " " + last.merge(column.name, 2, (n, first) -> n + 1);
            }
            columns.add(new ReportColumn(column.key, unique, column.type));
        }
        return columns;
    }

    private static List<ReportColumn> leaves(JsonNode nodes, String group, String groupKey) {
        List<ReportColumn> columns = new ArrayList<>();
        for (JsonNode node : nodes) {
            String key = keyOf(node);
            String title = Json.text(node, "ColTitle");
            String name = group + (title == null || title.isBlank() ? key.toLowerCase(Locale.ROOT) : title.strip());
            JsonNode nested = node.path("Columns").path("Column");
            if (nested.isEmpty()) {
                columns.add(new ReportColumn(groupKey + key, name, typeOf(node, key)));
            } else {
                columns.addAll(leaves(nested, name + "/", groupKey + key + "/"));
            }
        }
        return columns;
    }

    /** The key of a column, from its MetaData or its type. */
    static String keyOf(JsonNode column) {
        for (JsonNode meta : column.path("MetaData")) {
            if ("ColKey".equals(Json.text(meta, "Name"))) {
                return meta.path("Value").asText();
            }
        }
        return column.path("ColType").asText("value");
    }

    private static Type typeOf(JsonNode column, String key) {
        for (String word : List.of(column.path("ColType").asText(""), key)) {
            if (NUMBERS.contains(word) || NUMBER_KEYS.matcher(word).matches()) {
                return Type.NUMBER;
            }
            if (DATE_KEYS.matcher(word).matches()) {
                return Type.DATE;
            }
            if (YES_NO_KEYS.matcher(word).matches()) {
                return Type.YES_NO;
            }
        }
        return Type.TEXT;
    }

    /** The value of a cell: null where it is empty, text where it is not what its column says. */
    Object value(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (type) {
            case NUMBER -> {
                BigDecimal number = number(text);
                yield number == null ? text : number;
            }
            case DATE -> date(text);
            case YES_NO ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "yes", "true" -> Boolean.TRUE;
                    case "no", "false" -> Boolean.FALSE;
                    default -> text;
                };
            case TEXT -> text;
        };
    }

    private static Object date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** A number of a report, or null where the text is none. */
    static BigDecimal number(String text) {
        return text.isEmpty() ? null : JsonLimits.decimal(text.replace(",", ""));
    }
}
