package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Combines the parts of a list of transactions, earlier parts first: rows of the same section follow each other, sums
 * are added up, and balances continue. The sums of each part have to equal the sums of its rows.
 */
public final class ReportLines {

    private static final Set<String> STANDING =
            Set.of("qty_on_hand", "asset_value", "asset_value_nt", "home_asset_value");

    private final String report;
    private final List<ObjectNode> sums = new ArrayList<>();
    /** The balance with which a section has ended so far, by its node. */
    private final Map<ObjectNode, BigDecimal[]> balances = new IdentityHashMap<>();

    /** The sections of a list of rows that come again, by what they are of. */
    private final Map<ArrayNode, Map<String, ObjectNode>> sections = new IdentityHashMap<>();

    private List<ReportColumn> columns;
    private ObjectNode merged;
    private boolean empty = true;

    public ReportLines(String report) {
        this.report = report;
    }

    public void add(JsonNode part) {
        JsonNode rows = part.path("Rows").path("Row");
        if (merged == null) {
            merged = part.deepCopy();
            columns = ReportColumn.of(part);
            merged.putObject("Rows").putArray("Row");
        }
        for (JsonNode option : part.path("Header").path("Option")) {
            empty &= !"NoReportData".equals(Json.text(option, "Name")) || "true".equals(Json.text(option, "Value"));
        }
        ((ObjectNode) merged.path("Header"))
                .set("EndPeriod", part.path("Header").path("EndPeriod"));
        rows.forEach(row -> check(row, report));
        append((ArrayNode) merged.path("Rows").path("Row"), rows, null);
    }

    /** The list; the sums of all of it stand at its end. */
    public ObjectNode merged() {
        ArrayNode rows = (ArrayNode) merged.path("Rows").path("Row");
        sums.forEach(rows::add);
        ObjectNode header = (ObjectNode) merged.path("Header");
        header.remove("DateMacro");
        for (JsonNode option : header.path("Option")) {
            if ("NoReportData".equals(Json.text(option, "Name"))) {
                ((ObjectNode) option).put("Value", Boolean.toString(empty));
            }
        }
        return merged;
    }

    // What a part says of itself

    /** Adds up the rows of a section, and compares them with its sum; answers the sums of what it has. */
    private BigDecimal[] check(JsonNode row, String path) {
        BigDecimal[] sum = new BigDecimal[columns.size()];
        add(sum, row.path("ColData"));
        String at = path + "/"
                + row.path("Header").path("ColData").path(0).path("value").asText("");
        for (JsonNode child : row.path("Rows").path("Row")) {
            BigDecimal[] of = check(child, at);
            for (int i = 0; i < sum.length; i++) {
                sum[i] = of[i] == null ? sum[i] : sum[i] == null ? of[i] : sum[i].add(of[i]);
            }
        }
        JsonNode cells = row.path("Summary").path("ColData");
        if (row.has("Rows") && Json.text(row, "group") == null) {
            for (int i = 1; i < cells.size() && i < sum.length; i++) {
                BigDecimal said =
                        ReportColumn.number(cells.path(i).path("value").asText(""));
                BigDecimal is = sum[i] == null ? BigDecimal.ZERO : sum[i];
                if (said != null && isAdded(i) && said.compareTo(is) != 0) {
                    throw new ReportMismatchException("The rows of " + at + " come to " + is.toPlainString() + " in "
                            + columns.get(i).name() + ", but their sum in QuickBooks' report is "
                            + said.toPlainString());
                }
            }
        }
        return sum;
    }

    private void add(BigDecimal[] sum, JsonNode cells) {
        for (int i = 1; i < cells.size() && i < sum.length; i++) {
            BigDecimal number =
                    isAdded(i) ? ReportColumn.number(cells.path(i).path("value").asText("")) : null;
            sum[i] = number == null ? sum[i] : sum[i] == null ? number : sum[i].add(number);
        }
    }

    private boolean isAdded(int column) {
        ReportColumn of = columns.get(column);
        return of.type() == ReportColumn.Type.NUMBER && !isBalance(column) && !isStanding(column);
    }

    /** What there is of some goods after a move: each part says it as the whole does, and the last one holds. */
    private boolean isStanding(int column) {
        return STANDING.contains(columns.get(column).key());
    }

    private boolean isBalance(int column) {
        return columns.get(column).key().startsWith("rbal_");
    }

    // Putting together

    private void append(ArrayNode into, JsonNode rows, ObjectNode section) {
        int at = 0;
        BigDecimal[] ends = section == null ? null : balances.get(section);
        BigDecimal[] offsets = ends == null ? null : offsets(ends, rows.path(0));
        for (JsonNode row : rows) {
            boolean begins = isBeginning(row);
            if (begins && ends != null) {
                continue;
            }
            if (row.has("ColData")) {
                ObjectNode line = row.deepCopy();
                carry(line.path("ColData"), offsets);
                into.add(line);
            } else {
                at = section(into, row, at);
            }
        }
        if (section != null) {
            remember(section, into);
        }
    }

    private int section(ArrayNode into, JsonNode row, int at) {
        if (!row.has("Header") && !row.has("Rows")) {
            return sum(into, row, at);
        }
        ObjectNode same = same(into, row);
        if (same == null) {
            ObjectNode copy = row.deepCopy();
            into.insert(isKeyed(row) ? Math.min(at, into.size()) : into.size(), copy);
            if (isKeyed(row)) {
                sections(into).putIfAbsent(ReportRow.identityOf(row), copy);
            }
            if (row.has("Rows")) {
                append(copy.putObject("Rows").putArray("Row"), row.path("Rows").path("Row"), copy);
            }
            return indexOf(into, copy) + 1;
        }
        addCells(same.path("Summary").path("ColData"), row.path("Summary").path("ColData"));
        if (!same.path("Rows").has("Row")) {
            same.putObject("Rows").putArray("Row");
        }
        append((ArrayNode) same.path("Rows").path("Row"), row.path("Rows").path("Row"), same);
        return indexOf(into, same) + 1;
    }

    /** A sum without rows of its own: of the whole list, of several sections, or of the lines right before it. */
    private int sum(ArrayNode into, JsonNode row, int at) {
        String name = nameOfSum(row);
        if (name.isEmpty()) {
            into.add(row.deepCopy());
            return at;
        }
        boolean ofAll = row.has("group") || into.path(0).has("ColData");
        for (JsonNode sum : ofAll ? sums : into) {
            if (sum.has("Summary") && !sum.has("Rows") && nameOfSum(sum).equals(name)) {
                addCells(
                        sum.path("Summary").path("ColData"), row.path("Summary").path("ColData"));
                return ofAll ? at : indexOf(into, sum) + 1;
            }
        }
        if (ofAll) {
            sums.add(row.deepCopy());
            return at;
        }
        int place = Math.min(at, into.size());
        into.insert(place, row.deepCopy());
        return place + 1;
    }

    private static String nameOfSum(JsonNode row) {
        String group = Json.text(row, "group");
        return group == null
                ? row.path("Summary").path("ColData").path(0).path("value").asText("")
                : group;
    }

    private static int indexOf(ArrayNode rows, JsonNode row) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == row) {
                return i;
            }
        }
        return rows.size() - 1;
    }

    /** A section that is the same in several parts: of an account, or one that has a sum under its title. */
    private static boolean isKeyed(JsonNode row) {
        JsonNode first = row.path("Header").path("ColData").path(0);
        return first.has("id")
                || row.has("Summary") && !first.path("value").asText("").isEmpty();
    }

    private ObjectNode same(ArrayNode into, JsonNode row) {
        return isKeyed(row) ? sections(into).get(ReportRow.identityOf(row)) : null;
    }

    private Map<String, ObjectNode> sections(ArrayNode of) {
        return sections.computeIfAbsent(of, k -> new HashMap<>());
    }

    private void addCells(JsonNode into, JsonNode cells) {
        for (int i = 1; i < cells.size() && i < into.size(); i++) {
            BigDecimal one = ReportColumn.number(into.path(i).path("value").asText(""));
            BigDecimal other = ReportColumn.number(cells.path(i).path("value").asText(""));
            if (other != null) {
                boolean added = one != null && !isBalance(i) && !isStanding(i);
                ((ObjectNode) into.path(i)).put("value", (added ? one.add(other) : other).toPlainString());
            }
        }
    }

    // Balances

    /** A row that has nothing but a label and a balance: what there was before the first line. */
    private boolean isBeginning(JsonNode row) {
        JsonNode cells = row.path("ColData");
        boolean balance = false;
        for (int i = 0; i < cells.size(); i++) {
            boolean filled = !cells.path(i).path("value").asText("").isEmpty();
            if (i > 0 && filled && !isBalance(i) || i == 0 && cells.path(i).has("id")) {
                return false;
            }
            balance |= i > 0 && filled;
        }
        return balance && !cells.isEmpty();
    }

    /** By how much the balances of a part are off: income and expenses begin at nothing in each part. */
    private BigDecimal[] offsets(BigDecimal[] ends, JsonNode firstRow) {
        BigDecimal[] offsets = new BigDecimal[columns.size()];
        for (int i = 0; i < offsets.length; i++) {
            if (isBalance(i) && ends[i] != null) {
                BigDecimal begin = isBeginning(firstRow)
                        ? ReportColumn.number(
                                firstRow.path("ColData").path(i).path("value").asText(""))
                        : null;
                offsets[i] = ends[i].subtract(begin == null ? BigDecimal.ZERO : begin);
            }
        }
        return offsets;
    }

    private static void carry(JsonNode cells, BigDecimal[] offsets) {
        for (int i = 0; offsets != null && i < offsets.length && i < cells.size(); i++) {
            BigDecimal number = ReportColumn.number(cells.path(i).path("value").asText(""));
            if (offsets[i] != null && number != null) {
                ((ObjectNode) cells.path(i)).put("value", number.add(offsets[i]).toPlainString());
            }
        }
    }

    private void remember(ObjectNode section, ArrayNode rows) {
        JsonNode cells = rows.path(rows.size() - 1).path("ColData");
        if (cells.isEmpty()) {
            return;
        }
        BigDecimal[] ends = new BigDecimal[columns.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = isBalance(i)
                    ? ReportColumn.number(cells.path(i).path("value").asText(""))
                    : null;
        }
        balances.put(section, ends);
    }
}
