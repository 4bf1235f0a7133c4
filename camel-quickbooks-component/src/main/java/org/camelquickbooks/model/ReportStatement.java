package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Combines the parts of a financial statement: their columns are next to each other, their rows are matched by Id,
 * and the total is that of QuickBooks for the whole range. The parts have to add up to it.
 */
public final class ReportStatement {

    /** Which parameters of summarize_column_by divide by time. */
    private static final List<String> TIMES =
            List.of("month", "week", "days", "quarter", "year", "fiscalquarter", "fiscalyear", "total");

    private final String report;
    private final ReportKind kind;
    private final ReportColumns columns = new ReportColumns();
    private final ReportRow root = new ReportRow("");
    private JsonNode first;
    private boolean empty = true;

    public ReportStatement(String report, ReportKind kind) {
        this.report = report;
        this.kind = kind;
    }

    /** Whether columns are stretches of time. */
    public static boolean isByTime(String summarizeColumnBy) {
        return TIMES.contains(summarizeColumnBy.toLowerCase(Locale.ROOT));
    }

    public void add(JsonNode part, ReportPeriod period) {
        first = first == null ? part : first;
        empty &= "true".equals(option(part));
        root.read(part.path("Rows").path("Row"), columns.add(part, period));
    }

    private static String option(JsonNode part) {
        for (JsonNode option : part.path("Header").path("Option")) {
            if ("NoReportData".equals(Json.text(option, "Name"))) {
                return Json.text(option, "Value");
            }
        }
        return "false";
    }

    /** What the whole has beyond the columns that were read is in a column of its own. */
    public void addRest(JsonNode whole, String title) {
        ReportRow all = wholeOf(whole);
        // Its rows come in where no column that was read has them.
        root.read(whole.path("Rows").path("Row"), List.of());
        String key = "not_specified";
        List<String> read = List.copyOf(columns.keysOf(""));
        columns.addComputed(key, title);
        rest(root, all, read, key + "\n");
    }

    private void rest(ReportRow row, ReportRow whole, List<String> read, String key) {
        for (ReportRow child : row.children()) {
            ReportRow of = whole == null ? null : whole.find(child.identity());
            rest(child, of, read, key);
            child.own().put(key, difference(child.own(), of == null ? Map.of() : of.own(), read));
            child.total().put(key, difference(child.total(), of == null ? Map.of() : of.total(), read));
        }
    }

    private static String difference(Map<String, String> cells, Map<String, String> whole, List<String> read) {
        BigDecimal all = ReportColumn.number(whole.getOrDefault("", ""));
        BigDecimal sum = sum(cells, read);
        return all == null && sum == null ? "" : zero(all).subtract(zero(sum)).toPlainString();
    }

    private static BigDecimal zero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** The sum of some cells, or null where none has a number. */
    private static BigDecimal sum(Map<String, String> cells, List<String> keys) {
        BigDecimal sum = null;
        for (String key : keys) {
            BigDecimal number = ReportColumn.number(cells.getOrDefault(key, ""));
            sum = number == null ? sum : zero(sum).add(number);
        }
        return sum;
    }

    private static ReportRow wholeOf(JsonNode whole) {
        ReportRow all = new ReportRow("");
        all.read(whole.path("Rows").path("Row"), ReportColumns.ofWhole(whole));
        return all;
    }

    /**
     * The statement.
     *
     * @param whole the report of the whole range with nothing but its total
     * @throws ReportMismatchException where the parts do not come to it
     */
    public ObjectNode merged(JsonNode whole, String summarizedBy) {
        ReportRow all = wholeOf(whole);
        check(root, all, report);
        ObjectNode merged = Json.object();
        ObjectNode header = first.path("Header").deepCopy();
        merged.set("Header", header);
        for (String field : List.of("StartPeriod", "EndPeriod", "Time")) {
            header.set(field, whole.path("Header").path(field));
        }
        header.put("SummarizeColumnsBy", summarizedBy).remove("DateMacro");
        for (JsonNode option : header.path("Option")) {
            if ("NoReportData".equals(Json.text(option, "Name"))) {
                ((ObjectNode) option).put("Value", Boolean.toString(empty));
            }
        }
        ArrayNode titles = merged.putObject("Columns").putArray("Column");
        JsonNode nodes = whole.path("Columns").path("Column");
        titles.add(nodes.path(0).deepCopy());
        columns.nodes().forEach(titles::add);
        titles.add(total(nodes));
        rows(root, all, merged.putObject("Rows").putArray("Row"), ReportColumns.ofWhole(whole));
        return merged;
    }

    private static JsonNode total(JsonNode nodes) {
        if (nodes.size() == 2) {
            return nodes.path(1).deepCopy();
        }
        ObjectNode group = Json.object().put("ColTitle", "Total").put("ColType", "Money");
        group.putArray("MetaData").addObject().put("Name", "ColKey").put("Value", "total");
        ArrayNode nested = group.putObject("Columns").putArray("Column");
        for (int i = 1; i < nodes.size(); i++) {
            nested.add(nodes.get(i).deepCopy());
        }
        return group;
    }

    /** Whether the amounts of a column come to its total. */
    private static boolean isAdded(String title) {
        return !title.contains("%") && !title.startsWith("Avg");
    }

    private void check(ReportRow row, ReportRow whole, String path) {
        for (ReportRow child : row.children()) {
            ReportRow of = whole == null ? null : whole.find(child.identity());
            String at = path + "/" + child.name();
            cells(child.own(), of == null ? Map.of() : of.own(), at, child.group());
            cells(child.total(), of == null ? Map.of() : of.total(), at + " in all", child.group());
            check(child, of, at);
        }
        for (ReportRow child : whole == null ? List.<ReportRow>of() : whole.children()) {
            if (row.find(child.identity()) == null) {
                cells(Map.of(), child.own(), path + "/" + child.name(), child.group());
                cells(Map.of(), child.total(), path + "/" + child.name(), child.group());
            }
        }
    }

    private void cells(Map<String, String> parts, Map<String, String> whole, String at, String group) {
        List<String> titles = columns.keys().stream()
                .map(key -> key.substring(key.indexOf('\n') + 1))
                .distinct()
                .filter(ReportStatement::isAdded)
                .toList();
        for (String title : titles) {
            BigDecimal sum = zero(computed(parts, title, group));
            BigDecimal total = zero(ReportColumn.number(whole.getOrDefault(title, "")));
            if (sum.compareTo(total) != 0) {
                throw new ReportMismatchException("The parts of " + at + (title.isEmpty() ? "" : ", " + title)
                        + " come to " + sum.toPlainString() + ", but QuickBooks' report of the whole range has "
                        + total.toPlainString()
                        + ". The books changed while the parts were read; read the report again");
            }
        }
    }

    private BigDecimal computed(Map<String, String> parts, String title, String group) {
        List<String> keys = columns.keysOf(title);
        if (keys.isEmpty()) {
            return null;
        }
        // Cash is carried from column to column, and balances are those of the last day.
        if (kind == ReportKind.BALANCES || "EndingCash".equals(group)) {
            return ReportColumn.number(parts.getOrDefault(keys.get(keys.size() - 1), ""));
        }
        return "BeginningCash".equals(group)
                ? ReportColumn.number(parts.getOrDefault(keys.get(0), ""))
                : sum(parts, keys);
    }

    private void rows(ReportRow row, ReportRow whole, ArrayNode into, List<String> totals) {
        for (ReportRow child : row.children()) {
            ReportRow of = whole == null ? null : whole.find(child.identity());
            ObjectNode node = into.addObject();
            if (!child.isSection()) {
                cells(node.putArray("ColData"), child.label(), child.own(), of == null ? Map.of() : of.own(), totals);
                node.put("type", "Data");
            } else {
                if (child.isHeaded()) {
                    ArrayNode header = node.putObject("Header").putArray("ColData");
                    cells(header, child.label(), child.own(), of == null ? Map.of() : of.own(), totals);
                    rows(child, of, node.putObject("Rows").putArray("Row"), totals);
                }
                if (child.hasTotal()) {
                    ArrayNode sums = node.putObject("Summary").putArray("ColData");
                    cells(sums, child.totalLabel(), child.total(), of == null ? Map.of() : of.total(), totals);
                }
                node.put("type", "Section");
            }
            if (child.group() != null) {
                node.put("group", child.group());
            }
        }
    }

    private void cells(
            ArrayNode into, JsonNode label, Map<String, String> cells, Map<String, String> whole, List<String> totals) {
        into.add(label.deepCopy());
        boolean numbers = cells.values().stream().anyMatch(cell -> ReportColumn.number(cell) != null);
        String nothing = numbers && !report.equals("TrialBalance") ? "0.00" : "";
        for (String key : columns.keys()) {
            String missing = isAdded(key.substring(key.indexOf('\n') + 1)) ? nothing : "";
            into.addObject().put("value", cells.getOrDefault(key, missing));
        }
        for (String key : totals.subList(1, totals.size())) {
            into.addObject().put("value", whole.getOrDefault(key, isAdded(key) ? nothing : ""));
        }
    }
}
