package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** Income and expenses by customer, vendor, item, class and department. */
final class SalesReports {

    private final ReportParameters parameters;
    private final Company company;
    private final BooksView books;

    SalesReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.company = parameters.company();
        this.books = new BooksView(parameters);
    }

    private static final Set<String> FORMS = Set.of("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt");

    /** What was sold, on whatever account it stands, and what else has come on accounts of income. */
    private boolean isSale(Line line) {
        return line.posting().side() == Side.PLAIN
                && (isSold(line) || books.accountType(line.posting().account()).equals("Income"));
    }

    /** Whether the line is of an item on a sales form; the cost of it is on lines of their own. */
    private static boolean isSold(Line line) {
        return line.posting().side() == Side.PLAIN
                && line.posting().tags().itemId() != null
                && FORMS.contains(line.entry().key().type());
    }

    /** The cost of what was sold or came back; what is lost is no cost of sales. */
    private static boolean isCostOfSale(Line line) {
        return line.posting().side() == Side.COST
                && line.posting().tags().itemId() != null
                && FORMS.contains(line.entry().key().type());
    }

    private boolean isExpense(Line line) {
        String type = books.accountType(line.posting().account());
        return type.equals("Expense") || type.equals("Cost of Goods Sold") || type.equals("Other Expense");
    }

    private static Function<Line, String> party(String type) {
        return line -> {
            Party party = line.party(type);
            return party == null ? "" : party.id();
        };
    }

    ObjectNode byCustomer() {
        return list("Customer", party("Customer"), false);
    }

    ObjectNode byDepartment() {
        return list("Department", line -> orEmpty(line.posting().tags().departmentId()), false);
    }

    ObjectNode byClass() {
        return list("Class", line -> orEmpty(line.posting().tags().classId()), false);
    }

    ObjectNode vendorExpenses() {
        return list("Vendor", party("Vendor"), true);
    }

    private static String orEmpty(String id) {
        return id == null ? "" : id;
    }

    private ObjectNode list(String entity, Function<Line, String> key, boolean expenses) {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", entity, entity.toLowerCase(Locale.ROOT));
        buckets.columns(json);
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            String id = key.apply(line);
            if ((expenses ? isExpense(line) : isSale(line)) && !(expenses && id.isEmpty())) {
                buckets.add(
                        sums.computeIfAbsent(id, k -> new long[buckets.size()]),
                        line,
                        expenses ? line.posting().home() : -line.posting().home());
            }
        }
        long[] total = new long[buckets.size()];
        for (String id : ordered(entity, sums)) {
            total = Buckets.plus(total, sums.get(id));
            ReportJson.data(
                    json.rows(), AccountSections.own(nameOf(entity, id), id.isEmpty() ? null : id, sums.get(id)));
        }
        json.grandTotal(AccountSections.cells("TOTAL", null, total));
        return json.end();
    }

    /** By name, without regard to case; what has none comes last. */
    private List<String> ordered(String entity, Map<String, ?> sums) {
        Comparator<String> byName = Comparator.comparing(id -> nameOf(entity, id), String.CASE_INSENSITIVE_ORDER);
        Comparator<String> order = Comparator.comparing(String::isEmpty);
        return sums.keySet().stream()
                .sorted(order.thenComparing(parameters.descending() ? byName.reversed() : byName)
                        .thenComparing(IdValue::new))
                .toList();
    }

    private String nameOf(String entity, String id) {
        JsonNode found = id.isEmpty() ? null : company.find(entity, id);
        if (found == null) {
            return "Not Specified";
        }
        return Json.text(found, found.has("DisplayName") ? "DisplayName" : "Name");
    }

    /** Income, expenses and what remains, by customer. */
    ObjectNode customerIncome() {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", "Customer", "customer");
        if (buckets.isTotalOnly()) {
            json.column("Total Income", "Money", "income");
            json.column("Total Expenses", "Money", "expenses");
            json.column("Net Income", "Money", "net_income");
        } else {
            buckets.groups(json, List.of("Total Income", "Total Expenses", "Net Income"));
        }
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            String id = party("Customer").apply(line);
            String type = books.accountType(line.posting().account());
            if (id.isEmpty() || !Statements.PROFIT_AND_LOSS.contains(type)) {
                continue;
            }
            long[] threes = sums.computeIfAbsent(id, k -> new long[3 * buckets.size()]);
            boolean income = type.contains("Income");
            long cents = line.posting().home();
            buckets.columns(line, i -> {
                threes[3 * i + (income ? 0 : 1)] += income ? -cents : cents;
                threes[3 * i + 2] -= cents;
            });
        }
        long[] total = new long[3 * buckets.size()];
        for (String id : ordered("Customer", sums)) {
            total = Buckets.plus(total, sums.get(id));
            ReportJson.data(json.rows(), AccountSections.cells(nameOf("Customer", id), id, sums.get(id)));
        }
        json.grandTotal(AccountSections.cells("TOTAL", null, total));
        return json.end();
    }

    /** What of an item was sold. */
    private static final class Sold {
        private BigDecimal quantity = BigDecimal.ZERO;
        private long amount;
        private long cost;

        void add(Line line, boolean ofCost) {
            if (ofCost) {
                cost += line.posting().home();
            } else {
                BigDecimal pieces = line.posting().tags().quantity();
                quantity = quantity.add(pieces == null ? BigDecimal.ZERO : pieces);
                amount -= line.posting().home();
            }
        }

        void add(Sold other) {
            quantity = quantity.add(other.quantity);
            amount += other.amount;
            cost += other.cost;
        }
    }

    private static Sold[] nothingSold(int width) {
        Sold[] sold = new Sold[width];
        for (int i = 0; i < width; i++) {
            sold[i] = new Sold();
        }
        return sold;
    }

    ObjectNode byItem() {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", "ProductsAndService", "item");
        buckets.groups(
                json,
                List.of("Quantity", "Amount", "% of Sales", "Avg Price", "COGS", "Gross Margin", "Gross Margin %"));
        Map<String, Sold[]> sold = new LinkedHashMap<>();
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            String item = line.posting().tags().itemId();
            boolean cost = isCostOfSale(line) && isCost(line);
            if (item != null && (isSold(line) || cost)) {
                Sold[] of = sold.computeIfAbsent(item, k -> nothingSold(buckets.size()));
                buckets.columns(line, i -> of[i].add(line, cost));
            }
        }
        Sold[] total = nothingSold(buckets.size());
        for (Sold[] of : sold.values()) {
            for (int i = 0; i < total.length; i++) {
                total[i].add(of[i]);
            }
        }
        for (String id : ordered("Item", sold)) {
            ReportJson.data(json.rows(), cells(nameOf("Item", id), id, sold.get(id), total));
        }
        json.grandTotal(cells("TOTAL", null, total, total));
        return json.end();
    }

    /** Of the two lines of a cost the one that is not the stock's. */
    private boolean isCost(Line line) {
        return Statements.PROFIT_AND_LOSS.contains(
                books.accountType(line.posting().account()));
    }

    private static List<Cell> cells(String name, String id, Sold[] columns, Sold[] all) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(name, id));
        for (int i = 0; i < columns.length; i++) {
            Sold sold = columns[i];
            BigDecimal amount = Money.amount(sold.amount);
            String price = sold.quantity.signum() == 0
                    ? ""
                    : amount.divide(sold.quantity, 2, RoundingMode.HALF_UP).toPlainString();
            cells.add(Cell.text(sold.quantity.setScale(2, RoundingMode.HALF_UP).toPlainString()));
            cells.add(Cell.money(sold.amount));
            cells.add(Cell.text(percent(sold.amount, all[i].amount)));
            cells.add(Cell.text(price));
            cells.add(Cell.money(sold.cost));
            cells.add(Cell.money(sold.amount - sold.cost));
            cells.add(Cell.text(percent(sold.amount - sold.cost, sold.amount)));
        }
        return cells;
    }

    private static String percent(long part, long whole) {
        return whole == 0
                ? ""
                : BigDecimal.valueOf(part)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
