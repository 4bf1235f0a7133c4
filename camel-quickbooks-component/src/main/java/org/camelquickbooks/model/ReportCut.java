package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * QuickBooks returns at most 400,000 cells of a report; the last row of a report that was cut says so (facts, section
 * 11).
 */
public final class ReportCut {

    private static final int MOST_CELLS = 400_000;
    private static final String LAST_ROW = "Unable to display more data";

    private ReportCut() {}

    /** Whether a report does not have all its rows. */
    public static boolean isCut(JsonNode report) {
        JsonNode rows = report.path("Rows").path("Row");
        JsonNode last = rows.path(rows.size() - 1).path("ColData").path(0);
        return last.path("value").asText("").startsWith(LAST_ROW) || cells(rows) >= MOST_CELLS;
    }

    private static int cells(JsonNode rows) {
        int cells = 0;
        for (JsonNode row : rows) {
            cells += row.path("ColData").size()
                    + row.path("Header").path("ColData").size()
                    + row.path("Summary").path("ColData").size()
                    + cells(row.path("Rows").path("Row"));
        }
        return cells;
    }
}
