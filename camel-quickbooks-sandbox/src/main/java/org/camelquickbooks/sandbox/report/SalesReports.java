package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
        json.column("", entity, entity.toLowerCase());
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
                    json.rows(), AccountSections.cells(nameOf(entity, id), id.isEmpty() ? null : id, sums.get(id)));
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
        json.column("", "Customer", "customer");
        json.column("Total Income", "Money", "income");
        json.column("Total Expenses", "Money", "expenses");
        json.column("Net Income", "Money", "net_income");
        Map<String, long[]> sums = new LinkedHashMap<>();
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            String id = party("Customer").apply(line);
            if (id.isEmpty()
                    || !Statements.PROFIT_AND_LOSS.contains(
                            books.accountType(line.posting().account()))) {
                continue;
            }
            long[] three = sums.computeIfAbsent(id, k -> new long[3]);
            boolean income = books.accountType(line.posting().account()).contains("Income");
            three[income ? 0 : 1] +=
                    income ? -line.posting().home() : line.posting().home();
            three[2] -= line.posting().home();
        }
        long[] total = new long[3];
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
    }

    ObjectNode byItem() {
        ReportJson json = new ReportJson(parameters);
        json.column("", "ProductsAndService", "item");
        ObjectNode group = json.column("Total", "Money", "total");
        var nested = group.putObject("Columns").putArray("Column");
        for (String title :
                List.of("Quantity", "Amount", "% of Sales", "Avg Price", "COGS", "Gross Margin", "Gross Margin %")) {
            nested.addObject()
                    .put("ColTitle", title)
                    .put("ColType", "Money")
                    .putArray("MetaData")
                    .addObject()
                    .put("Name", "ColKey")
                    .put("Value", title.toLowerCase().replace("%", "percent").replace(' ', '_'));
        }
        Map<String, Sold> sold = new LinkedHashMap<>();
        long all = 0;
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            String item = line.posting().tags().itemId();
            if (item == null) {
                continue;
            }
            if (isSold(line)) {
                Sold of = sold.computeIfAbsent(item, k -> new Sold());
                BigDecimal quantity = line.posting().tags().quantity();
                of.quantity = of.quantity.add(quantity == null ? BigDecimal.ZERO : quantity);
                of.amount -= line.posting().home();
                all -= line.posting().home();
            } else if (isCostOfSale(line) && isCost(line)) {
                sold.computeIfAbsent(item, k -> new Sold()).cost +=
                        line.posting().home();
            }
        }
        Sold total = new Sold();
        for (String id : ordered("Item", sold)) {
            Sold of = sold.get(id);
            total.quantity = total.quantity.add(of.quantity);
            total.amount += of.amount;
            total.cost += of.cost;
            ReportJson.data(json.rows(), cells(nameOf("Item", id), id, of, all));
        }
        json.grandTotal(cells("TOTAL", null, total, all));
        return json.end();
    }

    /** Of the two lines of a cost the one that is not the stock's. */
    private boolean isCost(Line line) {
        return Statements.PROFIT_AND_LOSS.contains(
                books.accountType(line.posting().account()));
    }

    private static List<Cell> cells(String name, String id, Sold sold, long all) {
        BigDecimal amount = Money.amount(sold.amount);
        String price = sold.quantity.signum() == 0
                ? ""
                : amount.divide(sold.quantity, 2, RoundingMode.HALF_UP).toPlainString();
        return List.of(
                Cell.of(name, id),
                Cell.text(sold.quantity.setScale(2, RoundingMode.HALF_UP).toPlainString()),
                Cell.money(sold.amount),
                Cell.text(percent(sold.amount, all)),
                Cell.text(price),
                Cell.money(sold.cost),
                Cell.money(sold.amount - sold.cost),
                Cell.text(percent(sold.amount - sold.cost, sold.amount)));
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
