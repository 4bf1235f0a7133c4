package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A report as rows. Each row is a map: {@code rowType} (data, header or summary), {@code section} (the names of the
 * sections it stands in, with slashes), and a value for each column under the column's title, money as BigDecimal and
 * dates as LocalDate; {@code <title>.id} is the Id behind a value.
 */
public final class ReportRows {

    private record Column(String name, String type) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    private ReportRows() {}

    public static List<Map<String, Object>> of(JsonNode report) {
        ReportRows flat = new ReportRows();
        flat.readColumns(report.path("Columns").path("Column"));
        flat.readRows(report.path("Rows").path("Row"), "");
        return flat.rows;
    }

    private void readColumns(JsonNode nodes) {
        Set<String> names = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        for (JsonNode node : nodes) {
            String name = Json.text(node, "ColTitle");
            if (name == null) {
                name = key(node);
            }
            String unique = name;
            while (!names.add(unique)) {
                unique = name + " " + last.merge(name, 2, (n, first) -> n + 1);
            }
            columns.add(new Column(unique, node.path("ColType").asText("")));
        }
    }

    /** What a column is called where it has no title. */
    private static String key(JsonNode column) {
        for (JsonNode meta : column.path("MetaData")) {
            if ("ColKey".equals(Json.text(meta, "Name"))) {
                return meta.path("Value").asText();
            }
        }
        return column.path("ColType").asText("Value");
    }

    private void readRows(JsonNode nodes, String section) {
        for (JsonNode node : nodes) {
            String inner = section;
            if (node.has("Header")) {
                JsonNode cells = node.path("Header").path("ColData");
                String name = cells.path(0).path("value").asText("");
                inner = section.isEmpty() ? name : section + "/" + name;
                add("header", inner, cells);
            } else if (Json.text(node, "group") != null && section.isEmpty() && node.has("Rows")) {
                inner = Json.text(node, "group");
            }
            if (node.has("ColData")) {
                add("data", section, node.path("ColData"));
            }
            readRows(node.path("Rows").path("Row"), inner);
            if (node.has("Summary")) {
                add("summary", inner, node.path("Summary").path("ColData"));
            }
        }
    }

    private void add(String type, String section, JsonNode cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rowType", type);
        row.put("section", section);
        for (int i = 0; i < cells.size() && i < columns.size(); i++) {
            Column column = columns.get(i);
            row.put(column.name(), value(cells.get(i).path("value").asText(""), column.type()));
            String id = Json.text(cells.get(i), "id");
            if (id != null) {
                row.put(column.name() + ".id", id);
            }
        }
        rows.add(row);
    }

    /** Null where the cell is empty; text where it is not what its column says. */
    private static Object value(String text, String type) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (type) {
                case "Money", "Amount", "Quantity", "Numeric", "Rate", "Percent" -> number(text);
                case "Date" -> LocalDate.parse(text);
                case "Boolean" -> Boolean.valueOf(text);
                default -> text;
            };
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static Object number(String text) {
        BigDecimal number = JsonLimits.decimal(text.replace(",", ""));
        return number == null ? text : number;
    }
}
