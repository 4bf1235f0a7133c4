package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a statement with its amounts by the keys of columns: an account, a customer, a section with a sum. */
final class ReportRow {

    /** Which row of another report it is: by Id, by group or by its label. */
    private final String identity;

    private JsonNode label;
    private JsonNode totalLabel;
    private String group;
    private boolean section;
    private boolean headed;
    /** What stands in the row itself, and in the sum of its section. */
    private final Map<String, String> own = new LinkedHashMap<>();

    private final Map<String, String> total = new LinkedHashMap<>();
    private final List<ReportRow> children = new ArrayList<>();
    private final Map<String, ReportRow> byIdentity = new HashMap<>();

    ReportRow(String identity) {
        this.identity = identity;
    }

    static String identityOf(JsonNode row) {
        String group = Json.text(row, "group");
        if (group != null) {
            return "group " + group;
        }
        JsonNode first = first(row);
        String id = Json.text(first, "id");
        return id == null ? "label " + first.path("value").asText("") : "id " + id;
    }

    private static JsonNode first(JsonNode row) {
        for (String part : List.of("ColData", "Header", "Summary")) {
            JsonNode cells =
                    part.equals("ColData") ? row.path(part) : row.path(part).path("ColData");
            if (!cells.isEmpty()) {
                return cells.path(0);
            }
        }
        return row.path("ColData").path(0);
    }

    /** Takes over the rows of a report under this one; {@code keys} are those of the cells, null for what is left out. */
    void read(JsonNode rows, List<String> keys) {
        ReportRow before = null;
        for (JsonNode row : rows) {
            String wanted = identityOf(row);
            ReportRow child = byIdentity.get(wanted);
            if (child == null) {
                child = new ReportRow(wanted);
                byIdentity.put(wanted, child);
                // A new one comes after the one before it.
                children.add(before == null ? 0 : children.lastIndexOf(before) + 1, child);
            }
            child.take(row, keys);
            before = child;
        }
    }

    private void take(JsonNode row, List<String> keys) {
        label = label == null || label.path("value").asText("").isEmpty() ? first(row) : label;
        group = group == null ? Json.text(row, "group") : group;
        boolean isSection = row.has("Header") || row.has("Rows") || row.has("Summary");
        section |= isSection;
        headed |= row.has("Header");
        cells(row.path("ColData"), keys, own);
        cells(row.path("Header").path("ColData"), keys, own);
        if (row.has("Summary")) {
            totalLabel = row.path("Summary").path("ColData").path(0);
            cells(row.path("Summary").path("ColData"), keys, total);
        } else if (!isSection) {
            // In another part it may have sub-accounts, and a sum with them.
            cells(row.path("ColData"), keys, total);
        }
        read(row.path("Rows").path("Row"), keys);
    }

    /** Cells of a column that is there already, of a customer say, are added up. */
    private static void cells(JsonNode cells, List<String> keys, Map<String, String> into) {
        for (int i = 1; i < cells.size(); i++) {
            String key = i < keys.size() ? keys.get(i) : null;
            if (key != null) {
                into.merge(key, cells.path(i).path("value").asText(""), ReportRow::sum);
            }
        }
    }

    private static String sum(String one, String other) {
        var first = ReportColumn.number(one);
        var second = ReportColumn.number(other);
        return first == null ? other : second == null ? one : first.add(second).toPlainString();
    }

    String identity() {
        return identity;
    }

    String name() {
        String text = label == null ? "" : label.path("value").asText("");
        return text.isEmpty() ? identity : text;
    }

    JsonNode label() {
        return label;
    }

    JsonNode totalLabel() {
        return totalLabel == null ? label : totalLabel;
    }

    String group() {
        return group;
    }

    boolean isSection() {
        return section;
    }

    boolean isHeaded() {
        return headed || !children.isEmpty();
    }

    boolean hasTotal() {
        return totalLabel != null;
    }

    Map<String, String> own() {
        return own;
    }

    Map<String, String> total() {
        return total;
    }

    List<ReportRow> children() {
        return children;
    }

    ReportRow find(String wanted) {
        return byIdentity.get(wanted);
    }
}
