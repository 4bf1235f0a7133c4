package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;

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

    private final ObjectNode report = Json.object();
    private final ArrayNode rows;
    private final ObjectNode header;
    private final ArrayNode columns;

    ReportJson(String name, ReportParameters parameters) {
        Company company = parameters.company();
        header = report.putObject("Header");
        header.put(
                "Time",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(
                        company.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                        company.profile().zone())));
        header.put("ReportName", name);
        if (parameters.macro() != null) {
            header.put("DateMacro", parameters.macro());
        }
        header.put("ReportBasis", "Accrual");
        header.put("StartPeriod", parameters.start().toString());
        header.put("EndPeriod", parameters.end().toString());
        header.put("SummarizeColumnsBy", parameters.summarizeBy());
        header.put("Currency", company.profile().currency());
        for (String filter : List.of("customer", "vendor", "employee", "item", "class", "department")) {
            if (parameters.text(filter) != null) {
                String title = filter.substring(0, 1).toUpperCase() + filter.substring(1);
                header.put(title, parameters.text(filter));
            }
        }
        columns = report.putObject("Columns").putArray("Column");
        rows = report.putObject("Rows").putArray("Row");
    }

    /** For reports about a day there is no beginning. */
    ReportJson asOf(String day) {
        header.remove("StartPeriod");
        header.put("EndPeriod", day);
        return this;
    }

    ObjectNode column(String title, String type, String key) {
        ObjectNode column = columns.addObject().put("ColTitle", title).put("ColType", type);
        column.putArray("MetaData").addObject().put("Name", "ColKey").put("Value", key);
        return column;
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
        ArrayNode options = header.putArray("Option");
        options.addObject().put("Name", "AccountingStandard").put("Value", "GAAP");
        options.addObject().put("Name", "NoReportData").put("Value", Boolean.toString(rows.isEmpty()));
        return report;
    }
}
