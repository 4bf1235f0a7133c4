package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.AccountSide;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.report.LineGroups.Heading;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** Reports that list transactions line by line, in the columns and the order that the caller chooses. */
final class LineReports {

    private final ReportParameters parameters;
    private final BooksView books;
    private final LineCells cells;
    private final List<Column> columns;
    private final SpreadAmounts spread;
    private final ReportJson json;

    LineReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.books = new BooksView(parameters);
        this.cells = new LineCells(parameters.company(), books);
        this.columns = parameters.columns();
        this.json = new ReportJson(parameters);
        this.spread = new SpreadAmounts(parameters, columns);
        json.columns(spread.titles());
    }

    /** In the order that is asked for, by a column or by date; amounts count as the report shows them. */
    private List<Line> sorted(List<Line> lines, ToLongFunction<Line> amount) {
        Column key = parameters.sortBy();
        List<Line> sorted = new ArrayList<>(lines);
        if (key != null) {
            sorted.sort(cells.order(key, parameters.descending(), amount));
        } else if (parameters.descending()) {
            Collections.reverse(sorted);
        }
        return sorted;
    }

    private List<Cell> row(Line line, long amount, long balance) {
        return spread.row(cells.row(columns, line, amount, balance), line);
    }

    /** A label, and the sums under the columns of amounts. */
    private List<Cell> total(String label, List<Line> lines, ToLongFunction<Line> amount) {
        List<Cell> total = new ArrayList<>();
        for (Column column : columns) {
            ToLongFunction<Line> counted = LineAmounts.of(column.key(), amount);
            if (total.isEmpty() || counted == null) {
                spread.cell(total, column, Cell.text(total.isEmpty() ? label : ""));
            } else {
                spread.total(total, column, lines, counted);
            }
        }
        return total;
    }

    private List<Cell> heading(String label, String id) {
        return AccountSections.heading(label, id, spread.width() - 1);
    }

    /** The transactions of a period, each by the account that it is found under. */
    ObjectNode transactions(String party) {
        Map<Entry.Key, Line> heads = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end()).stream()
                .filter(line -> isWanted(line) && (party == null || line.party(party) != null))
                .forEach(line -> heads.merge(
                        line.entry().key(), line, (head, other) -> rank(other) < rank(head) ? other : head));
        ToLongFunction<Line> amount = this::natural;
        List<Line> lines = sorted(new ArrayList<>(heads.values()), amount);
        String group = parameters.groupBy() == null ? party : parameters.groupBy();
        Function<Line, Heading> by = LineGroups.of(group, parameters, books, cells);
        if (by == null) {
            lines.forEach(line -> ReportJson.data(json.rows(), row(line, amount.applyAsLong(line), 0)));
            return json.end();
        }
        LineGroups.groups(lines, by).forEach((title, members) -> {
            ObjectNode section = ReportJson.section(json.rows(), heading(title.title(), title.id()));
            members.forEach(
                    line -> ReportJson.data(ReportJson.rowsOf(section), row(line, amount.applyAsLong(line), 0)));
            ReportJson.summary(section, total("Total for " + title.title(), members, amount), null);
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

    /** As the account has it: what is owed more, or earned, is more. */
    private long natural(Line line) {
        return home(line)
                * AccountSide.sign(Json.text(books.accounts().get(line.posting().account()), "Classification"));
    }

    private static long home(Line line) {
        return line.posting().home();
    }

    /**
     * Every line of every transaction, as documented: first the one that it is found under, with what is said of the
     * whole, then the others without it, and a row of nothing. In groups by account each line stands under its own.
     */
    ObjectNode splits() {
        Map<Entry.Key, List<Line>> entries = new LinkedHashMap<>();
        books.lines(parameters.start(), parameters.end())
                .forEach(line -> entries.computeIfAbsent(line.entry().key(), e -> new ArrayList<>())
                        .add(line));
        Map<Line, List<Line>> wanted = new IdentityHashMap<>();
        for (List<Line> lines : entries.values()) {
            Line head = lines.stream()
                    .reduce((one, other) -> rank(other) < rank(one) ? other : one)
                    .orElseThrow();
            if (isWanted(head)) {
                lines.removeIf(line -> line == head);
                lines.add(0, head);
                wanted.put(head, lines);
            }
        }
        List<Line> heads = new ArrayList<>();
        entries.values().stream()
                .map(lines -> lines.get(0))
                .filter(wanted::containsKey)
                .forEach(heads::add);
        List<Split> splits = new ArrayList<>();
        sorted(heads, this::natural)
                .forEach(head -> wanted.get(head).forEach(line -> splits.add(new Split(head, line))));
        boolean byAccount = "Account".equals(parameters.groupBy());
        Function<Line, Heading> by = LineGroups.of(parameters.groupBy(), parameters, books, cells);
        if (by == null) {
            rows(json.rows(), splits);
            return json.end();
        }
        LineGroups.groups(splits, split -> by.apply(byAccount ? split.line : split.head))
                .forEach((title, members) -> {
                    ObjectNode section = ReportJson.section(json.rows(), heading(title.title(), title.id()));
                    rows(ReportJson.rowsOf(section), members);
                    section.put("type", "Section");
                });
        return json.end();
    }

    /** A line of a transaction, and the line that the transaction is found under. */
    private record Split(Line head, Line line) {}

    private void rows(ArrayNode into, List<Split> splits) {
        for (int i = 0; i < splits.size(); i++) {
            Split split = splits.get(i);
            List<Cell> row = row(split.line, natural(split.line), 0);
            ReportJson.data(into, split.line == split.head ? row : LineCells.withoutTransaction(columns, row));
            if (i == splits.size() - 1 || splits.get(i + 1).head != split.head) {
                ReportJson.data(into, heading("", null));
            }
        }
    }

    ObjectNode journal() {
        List<Line> all = new ArrayList<>();
        for (List<Line> lines : byEntry().values()) {
            lines.forEach(line -> ReportJson.data(json.rows(), row(line, home(line), 0)));
            all.addAll(lines);
            ReportJson.summary(ReportJson.section(json.rows(), null), total("", lines, LineReports::home), null);
        }
        json.grandTotal(total("TOTAL", all, LineReports::home));
        return json.end();
    }

    private List<Line> wanted() {
        List<Line> lines = books.lines(parameters.start(), parameters.end()).stream()
                .filter(this::isWanted)
                .toList();
        return sorted(lines, LineReports::home);
    }

    private Map<Entry, List<Line>> byEntry() {
        Map<Entry, List<Line>> entries = new LinkedHashMap<>();
        wanted().forEach(line ->
                entries.computeIfAbsent(line.entry(), e -> new ArrayList<>()).add(line));
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
        ToLongFunction<Line> amount = line -> home(line) * sign;
        for (Line line : sorted(lines, amount)) {
            long cents = amount.applyAsLong(line);
            balance += cents;
            ReportJson.data(into, row(line, cents, balance));
        }
        ReportJson.summary(section, total("Total for " + name, lines, amount), null);
        return balance;
    }

    private List<Cell> beginning(long balance) {
        List<Cell> beginning = new ArrayList<>();
        for (Column column : columns) {
            boolean shown = column.key().startsWith("rbal_");
            Cell cell = shown ? Cell.money(balance) : Cell.text("");
            spread.cell(beginning, column, beginning.isEmpty() ? Cell.text("Beginning Balance") : cell);
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
                    ReportJson.section(json.rows(), null), total("Net Income", all, line -> -home(line)), "NetIncome");
        }
        return json.end();
    }
}
