package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Combines lists that each have some of the columns and the same rows. Each part begins with the columns by which
 * this is checked.
 */
public final class ReportWidth {

    /** What the rows of the parts are compared by. */
    public static final List<String> KEYS = List.of("tx_date", "txn_type");

    private final String report;
    private ObjectNode merged;

    public ReportWidth(String report) {
        this.report = report;
    }

    /** Adds the columns of a part beyond those that it is compared by. */
    public void add(JsonNode part) {
        if (merged == null) {
            merged = part.deepCopy();
            return;
        }
        ArrayNode titles = (ArrayNode) merged.path("Columns").path("Column");
        JsonNode columns = part.path("Columns").path("Column");
        for (int i = KEYS.size(); i < columns.size(); i++) {
            titles.add(columns.get(i).deepCopy());
        }
        rows(merged.path("Rows").path("Row"), part.path("Rows").path("Row"));
    }

    private void rows(JsonNode into, JsonNode rows) {
        if (into.size() != rows.size()) {
            throw changed(rows.size() + " rows instead of " + into.size());
        }
        for (int i = 0; i < rows.size(); i++) {
            cells(into.get(i).path("ColData"), rows.get(i).path("ColData"));
            cells(
                    into.get(i).path("Header").path("ColData"),
                    rows.get(i).path("Header").path("ColData"));
            cells(
                    into.get(i).path("Summary").path("ColData"),
                    rows.get(i).path("Summary").path("ColData"));
            rows(into.get(i).path("Rows").path("Row"), rows.get(i).path("Rows").path("Row"));
        }
    }

    private void cells(JsonNode into, JsonNode cells) {
        for (int i = 0; i < KEYS.size() && i < cells.size(); i++) {
            if (!into.path(i).equals(cells.path(i))) {
                throw changed(cells.path(i) + " instead of " + into.path(i));
            }
        }
        if (into instanceof ArrayNode array) {
            for (int i = KEYS.size(); i < cells.size(); i++) {
                array.add(cells.get(i).deepCopy());
            }
        }
    }

    private ReportMismatchException changed(String difference) {
        return new ReportMismatchException("The columns of " + report + " were read in parts, and the rows of the parts"
                + " differ: " + difference + ". The books changed while the parts were read; read the report again");
    }

    /** The list with the columns that were asked for, in their order; the first cell of titles and sums is their label. */
    public ObjectNode merged(List<String> wanted) {
        List<String> has = new ArrayList<>();
        merged.path("Columns").path("Column").forEach(column -> has.add(ReportColumn.keyOf(column)));
        List<Integer> order = new ArrayList<>();
        wanted.stream().filter(has::contains).forEach(key -> order.add(has.indexOf(key)));
        ObjectNode columns = (ObjectNode) merged.path("Columns");
        columns.set("Column", pick(columns.path("Column"), order, false));
        reorder(merged.path("Rows").path("Row"), order);
        return merged;
    }

    private static void reorder(JsonNode rows, List<Integer> order) {
        for (JsonNode row : rows) {
            if (row.has("ColData")) {
                ((ObjectNode) row).set("ColData", pick(row.path("ColData"), order, isLabelled(row.path("ColData"))));
            }
            for (String part : List.of("Header", "Summary")) {
                if (row.has(part)) {
                    ((ObjectNode) row.path(part))
                            .set("ColData", pick(row.path(part).path("ColData"), order, true));
                }
            }
            reorder(row.path("Rows").path("Row"), order);
        }
    }

    /** A row such as the beginning balance has a label in the place of its date. */
    private static boolean isLabelled(JsonNode cells) {
        String first = cells.path(0).path("value").asText("");
        return !first.isEmpty() && !first.matches("\\d{1,4}-\\d\\d-\\d\\d");
    }

    private static ArrayNode pick(JsonNode cells, List<Integer> order, boolean labelled) {
        ArrayNode picked = Json.EXACT.createArrayNode();
        for (int index : order) {
            boolean label = labelled && picked.isEmpty();
            boolean dateOfLabel = labelled && !label && index == 0;
            picked.add(label ? cells.path(0) : dateOfLabel ? Json.object().put("value", "") : cells.path(index));
        }
        return picked;
    }
}
