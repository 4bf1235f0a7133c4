package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.AccountSide;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** Reports that list transactions line by line, in the columns and the order that the caller chooses. */
final class LineReports {

    /** A column whose sum stands in the totals, and how a line counts in it. */
    private interface Amount {
        long of(Line line);
    }

    private final ReportParameters parameters;
    private final BooksView books;
    private final LineCells cells;
    private final List<Column> columns;
    private final ReportJson json;

    LineReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.books = new BooksView(parameters);
        this.cells = new LineCells(parameters.company(), books);
        this.columns = parameters.columns();
        this.json = new ReportJson(parameters);
        json.columns(columns);
    }

    private List<Line> sorted(List<Line> lines) {
        String key = parameters.sortBy();
        List<Line> sorted = new ArrayList<>(lines);
        if (key != null) {
            sorted.sort(cells.order(ReportColumns.find(key), parameters.descending()));
        } else if (parameters.descending()) {
            Collections.reverse(sorted);
        }
        return sorted;
    }

    /** A label, and the sums under the columns of amounts. */
    private List<Cell> total(String label, List<Line> lines, Amount amount) {
        List<Cell> total = new ArrayList<>();
        for (Column column : columns) {
            long sum = 0;
            boolean shown = true;
            switch (column.key()) {
                case "subt_nat_amount", "subt_nat_amount_nt", "subt_nat_home_amount" -> {
                    for (Line line : lines) {
                        sum += amount.of(line);
                    }
                }
                case "debt_amt", "debt_home_amt" -> {
                    for (Line line : lines) {
                        sum += Math.max(0, line.posting().home());
                    }
                }
                case "credit_amt", "credit_home_amt" -> {
                    for (Line line : lines) {
                        sum += Math.max(0, -line.posting().home());
                    }
                }
                default -> shown = false;
            }
            total.add(total.isEmpty() ? Cell.text(label) : shown ? Cell.money(sum) : Cell.text(""));
        }
        return total;
    }

    private List<Cell> heading(String label, String id) {
        return AccountSections.heading(label, id, columns.size() - 1);
    }

    /** The transactions of a period, each by the account that it is found under. */
    ObjectNode transactions(String party) {
        Map<Entry.Key, Line> heads = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end()).stream()
                .filter(line -> isWanted(line) && (party == null || line.party(party) != null))
                .forEach(line -> heads.merge(
                        line.entry().key(), line, (head, other) -> rank(other) < rank(head) ? other : head));
        List<Line> lines = sorted(new ArrayList<>(heads.values()));
        // As the account has it: what is owed more, or earned, is more.
        Amount amount = line -> line.posting().home()
                * AccountSide.sign(Json.text(books.accounts().get(line.posting().account()), "Classification"));
        String group = party == null ? parameters.groupBy() : party;
        Function<Line, String> by = LineGroups.of(group, parameters.company(), books, cells);
        if (by == null) {
            lines.forEach(line -> ReportJson.data(json.rows(), cells.row(columns, line, amount.of(line), 0)));
            return json.end();
        }
        Map<String, List<Line>> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.forEach(line ->
                groups.computeIfAbsent(by.apply(line), k -> new ArrayList<>()).add(line));
        groups.forEach((title, members) -> {
            ObjectNode section = ReportJson.section(json.rows(), heading(title, null));
            members.forEach(
                    line -> ReportJson.data(ReportJson.rowsOf(section), cells.row(columns, line, amount.of(line), 0)));
            ReportJson.summary(section, total("Total for " + title, members, amount), null);
        });
        return json.end();
    }

    /**
     * Where a transaction is found: under the account that it is owed on or paid from, with its total. The cost of goods is
     * not where a sale is found, but it may be all that an adjustment has.
     */
    private int rank(Line line) {
        Posting posting = line.posting();
        boolean head =
                switch (line.entry().key().type()) {
                    case "Bill", "VendorCredit" -> posting.side() == Side.PAYABLE && isLast(line);
                    case "Purchase" -> isLast(line);
                    default -> posting.side() != Side.COST;
                };
        return head ? 0 : posting.side() == Side.COST ? 2 : 1;
    }

    /** Forms of purchases post what pays for them after their lines; cents of rounding may follow. */
    private boolean isLast(Line line) {
        String account = Json.ref(cells.entity(line.entry()), "AccountRef");
        List<Posting> postings = line.entry().postings();
        for (int i = postings.size() - 1; i >= 0; i--) {
            Posting posting = postings.get(i);
            boolean payable = posting.side() == Side.PAYABLE && account == null;
            if (payable || posting.account().equals(account)) {
                return posting.equals(line.posting());
            }
        }
        return false;
    }

    private boolean isWanted(Line line) {
        JsonNode entity = cells.entity(line.entry());
        return matches("transaction_type", line.entry().key().type(), cells.typeName(line))
                && matches("docnum", line.entry().number())
                && matches("name", line.party() == null ? null : line.party().id())
                && matches("memo", Json.text(entity, "PrivateNote"))
                && matches("payment_method", Json.ref(entity, "PaymentMethodRef"))
                && matches("term", Json.ref(entity, "SalesTermRef"))
                && matches(
                        "source_account_type",
                        books.accountType(line.posting().account()).replace(" ", ""))
                && matches("bothamount", Json.text(entity, "TotalAmt"))
                && isPaidAsWanted("arpaid", "Invoice", entity, line)
                && isPaidAsWanted("appaid", "Bill", entity, line)
                && within("duedate", Json.text(entity, "DueDate"))
                && within("createdate", Json.text(entity, "MetaData.CreateTime"))
                && within("moddate", Json.text(entity, "MetaData.LastUpdatedTime"));
    }

    private boolean matches(String parameter, String... values) {
        if (!parameters.has(parameter)) {
            return true;
        }
        for (String wanted : parameters.text(parameter).split(",")) {
            for (String value : values) {
                if (value != null && wanted.trim().replace(" ", "").equalsIgnoreCase(value.replace(" ", ""))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isPaidAsWanted(String parameter, String type, JsonNode entity, Line line) {
        if (!parameters.has(parameter) || parameters.text(parameter).equalsIgnoreCase("All")) {
            return true;
        }
        boolean paid = Json.decimal(entity, "Balance").signum() == 0;
        return line.entry().key().type().equals(type)
                && paid == parameters.text(parameter).equalsIgnoreCase("Paid");
    }

    private boolean within(String parameter, String date) {
        String from = parameters.text("start_" + parameter);
        String to = parameters.text("end_" + parameter);
        if (from == null && to == null) {
            return true;
        }
        String day = date == null ? "" : date.substring(0, 10);
        return date != null && (from == null || day.compareTo(from) >= 0) && (to == null || day.compareTo(to) <= 0);
    }

    /** Every line of every transaction. */
    ObjectNode splits() {
        byEntry().forEach((entry, lines) -> {
            ObjectNode section =
                    ReportJson.section(json.rows(), heading(entry.date().toString(), null));
            lines.forEach(line -> ReportJson.data(
                    ReportJson.rowsOf(section),
                    cells.row(columns, line, line.posting().home(), 0)));
            section.put("type", "Section");
        });
        return json.end();
    }

    ObjectNode journal() {
        List<Line> all = new ArrayList<>();
        for (List<Line> lines : byEntry().values()) {
            lines.forEach(line -> ReportJson.data(
                    json.rows(), cells.row(columns, line, line.posting().home(), 0)));
            all.addAll(lines);
            ReportJson.summary(
                    ReportJson.section(json.rows(), null),
                    total("", lines, line -> line.posting().home()),
                    null);
        }
        json.grandTotal(total("TOTAL", all, line -> line.posting().home()));
        return json.end();
    }

    private Map<Entry, List<Line>> byEntry() {
        Map<Entry, List<Line>> entries = new LinkedHashMap<>();
        List<Line> lines = books.lines(parameters.start(), parameters.end()).stream()
                .filter(this::isWanted)
                .toList();
        sorted(lines).forEach(line -> entries.computeIfAbsent(line.entry(), e -> new ArrayList<>())
                .add(line));
        return entries;
    }

    /** Account by account, with the balance after each line; also accounts that have a balance and did not move. */
    ObjectNode generalLedger() {
        Map<String, Long> opening = books.closedSums(
                parameters.start().minusDays(1), DateMacros.year(parameters.start(), parameters.fiscalMonth()));
        Map<String, List<Line>> byAccount = byAccount();
        books.accounts().forEach((id, account) -> {
            boolean statement = Statements.PROFIT_AND_LOSS.contains(Json.text(account, "AccountType"));
            long before = statement ? 0 : opening.getOrDefault(id, 0L);
            if (isWanted(id, account) && (byAccount.containsKey(id) || before != 0)) {
                account(json.rows(), id, account, before, byAccount.getOrDefault(id, List.of()));
            }
        });
        return json.end();
    }

    private Map<String, List<Line>> byAccount() {
        Map<String, List<Line>> byAccount = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end()).forEach(line -> byAccount
                .computeIfAbsent(line.posting().account(), a -> new ArrayList<>())
                .add(line));
        return byAccount;
    }

    private boolean isWanted(String id, JsonNode account) {
        Set<String> accounts = parameters.ids("account");
        return (accounts.isEmpty() || accounts.contains(id))
                && matches("account_type", Json.text(account, "AccountType"))
                && matches("source_account", id);
    }

    private long account(ArrayNode rows, String id, JsonNode account, long opening, List<Line> lines) {
        int sign = AccountSide.sign(Json.text(account, "Classification"));
        String name = Json.text(account, "FullyQualifiedName");
        ObjectNode section = ReportJson.section(rows, heading(name, id));
        ArrayNode into = ReportJson.rowsOf(section);
        long balance = opening * sign;
        if (opening != 0) {
            ReportJson.data(into, beginning(balance));
        }
        for (Line line : sorted(lines)) {
            long cents = line.posting().home() * sign;
            balance += cents;
            ReportJson.data(into, cells.row(columns, line, cents, balance));
        }
        ReportJson.summary(
                section,
                total("Total for " + name, lines, line -> line.posting().home() * sign),
                null);
        return balance;
    }

    private List<Cell> beginning(long balance) {
        List<Cell> beginning = new ArrayList<>();
        for (Column column : columns) {
            boolean shown = column.key().startsWith("rbal_");
            beginning.add(
                    beginning.isEmpty() ? Cell.text("Beginning Balance") : shown ? Cell.money(balance) : Cell.text(""));
        }
        return beginning;
    }

    /** Income and expenses line by line. */
    ObjectNode profitAndLossDetail() {
        Map<String, List<Line>> byAccount = byAccount();
        List<Line> all = new ArrayList<>();
        for (String type : List.of("Income", "Cost of Goods Sold", "Expense", "Other Income", "Other Expense")) {
            books.accounts().forEach((id, account) -> {
                if (type.equals(Json.text(account, "AccountType"))
                        && isWanted(id, account)
                        && byAccount.containsKey(id)) {
                    account(json.rows(), id, account, 0, byAccount.get(id));
                    all.addAll(byAccount.get(id));
                }
            });
        }
        if (!json.rows().isEmpty()) {
            ReportJson.summary(
                    ReportJson.section(json.rows(), null),
                    total("Net Income", all, line -> -line.posting().home()),
                    "NetIncome");
        }
        return json.end();
    }
}
