package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;
import org.camelquickbooks.sandbox.ledger.Stock;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What the stock is worth. */
final class InventoryReports {

    private final ReportParameters parameters;
    private final Company company;

    InventoryReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.company = parameters.company();
    }

    static List<Stock.Line> lines(Company company, String item, LocalDate from, LocalDate to) {
        Stock stock = company.ledger().stockOf(item);
        return stock == null
                ? List.of()
                : stock.lines().stream()
                        .filter(l -> !l.date().isBefore(from) && !l.date().isAfter(to))
                        // What the cost of a closed month has turned out to be more stands on a later day than its
                        // goods.
                        .sorted(Comparator.comparing(Stock.Line::date))
                        .toList();
    }

    /** The goods that a report is about. */
    static List<Row> items(ReportParameters parameters) {
        Set<String> wanted = parameters.ids("item");
        List<Row> items = new ArrayList<>();
        for (Row row : parameters.company().table("Item").rows()) {
            if ("Inventory".equals(Json.text(row.copy(), "Type"))
                    && (wanted.isEmpty() || wanted.contains(row.id().text()))) {
                items.add(row);
            }
        }
        return items;
    }

    /** How many pieces there are, and what they are worth. */
    private static final class Worth {
        private BigDecimal quantity = BigDecimal.ZERO;
        private long value;

        void add(BigDecimal pieces, long cents) {
            quantity = quantity.add(pieces);
            value += cents;
        }

        List<Cell> cells(boolean priced) {
            return List.of(
                    Cell.text(shown(quantity)), Cell.money(value), Cell.text(priced ? average(value, quantity) : ""));
        }
    }

    private static Worth[] nothing(int width) {
        return Stream.generate(Worth::new).limit(width).toArray(Worth[]::new);
    }

    /** At the end of each stretch of time, or by what moved the goods. */
    ObjectNode summary() {
        LocalDate day = parameters.reportDate();
        ReportJson json = new ReportJson(parameters).asOf(day.toString());
        Buckets buckets = parameters.bucketsUntil(day);
        json.column("", "ProductsAndService", "item");
        json.column("SKU", "String", "sku");
        if (buckets.isTotalOnly()) {
            json.column("Qty", "Money", "qty");
            json.column("Asset Value", "Money", "asset_value");
            json.column("Avg Cost", "Money", "avg_cost");
        } else {
            buckets.groups(json, List.of("Qty", "Asset Value", "Avg Cost"));
        }
        Worth[] total = nothing(buckets.size());
        for (Row row : items(parameters)) {
            JsonNode item = row.copy();
            Worth[] worth = worth(row.id().text(), day, buckets);
            List<Cell> cells = new ArrayList<>(
                    List.of(Cell.of(Json.text(item, "Name"), row.id().text()), Cell.text(Json.text(item, "Sku"))));
            for (int i = 0; i < worth.length; i++) {
                total[i].add(worth[i].quantity, worth[i].value);
                cells.addAll(worth[i].cells(true));
            }
            ReportJson.data(json.rows(), cells);
        }
        List<Cell> cells = new ArrayList<>(List.of(Cell.text("TOTAL"), Cell.text("")));
        Arrays.stream(total).forEach(worth -> cells.addAll(worth.cells(false)));
        json.grandTotal(cells);
        return json.end();
    }

    private Worth[] worth(String item, LocalDate day, Buckets buckets) {
        Worth[] worth = nothing(buckets.size());
        for (Stock.Line line : lines(company, item, LocalDate.MIN, day)) {
            if (!buckets.isByTime()) {
                buckets.columns(asLine(company, item, line), i -> worth[i].add(line.quantity(), line.cost()));
                continue;
            }
            for (int i = 0; i < worth.length; i++) {
                if (i == worth.length - 1
                        || !line.date().isAfter(buckets.list().get(i).end())) {
                    worth[i].add(line.quantity(), line.cost());
                }
            }
        }
        return worth;
    }

    /** The goods as a line of the books, which columns know. */
    static Line asLine(Company company, String item, Stock.Line line) {
        Tags tags = line.movement().tags();
        Tags of = new Tags(
                tags.party(), tags.classId(), tags.departmentId(), item, line.quantity(), null, tags.customerId());
        String asset = line.movement().asset();
        Posting posting = new Posting(asset, line.cost(), line.cost(), Posting.Side.COST, of);
        return new Line(company.ledger().entry(line.entry()), posting, line.date());
    }

    static String shown(BigDecimal quantity) {
        return quantity.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static String average(long value, BigDecimal quantity) {
        return quantity.signum() == 0
                ? ""
                : Money.amount(value).divide(quantity, 2, RoundingMode.HALF_UP).toPlainString();
    }
}
