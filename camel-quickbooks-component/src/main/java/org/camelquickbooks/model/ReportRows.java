package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as rows. Each row is a map: {@code rowType} (data, header or summary), {@code section} (the names of its
 * sections, with slashes), and a value for each column under the column's title: money as BigDecimal, dates as
 * LocalDate, yes and no as Boolean, in both styles of columns. {@code <title>.id} is the Id of the entity that the
 * value names.
 */
public final class ReportRows {

    private final List<ReportColumn> columns;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    private ReportRows(List<ReportColumn> columns) {
        this.columns = columns;
    }

    public static List<Map<String, Object>> of(JsonNode report) {
        ReportRows flat = new ReportRows(ReportColumn.of(report));
        flat.readRows(report.path("Rows").path("Row"), "");
        return flat.rows;
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
            ReportColumn column = columns.get(i);
            row.put(column.name(), column.value(cells.get(i).path("value").asText("")));
            String id = Json.text(cells.get(i), "id");
            if (id != null) {
                row.put(column.name() + ".id", id);
            }
        }
        rows.add(row);
    }
}
