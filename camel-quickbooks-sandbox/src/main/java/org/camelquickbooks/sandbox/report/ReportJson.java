package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportDefinition.Basis;
import org.camelquickbooks.sandbox.report.ReportDefinition.HeaderField;

/** The JSON of a report: header, columns, rows in sections. */
final class ReportJson {

    /** A cell: what it shows, and the Id of what it stands for. */
    record Cell(String value, String id) {

        static Cell text(String value) {
            return new Cell(value == null ? "" : value, null);
        }

        static Cell of(String value, String id) {
            return new Cell(value == null ? "" : value, id);
        }

        static Cell money(long cents) {
            return new Cell(Money.amount(cents).toPlainString(), null);
        }
    }

    private static final int MOST_CELLS = 400_000;
    /** By which filter of the general ledger the lines are found that a row is made of, by the type of its first column. */
    private static final Map<String, String> ZOOMS = Map.of(
            "Account", "account",
            "Customer", "customer",
            "Vendor", "vendor",
            "Department", "department",
            "Class", "class",
            "ProductsAndService", "item");

    private final ObjectNode report = Json.object();
    private final ReportParameters parameters;
    private final ArrayNode rows;
    private final ObjectNode header;
    private final ArrayNode columns;
    private String day;
    private boolean empty;

    ReportJson(ReportParameters parameters) {
        this.parameters = parameters;
        ReportDefinition definition = parameters.definition();
        Company company = parameters.company();
        header = report.putObject("Header");
        header.put(
                "Time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(
                        company.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                        company.profile().zone())));
        header.put("ReportName", definition.name());
        if (parameters.macro() != null) {
            header.put("DateMacro", parameters.macro());
        }
        if (!definition.bases().isEmpty()) {
            header.put("ReportBasis", parameters.basis() == Basis.CASH ? "Cash" : "Accrual");
        }
        header.put("StartPeriod", parameters.start().toString());
        header.put("EndPeriod", parameters.end().toString());
        if (definition.has(HeaderField.SUMMARIZE_COLUMNS_BY)) {
            header.put("SummarizeColumnsBy", parameters.summarizeBy());
        }
        header.put("Currency", company.profile().currency());
        for (String filter : List.of("customer", "vendor", "employee", "item", "class", "department")) {
            if (parameters.text(filter) != null) {
                String title = filter.substring(0, 1).toUpperCase(Locale.ROOT) + filter.substring(1);
                header.put(title, parameters.text(filter));
            }
        }
        columns = report.putObject("Columns").putArray("Column");
        rows = report.putObject("Rows").putArray("Row");
    }

    /** The day of a report about one day. */
    ReportJson asOf(String reportDay) {
        day = reportDay;
        if (parameters.definition().has(HeaderField.REPORT_DATE)) {
            header.put("StartPeriod", day);
        } else {
            header.remove("StartPeriod");
        }
        header.put("EndPeriod", day);
        return this;
    }

    ObjectNode column(String title, String type, String key) {
        ObjectNode column = columns.addObject().put("ColTitle", title).put("ColType", type);
        column.putArray("MetaData").addObject().put("Name", "ColKey").put("Value", key);
        return column;
    }

    /** Columns under a common title. */
    void group(String title, String key, List<String> titles) {
        ArrayNode nested = column(title, "Money", key).putObject("Columns").putArray("Column");
        for (String own : titles) {
            nested.addObject()
                    .put("ColTitle", own)
                    .put("ColType", "Money")
                    .putArray("MetaData")
                    .addObject()
                    .put("Name", "ColKey")
                    .put(
                            "Value",
                            own.toLowerCase(Locale.ROOT).replace("%", "percent").replace(' ', '_'));
        }
    }

    /** The columns of a list: its type is its key, or, in the older style, the key is in MetaData. */
    void columns(List<Column> list) {
        for (Column column : list) {
            if (parameters.isClassic()) {
                column(column.title(), column.type().shown(), column.key());
            } else {
                columns.addObject().put("ColTitle", column.title()).put("ColType", column.key());
            }
        }
    }

    /** Says that the report has nothing to show, although it has rows. */
    void nothingToShow() {
        empty = true;
    }

    ArrayNode rows() {
        return rows;
    }

    static ObjectNode data(ArrayNode into, List<Cell> cells) {
        ObjectNode row = into.addObject();
        cells(row.putArray("ColData"), cells);
        return row.put("type", "Data");
    }

    /** A section with its heading; answers where its rows go. */
    static ObjectNode section(ArrayNode into, List<Cell> heading) {
        ObjectNode row = into.addObject();
        if (heading != null) {
            cells(row.putObject("Header").putArray("ColData"), heading);
        }
        return row;
    }

    static ArrayNode rowsOf(ObjectNode section) {
        return section.withObject("/Rows").withArray("Row");
    }

    static void summary(ObjectNode section, List<Cell> cells, String group) {
        cells(section.putObject("Summary").putArray("ColData"), cells);
        section.put("type", "Section");
        if (group != null) {
            section.put("group", group);
        }
    }

    /** The last row of a report that has any. */
    void grandTotal(List<Cell> cells) {
        if (!rows.isEmpty()) {
            summary(section(rows, null), cells, "GrandTotal");
        }
    }

    private static void cells(ArrayNode into, List<Cell> cells) {
        for (Cell cell : cells) {
            ObjectNode data = into.addObject().put("value", cell.value());
            if (cell.id() != null) {
                data.put("id", cell.id());
            }
        }
    }

    ObjectNode end() {
        cut(rows, 0);
        if ("true".equalsIgnoreCase(parameters.text("qzurl"))) {
            zoom(rows, columns.path(0).path("ColType").asText());
        }
        ArrayNode options = header.putArray("Option");
        if (parameters.definition().has(HeaderField.ACCOUNTING_STANDARD)) {
            options.addObject().put("Name", "AccountingStandard").put("Value", "GAAP");
        }
        if (parameters.definition().has(HeaderField.REPORT_DATE)) {
            options.addObject().put("Name", "report_date").put("Value", day);
        }
        options.addObject().put("Name", "NoReportData").put("Value", Boolean.toString(empty || rows.isEmpty()));
        withoutEmptyRows(rows);
        if (rows.isEmpty()) {
            report.putObject("Rows");
        }
        return report;
    }

    /** A section without rows has Header and Summary only. */
    private static void withoutEmptyRows(ArrayNode list) {
        for (JsonNode row : list) {
            if (row.path("Rows").path("Row") instanceof ArrayNode nested) {
                if (nested.isEmpty()) {
                    ((ObjectNode) row).remove("Rows");
                } else {
                    withoutEmptyRows(nested);
                }
            }
        }
    }

    /**
     * With qzurl the amounts of a row have the address of what they are made of: the lines on the account, of the
     * customer and so on (the form of the address is assumed).
     */
    private void zoom(ArrayNode list, String kind) {
        for (JsonNode row : list) {
            zoom(row.path("ColData"), kind);
            zoom(row.path("Header").path("ColData"), kind);
            if (row.path("Rows").path("Row") instanceof ArrayNode nested) {
                zoom(nested, kind);
            }
        }
    }

    private void zoom(JsonNode cells, String kind) {
        String id = Json.text(cells.path(0), "id");
        String filter = ZOOMS.get(kind);
        for (int i = 1; id != null && filter != null && i < cells.size(); i++) {
            if (!cells.path(i).path("value").asText().isEmpty()) {
                ((ObjectNode) cells.path(i)).put("href", lines() + "&" + filter + "=" + id);
            }
        }
    }

    /** The lines of the report's period or, of balances, all lines up to its day. */
    private String lines() {
        boolean balances = day != null || parameters.definition().name().equals("BalanceSheet");
        return "/v3/company/" + parameters.company().profile().realmId() + "/reports/GeneralLedger?start_date="
                + (balances ? "1970-01-01" : parameters.start())
                + "&end_date=" + (day == null ? parameters.end() : day)
                + (parameters.basis() == Basis.CASH ? "&accounting_method=Cash" : "");
    }

    /** An answer has so many cells and no more; the last row says that there were more. Answers the cells so far. */
    private int cut(ArrayNode list, int before) {
        int cells = before;
        for (int i = 0; i < list.size(); i++) {
            JsonNode row = list.get(i);
            cells += row.path("ColData").size()
                    + row.path("Header").path("ColData").size()
                    + row.path("Summary").path("ColData").size();
            int keep = i;
            if (cells <= MOST_CELLS && row.path("Rows").path("Row") instanceof ArrayNode nested) {
                // A section that is cut inside keeps what it has up to there.
                keep = i + 1;
                cells = cut(nested, cells);
            }
            if (cells > MOST_CELLS) {
                while (list.size() > keep) {
                    list.remove(keep);
                }
                if (list == rows) {
                    data(rows, List.of(Cell.text("Unable to display more data. Please reduce the date range.")));
                }
                return cells;
            }
        }
        return cells;
    }
}
