package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of amounts of a statement that is put together of parts, and the keys of their cells. */
final class ReportColumns {

    private final Map<String, ObjectNode> columns = new LinkedHashMap<>();
    private final Map<String, List<String>> cells = new LinkedHashMap<>();

    /**
     * Adds the columns of a part but its total, which is the only column of a part that is not divided itself and then
     * stands for the period.
     *
     * @return the key of each cell of the part's rows; null for cells that are left out
     */
    List<String> add(JsonNode part, ReportPeriod period) {
        JsonNode nodes = part.path("Columns").path("Column");
        List<String> keys = new ArrayList<>();
        keys.add(null);
        boolean grouped = nodes.path(nodes.size() - 1).has("Columns");
        // Without groups several columns may be of one period: debit and credit, income and expenses.
        boolean whole = isWhole(nodes);
        for (int i = 1; i < nodes.size(); i++) {
            boolean total = i == nodes.size() - 1;
            if (whole) {
                keys.addAll(whole(nodes, period));
                break;
            }
            String key = ReportColumn.keyOf(nodes.get(i));
            List<String> own = total && !whole ? null : cellsOf(nodes.get(i), key);
            if (own == null) {
                int width =
                        grouped ? nodes.get(i).path("Columns").path("Column").size() : 1;
                for (int n = 0; n < width; n++) {
                    keys.add(null);
                }
            } else {
                columns.putIfAbsent(key, nodes.get(i).deepCopy());
                cells.putIfAbsent(key, own);
                keys.addAll(own);
            }
        }
        return keys;
    }

    /** Whether a report has only its total: one column or group, or columns without one that is called total. */
    static boolean isWhole(JsonNode nodes) {
        return nodes.size() <= 2 || !"total".equalsIgnoreCase(Json.text(nodes.path(nodes.size() - 1), "ColTitle"));
    }

    /** One column of the period, or a group of all the columns there are. */
    private List<String> whole(JsonNode nodes, ReportPeriod period) {
        ObjectNode column = column(period);
        JsonNode nested =
                nodes.size() == 2 ? nodes.path(1).path("Columns").path("Column") : Json.EXACT.createArrayNode();
        if (nodes.size() > 2) {
            ArrayNode all = Json.EXACT.createArrayNode();
            for (int i = 1; i < nodes.size(); i++) {
                all.add(nodes.get(i).deepCopy());
            }
            nested = all;
        }
        if (!nested.isEmpty()) {
            column.putObject("Columns").set("Column", nested.deepCopy());
        }
        columns.put(period.key(), column);
        cells.put(period.key(), cellsOf(column, period.key()));
        return cells.get(period.key());
    }

    private static ObjectNode column(ReportPeriod period) {
        ObjectNode column = Json.object().put("ColTitle", period.title()).put("ColType", "Money");
        ArrayNode data = column.putArray("MetaData");
        data.addObject().put("Name", "ColKey").put("Value", period.key());
        data.addObject().put("Name", "StartDate").put("Value", period.start().toString());
        data.addObject().put("Name", "EndDate").put("Value", period.end().toString());
        return column;
    }

    private static List<String> cellsOf(JsonNode column, String key) {
        JsonNode nested = column.path("Columns").path("Column");
        List<String> keys = new ArrayList<>();
        for (JsonNode child : nested) {
            keys.add(key + "\n" + title(child));
        }
        return nested.isEmpty() ? List.of(key + "\n") : keys;
    }

    private static String title(JsonNode column) {
        return column.path("ColTitle").asText("");
    }

    /** The keys of the cells of the whole report, which are those of its columns within their group. */
    static List<String> ofWhole(JsonNode whole) {
        JsonNode nodes = whole.path("Columns").path("Column");
        List<String> keys = new ArrayList<>();
        keys.add(null);
        if (nodes.size() == 2) {
            cellsOf(nodes.path(1), "").forEach(key -> keys.add(key.substring(1)));
        } else {
            for (int i = 1; i < nodes.size(); i++) {
                keys.add(title(nodes.get(i)));
            }
        }
        return keys;
    }

    /** A column that is worked out, not read. */
    void addComputed(String key, String title) {
        ObjectNode column = Json.object().put("ColTitle", title).put("ColType", "Money");
        column.putArray("MetaData").addObject().put("Name", "ColKey").put("Value", key);
        columns.put(key, column);
        cells.put(key, List.of(key + "\n"));
    }

    /** The keys of all cells, of one kind of columns: those with a title within their group. */
    List<String> keysOf(String child) {
        return keys().stream().filter(key -> key.endsWith("\n" + child)).toList();
    }

    List<String> keys() {
        return cells.values().stream().flatMap(List::stream).toList();
    }

    List<ObjectNode> nodes() {
        return new ArrayList<>(columns.values());
    }
}
