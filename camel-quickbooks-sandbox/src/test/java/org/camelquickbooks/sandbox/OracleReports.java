package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.camelquickbooks.sandbox.json.Json;

/** Compares all reports of a company, at dates drawn at random, with the oracle's books. */
final class OracleReports {

    private static final String ALWAYS = "0000-00-00";
    private static final Set<String> INCOME = Set.of("Income", "Other Income");
    private static final Set<String> STATEMENT =
            Set.of("Income", "Other Income", "Cost of Goods Sold", "Expense", "Other Expense");

    private final OracleCompany oracle;
    private final Random random;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> subTypes = new HashMap<>();
    /** By how many cents an account may be off on a cash basis, since forms are paid in parts. */
    private final Map<String, Integer> rounded = new HashMap<>();

    private String when;
    long compared;

    OracleReports(OracleCompany oracle, Random random) {
        this.oracle = oracle;
        this.random = random;
    }

    void compare(String after) {
        for (JsonNode account : oracle.company.query("select * from Account maxresults 1000")) {
            types.put(OracleCompany.id(account), Json.text(account, "AccountType"));
            subTypes.put(OracleCompany.id(account), Json.text(account, "AccountSubType"));
        }
        String a = oracle.date();
        String b = oracle.date();
        String from = a.compareTo(b) < 0 ? a : b;
        String to = a.compareTo(b) < 0 ? b : a;
        when = after + ", " + from + " to " + to + ": ";
        statements(from, to);
        columns(from, to);
        aging(to);
        openItems(to);
        lists(from, to);
        sales(from, to);
        cashBasis(from, to);
        monthEnds(from, to);
        filtered(from, to);
    }

    /** What columns of months have: balances at their ends, and the ledger's amounts within them. */
    private void monthEnds(String from, String to) {
        String[] months = {"start_date", from, "report_date", to, "summarize_column_by", "Month"};
        for (String type : List.of("Customer", "Vendor")) {
            JsonNode balances = report(type + "Balance", months);
            List<String> ends = ends(balances);
            for (int i = 0; i < ends.size(); i++) {
                Map<String, Long> expected = new TreeMap<>();
                oracle.books.parties(ends.get(i), true).forEach((party, cents) -> {
                    if (party.startsWith(type)) {
                        expected.put(party.substring(party.indexOf('/') + 1), cents);
                    }
                });
                same(type + " balances of " + ends.get(i), byId(balances, i + 1, -1), expected);
            }
        }
        JsonNode worth = report("InventoryValuationSummary", months);
        List<String> ends = ends(worth);
        for (int i = 0; i < ends.size(); i++) {
            Map<String, String> stock = oracle.books.stock(ends.get(i));
            for (JsonNode row : worth.at("/Rows/Row")) {
                JsonNode cells = row.path("ColData");
                if (cells.path(0).has("id")) {
                    same(
                            "stock on " + ends.get(i) + " of item "
                                    + cells.path(0).path("id").asText(),
                            cells.path(2 + 3 * i).path("value").asText() + " "
                                    + cells.path(3 + 3 * i).path("value").asText(),
                            stock.getOrDefault(cells.path(0).path("id").asText(), "0.00 0.00"));
                }
            }
        }
        ledger(from, to);
    }

    private void ledger(String from, String to) {
        JsonNode ledger = between(
                "GeneralLedger", from, to, "summarize_column_by", "Month", "columns", "tx_date,subt_nat_amount");
        List<String> ends = ends(between("ProfitAndLoss", from, to, "summarize_column_by", "Month"));
        String begin = from;
        for (int i = 0; i < ends.size(); i++) {
            Map<String, Long> moved = new TreeMap<>();
            for (JsonNode section : ledger.at("/Rows/Row")) {
                String account = section.at("/Header/ColData/0/id").asText();
                long cents = cents(section.path("Summary")
                        .path("ColData")
                        .path(i + 1)
                        .path("value")
                        .asText());
                if (cents != 0) {
                    moved.put(account, isDebit(account) ? cents : -cents);
                }
            }
            same("the ledger of " + begin, moved, oracle.books.balances(begin, ends.get(i)));
            begin = LocalDate.parse(ends.get(i)).plusDays(1).toString();
        }
    }

    private boolean isDebit(String account) {
        return !Set.of(
                        "Accounts Payable",
                        "Credit Card",
                        "Other Current Liability",
                        "Long Term Liability",
                        "Equity",
                        "Income",
                        "Other Income")
                .contains(types.get(account));
    }

    /** The last days of the columns of a report. */
    private static List<String> ends(JsonNode report) {
        List<String> ends = new ArrayList<>();
        report.at("/Columns/Column").forEach(column -> column.path("MetaData").forEach(data -> {
            if (data.path("Name").asText().equals("EndDate")) {
                ends.add(data.path("Value").asText());
            }
        }));
        if (ends.isEmpty()) {
            report.at("/Columns/Column").forEach(column -> {
                String key = column.at("/MetaData/0/Value").asText();
                if (key.contains("/")) {
                    ends.add(key.substring(key.indexOf('/') + 1));
                }
            });
        }
        return ends;
    }

    /** A filter leaves its own income, and books that balance. */
    private void filtered(String from, String to) {
        Map<String, List<String>> filters = Map.of(
                "class", oracle.classes,
                "department", oracle.departments,
                "customer", oracle.customers,
                "vendor", oracle.vendors,
                "item", oracle.items);
        for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
            String id = filter.getValue().get(random.nextInt(filter.getValue().size()));
            long[] net = new long[1];
            oracle.books.lines(from, to, (key, line) -> {
                OracleBooks.Of of = line.of();
                String own =
                        switch (filter.getKey()) {
                            case "class" -> of.classId();
                            case "department" -> of.department();
                            case "customer" -> of.customer();
                            case "vendor" -> of.vendor();
                            default -> of.item();
                        };
                if (id.equals(own) && STATEMENT.contains(types.get(line.account()))) {
                    net[0] -= line.home();
                }
            });
            String of = " of " + filter.getKey() + " " + id;
            same(
                    "net income" + of,
                    cell(between("ProfitAndLoss", from, to, filter.getKey(), id), "Net Income", 1),
                    net[0]);
            JsonNode sheet = between("BalanceSheet", from, to, filter.getKey(), id);
            same("balance sheet" + of, cell(sheet, "TOTAL ASSETS", 1), cell(sheet, "TOTAL LIABILITIES AND EQUITY", 1));
            JsonNode flow = between("CashFlow", from, to, filter.getKey(), id);
            same(
                    "cash flow" + of,
                    cell(flow, "Cash at beginning of period", 1) + cell(flow, "Net cash increase for period", 1),
                    cell(flow, "Cash at end of period", 1));
        }
    }

    private JsonNode report(String name, String... parameters) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return oracle.face.report(name, given);
    }

    private JsonNode between(String name, String from, String to, String... more) {
        List<String> parameters = new ArrayList<>(List.of("start_date", from, "end_date", to));
        parameters.addAll(List.of(more));
        return report(name, parameters.toArray(new String[0]));
    }

    private void same(String what, Object actual, Object expected) {
        compared++;
        assertThat(actual).as(when + what).isEqualTo(expected);
    }

    private static long cents(String cell) {
        return cell.isEmpty() ? 0 : OracleBooks.cents(new BigDecimal(cell));
    }

    /** A cell of the row of a label; nothing where the report has no such row, since it has no data. */
    private static long cell(JsonNode report, String label, int column) {
        if (report.toString().contains("\"" + label + "\"")) {
            return cents(Bookkeeping.row(report, label).get(column));
        }
        return 0;
    }

    private long sum(Map<String, Long> balances, Set<String> accountTypes) {
        return balances.entrySet().stream()
                .filter(e -> accountTypes.contains(types.get(e.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> byId(JsonNode report, int debit, int credit) {
        Map<String, Long> cells = new TreeMap<>();
        report.at("/Rows/Row").forEach(row -> {
            JsonNode data = row.path("ColData");
            if (data.path(0).has("id")) {
                String plus = data.path(debit).path("value").asText();
                String minus = credit < 0 ? "" : data.path(credit).path("value").asText();
                long cents = (plus.isEmpty() ? 0 : cents(plus)) - (minus.isEmpty() ? 0 : cents(minus));
                if (cents != 0) {
                    cells.put(data.path(0).path("id").asText(), cents);
                }
            }
        });
        return cells;
    }

    private void statements(String from, String to) {
        Map<String, Long> at = oracle.books.balances(ALWAYS, to);
        Map<String, Long> during = oracle.books.balances(from, to);
        same("trial balance", byId(between("TrialBalance", from, to), 1, 2), closedYears(at, to));
        JsonNode sheet = between("BalanceSheet", from, to);
        long assets =
                sum(at, Set.of("Bank", "Accounts Receivable", "Other Current Asset", "Fixed Asset", "Other Asset"));
        same("assets", cell(sheet, "TOTAL ASSETS", 1), assets);
        same("liabilities and equity", cell(sheet, "TOTAL LIABILITIES AND EQUITY", 1), assets);
        long net = -sum(during, STATEMENT);
        same("net income", cell(between("ProfitAndLoss", from, to), "Net Income", 1), net);
        for (String by :
                List.of("Month", "Week", "Quarter", "Customers", "Vendors", "ProductsAndServices", "Classes")) {
            List<String> cells =
                    Bookkeeping.row(between("ProfitAndLoss", from, to, "summarize_column_by", by), "Net Income");
            long columns = 0;
            for (String cell : cells.subList(1, cells.size() - 1)) {
                columns += cents(cell);
            }
            same("net income by " + by, columns, net);
        }
        JsonNode flow = between("CashFlow", from, to, "summarize_column_by", "Month");
        List<String> ends = Bookkeeping.row(flow, "Cash at end of period");
        long cash = at.entrySet().stream()
                .filter(e ->
                        "Bank".equals(types.get(e.getKey())) || "UndepositedFunds".equals(subTypes.get(e.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
        same("cash", cents(ends.get(ends.size() - 1)), cash);
        same("cash at the end of the last month", cents(ends.get(ends.size() - 2)), cash);
        List<String> begins = Bookkeeping.row(flow, "Cash at beginning of period");
        List<String> increases = Bookkeeping.row(flow, "Net cash increase for period");
        for (int i = 1; i < ends.size(); i++) {
            same("cash flow, column " + i, cents(begins.get(i)) + cents(increases.get(i)), cents(ends.get(i)));
        }
    }

    /** Balances with what earlier years have earned in retained earnings. */
    private Map<String, Long> closedYears(Map<String, Long> at, String day) {
        Map<String, Long> closed = new TreeMap<>(at);
        String lastYear = Integer.parseInt(day.substring(0, 4)) - 1 + "-12-31";
        oracle.books.balances(ALWAYS, lastYear).forEach((account, cents) -> {
            if (STATEMENT.contains(types.get(account))) {
                closed.merge(account, -cents, Long::sum);
                closed.merge(accountOf("RetainedEarnings"), cents, Long::sum);
            }
        });
        closed.values().removeIf(cents -> cents == 0);
        return closed;
    }

    /** The columns of a profit and loss, and what sales and expenses come to by what they are of. */
    private void columns(String from, String to) {
        Map<String, Map<String, Long>> net = new TreeMap<>();
        Map<String, Map<String, Long>> income = new TreeMap<>();
        Map<String, Long> expenses = new TreeMap<>();
        Map<String, Long> margins = new TreeMap<>();
        Map<String, String> sold = new TreeMap<>();
        Map<String, BigDecimal> pieces = new TreeMap<>();
        Map<String, Long> amounts = new TreeMap<>();
        Map<String, Long> costs = new TreeMap<>();
        oracle.books.lines(from, to, (key, line) -> {
            String type = types.get(line.account());
            OracleBooks.Of of = line.of();
            boolean form = Set.of("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt")
                    .contains(key.substring(0, key.indexOf('/')));
            Map<String, String> kinds = new TreeMap<>();
            kinds.put("Classes", orEmpty(of.classId()));
            kinds.put("Departments", orEmpty(of.department()));
            kinds.put("Customers", orEmpty(of.customer()));
            kinds.put("Vendors", orEmpty(of.vendor()));
            kinds.put("ProductsAndServices", of.item() == null || of.item().startsWith("SHIPPING") ? "" : of.item());
            if (STATEMENT.contains(type)) {
                kinds.forEach((kind, id) ->
                        net.computeIfAbsent(kind, k -> new TreeMap<>()).merge(id, -line.home(), Long::sum));
                if (of.customer() != null) {
                    margins.merge(of.customer(), -line.home(), Long::sum);
                }
                if (!INCOME.contains(type) && of.vendor() != null) {
                    expenses.merge(of.vendor(), line.home(), Long::sum);
                }
            }
            if ("Income".equals(type) && !line.cost()) {
                kinds.forEach((kind, id) ->
                        income.computeIfAbsent(kind, k -> new TreeMap<>()).merge(id, -line.home(), Long::sum));
            }
            boolean counts = line.home() != 0
                    || line.foreign() != 0
                    || of.quantity() != null && of.quantity().signum() != 0;
            if (form && of.item() != null && !line.cost() && counts) {
                pieces.merge(of.item(), of.quantity() == null ? BigDecimal.ZERO : of.quantity(), BigDecimal::add);
                amounts.merge(of.item(), -line.home(), Long::sum);
            } else if (form && of.item() != null && line.cost() && STATEMENT.contains(type)) {
                costs.merge(of.item(), line.home(), Long::sum);
            }
        });
        for (String kind : List.of("Classes", "Departments", "Customers", "Vendors", "ProductsAndServices")) {
            Map<String, Long> expected = net.getOrDefault(kind, new TreeMap<>());
            expected.values().removeIf(cents -> cents == 0);
            JsonNode profit = between("ProfitAndLoss", from, to, "summarize_column_by", kind);
            same("net income by " + kind, byColumn(profit, "Net Income"), expected);
        }
        Map<String, String> lists =
                Map.of("CustomerSales", "Customers", "ClassSales", "Classes", "DepartmentSales", "Departments");
        lists.forEach((report, kind) -> {
            Map<String, Long> expected = income.getOrDefault(kind, new TreeMap<>());
            expected.remove("");
            expected.values().removeIf(cents -> cents == 0);
            same(report, byId(between(report, from, to), 1, -1), expected);
        });
        expenses.values().removeIf(cents -> cents == 0);
        same("VendorExpenses", byId(between("VendorExpenses", from, to), 1, -1), expenses);
        margins.values().removeIf(cents -> cents == 0);
        same("CustomerIncome", byId(between("CustomerIncome", from, to), 3, -1), margins);
        Map<String, String> items = new TreeMap<>();
        between("ItemSales", from, to).at("/Rows/Row").forEach(row -> {
            JsonNode cells = row.path("ColData");
            if (cells.path(0).has("id")) {
                items.put(
                        cells.path(0).path("id").asText(),
                        cells.path(1).path("value").asText() + " "
                                + cents(cells.path(2).path("value").asText()) + " "
                                + cents(cells.path(5).path("value").asText()));
            }
        });
        Set<String> of = new TreeSet<>(amounts.keySet());
        of.addAll(costs.keySet());
        of.forEach(item -> sold.put(
                item,
                pieces.getOrDefault(item, BigDecimal.ZERO).setScale(2) + " " + amounts.getOrDefault(item, 0L) + " "
                        + costs.getOrDefault(item, 0L)));
        same("ItemSales", items, sold);
        taxes(from, to);
    }

    private static String orEmpty(String id) {
        return id == null ? "" : id;
    }

    /** The amounts of a row by the key of their columns. */
    private static Map<String, Long> byColumn(JsonNode report, String label) {
        Map<String, Long> cells = new TreeMap<>();
        List<String> row = Bookkeeping.row(report, label);
        JsonNode columns = report.at("/Columns/Column");
        for (int i = 1; i < row.size() - 1; i++) {
            String key = columns.path(i).at("/MetaData/0/Value").asText();
            if (cents(row.get(i)) != 0) {
                cells.put(key.equals("not_specified") ? "" : key, cents(row.get(i)));
            }
        }
        return cells;
    }

    private void taxes(String from, String to) {
        Map<String, String> expected = new TreeMap<>();
        Map<String, long[]> sums = new TreeMap<>();
        for (OracleBooks.Document document : oracle.books.documents.values()) {
            if (OracleBooks.within(document.date(), from, to)) {
                document.taxes().forEach(tax -> {
                    long[] sum = sums.computeIfAbsent(tax.rate(), k -> new long[2]);
                    sum[0] += tax.net();
                    sum[1] += tax.tax();
                });
            }
        }
        sums.forEach((rate, sum) -> expected.put(rate, sum[0] + " " + sum[1]));
        Map<String, String> actual = new TreeMap<>();
        between("TaxSummary", from, to).at("/Rows/Row").forEach(row -> {
            JsonNode cells = row.path("ColData");
            if (cells.path(0).has("id")) {
                actual.put(
                        cells.path(0).path("id").asText(),
                        cents(cells.path(1).path("value").asText()) + " "
                                + cents(cells.path(2).path("value").asText()));
            }
        });
        same("taxes by rate", actual, expected);
        String before = LocalDate.parse(from).minusDays(1).toString();
        JsonNode cash = between("TaxSummary", from, to, "accounting_method", "Cash");
        same(
                "taxes on a cash basis",
                cell(cash, "TOTAL", 2),
                owedOnACashBasis(to) - owedOnACashBasis(before) + oracle.books.taxesPaid(from, to));
    }

    private long owedOnACashBasis(String day) {
        JsonNode trial = between("TrialBalance", "2024-01-01", day, "accounting_method", "Cash");
        return -byId(trial, 1, 2).entrySet().stream()
                .filter(e -> Set.of("GlobalTaxPayable", "SalesTaxPayable").contains(subTypes.get(e.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What is open by age. */
    private void aging(String day) {
        Map<String, long[]> expected = new TreeMap<>();
        oracle.books.openOn(day).forEach((key, parties) -> {
            String due = oracle.books.documents.get(key).date();
            if (key.startsWith("Invoice") || key.startsWith("Bill/")) {
                due = Json.text(
                        oracle.now(key.substring(0, key.indexOf('/')), key.substring(key.indexOf('/') + 1)), "DueDate");
            }
            long late = ChronoUnit.DAYS.between(LocalDate.parse(due), LocalDate.parse(day));
            int bucket = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4;
            parties.forEach((party, cents) -> {
                if (cents != 0) {
                    long[] sums = expected.computeIfAbsent(party, p -> new long[5]);
                    sums[bucket] += party.startsWith("Vendor") ? -cents : cents;
                }
            });
        });
        Map<String, String> wanted = new TreeMap<>();
        expected.forEach((party, sums) -> wanted.put(party, Arrays.toString(sums)));
        Map<String, String> actual = new TreeMap<>();
        for (String type : List.of("Customer", "Vendor")) {
            String name = type.equals("Customer") ? "AgedReceivables" : "AgedPayables";
            report(name, "report_date", day).at("/Rows/Row").forEach(row -> {
                JsonNode cells = row.path("ColData");
                if (cells.path(0).has("id")) {
                    long[] sums = new long[5];
                    for (int i = 0; i < 5; i++) {
                        sums[i] = cents(cells.path(i + 1).path("value").asText());
                    }
                    actual.put(type + "/" + cells.path(0).path("id").asText(), Arrays.toString(sums));
                }
            });
        }
        same("what is open by age", actual, wanted);
    }

    private void openItems(String day) {
        Map<String, Long> at = oracle.books.balances(ALWAYS, day);
        Map<String, Long> parties = oracle.books.parties(day, true);
        for (String type : List.of("Customer", "Vendor")) {
            boolean customers = type.equals("Customer");
            long control = customers ? sum(at, Set.of("Accounts Receivable")) : -sum(at, Set.of("Accounts Payable"));
            Map<String, Long> expected = new TreeMap<>();
            parties.forEach((party, cents) -> {
                if (party.startsWith(type)) {
                    expected.put(party.substring(party.indexOf('/') + 1), cents);
                }
            });
            String aged = customers ? "AgedReceivable" : "AgedPayable";
            same(type + " balances", byId(report(type + "Balance", "report_date", day), 1, -1), expected);
            same(aged, byId(report(aged + "s", "report_date", day), 6, -1), expected);
            same(aged + " total", cell(report(aged + "s", "report_date", day), "TOTAL", 6), control);
            JsonNode detail = report(aged + "Detail", "report_date", day);
            same(aged + " detail", cell(detail, "TOTAL", customers ? 6 : 7), control);
            same(type + " detail", cell(report(type + "BalanceDetail", "report_date", day), "TOTAL", 5), control);
        }
    }

    private void lists(String from, String to) {
        Map<String, Long> during = oracle.books.balances(from, to);
        Map<String, Long> before =
                oracle.books.balances(ALWAYS, LocalDate.parse(from).minusDays(1).toString());
        Map<String, Long> moved = new TreeMap<>();
        Map<String, Long> ends = new TreeMap<>();
        for (JsonNode section : between("GeneralLedger", from, to).at("/Rows/Row")) {
            String account = section.at("/Header/ColData/0/id").asText();
            boolean debits = isDebit(account);
            long sum = cents(section.at("/Summary/ColData/6/value").asText());
            JsonNode rows = section.at("/Rows/Row");
            long end = cents(rows.get(rows.size() - 1).at("/ColData/7/value").asText());
            if (sum != 0) {
                moved.put(account, debits ? sum : -sum);
            }
            ends.put(account, debits ? end : -end);
        }
        same("general ledger", moved, during);
        closedYears(before, from).forEach((account, cents) -> {
            if (!STATEMENT.contains(types.get(account))) {
                same("ledger account " + account, ends.get(account), cents + during.getOrDefault(account, 0L));
            }
        });
        List<String> journal = List.of("", "", "", "", "", "", "0.00", "0.00");
        JsonNode report = between("JournalReport", from, to);
        List<String> total = report.toString().contains("\"TOTAL\"") ? Bookkeeping.row(report, "TOTAL") : journal;
        same("journal", total.get(6), total.get(7));
        long[] debits = new long[1];
        oracle.books.lines(from, to, (key, line) -> debits[0] += Math.max(0, line.home()));
        same("debits of the journal", cents(total.get(6)), debits[0]);
        Set<String> transactions = new TreeSet<>();
        oracle.books.lines(from, to, (key, line) -> {
            BigDecimal pieces = line.of().quantity();
            if (line.home() != 0 || line.foreign() != 0 || pieces != null && pieces.signum() != 0) {
                transactions.add(key);
            }
        });
        same(
                "transactions",
                between("TransactionList", from, to).at("/Rows/Row").size(),
                transactions.size());
        for (String name : List.of("TransactionListByCustomer", "TransactionListByVendor", "AccountList")) {
            between(name, from, to, "accounting_method", random.nextBoolean() ? "Cash" : "Accrual");
        }
        Set<String> heads = new TreeSet<>();
        for (JsonNode row : between("TransactionListWithSplits", from, to).at("/Rows/Row")) {
            String type = row.at("/ColData/1/value").asText();
            if (!type.isEmpty()) {
                assertThat(heads.add(type + row.at("/ColData/1/id").asText())).isTrue();
            }
        }
        same("transactions with splits", heads.size(), transactions.size());
        Map<String, String> stock = oracle.books.stock(to);
        for (JsonNode section : between("InventoryValuationDetail", from, to).at("/Rows/Row")) {
            JsonNode end = section.at("/Summary/ColData");
            same(
                    "moves of item " + section.at("/Header/ColData/0/id").asText(),
                    end.path(7).path("value").asText() + " "
                            + end.path(8).path("value").asText(),
                    stock.get(section.at("/Header/ColData/0/id").asText()));
        }
        report("InventoryValuationSummary", "report_date", to).at("/Rows/Row").forEach(row -> {
            JsonNode cells = row.path("ColData");
            if (cells.path(0).has("id")) {
                same(
                        "stock of item " + cells.path(0).path("id").asText(),
                        cells.path(2).path("value").asText() + " "
                                + cells.path(3).path("value").asText(),
                        stock.getOrDefault(cells.path(0).path("id").asText(), "0.00 0.00"));
            }
        });
    }

    private void sales(String from, String to) {
        Map<String, Long> during = oracle.books.balances(from, to);
        long income = -sum(during, Set.of("Income"));
        same("sales by customer", cell(between("CustomerSales", from, to), "TOTAL", 1), income);
        same("sales by class", cell(between("ClassSales", from, to), "TOTAL", 1), income);
        same("sales by location", cell(between("DepartmentSales", from, to), "TOTAL", 1), income);
        long tax = 0;
        for (Map.Entry<String, Long> e : during.entrySet()) {
            if (Set.of("GlobalTaxPayable", "SalesTaxPayable").contains(subTypes.get(e.getKey()))) {
                tax -= e.getValue();
            }
        }
        tax += oracle.books.taxesPaid(from, to);
        same("tax", cell(between("TaxSummary", from, to), "TOTAL", 2), tax);
        between("ItemSales", from, to);
        between("CustomerIncome", from, to);
        between("VendorExpenses", from, to);
    }

    /** On a cash basis the trial balance is zero, and each account is within the cents of rounding a form in parts. */
    private void cashBasis(String from, String to) {
        rounded.clear();
        Map<String, Double> expected = cashBalances(to);
        cashBalances(Integer.parseInt(to.substring(0, 4)) - 1 + "-12-31").forEach((account, cents) -> {
            if (STATEMENT.contains(types.get(account))) {
                expected.merge(account, -cents, Double::sum);
                expected.merge(accountOf("RetainedEarnings"), cents, Double::sum);
            }
        });
        JsonNode trial = between("TrialBalance", from, to, "accounting_method", "Cash");
        if (trial.toString().contains("\"TOTAL\"")) {
            List<String> total = Bookkeeping.row(trial, "TOTAL");
            same("trial balance on a cash basis", total.get(1), total.get(2));
        }
        // Earlier years' income and expenses are in retained earnings, with all that they are off.
        rounded.merge(
                accountOf("RetainedEarnings"),
                rounded.values().stream().mapToInt(Integer::intValue).sum(),
                Integer::sum);
        Map<String, Long> actual = byId(trial, 1, 2);
        for (String account : expected.keySet()) {
            compared++;
            assertThat((double) actual.getOrDefault(account, 0L))
                    .as(when + "account %s (%s) on a cash basis", account, types.get(account))
                    .isCloseTo(expected.get(account), Offset.offset(0.5 + rounded.getOrDefault(account, 0)));
        }
        JsonNode sheet = between("BalanceSheet", from, to, "accounting_method", "Cash");
        same(
                "balance sheet on a cash basis",
                cell(sheet, "TOTAL ASSETS", 1),
                cell(sheet, "TOTAL LIABILITIES AND EQUITY", 1));
        for (String by : List.of("Customers", "Classes", "Month")) {
            JsonNode profit =
                    between("ProfitAndLoss", from, to, "accounting_method", "Cash", "summarize_column_by", by);
            List<String> cells = Bookkeeping.row(profit, "Net Income");
            long sum = 0;
            for (String cell : cells.subList(1, cells.size() - 1)) {
                sum += cents(cell);
            }
            same("net income on a cash basis by " + by, sum, cents(cells.get(cells.size() - 1)));
        }
    }

    /** What accounts have on a cash basis, in cents and parts of them. */
    private Map<String, Double> cashBalances(String to) {
        Map<String, Double> expected = new TreeMap<>();
        Map<String, Long> settledHome = new HashMap<>();
        Map<String, List<OracleBooks.Cost>> costs = new HashMap<>();
        double unappliedIncome = 0;
        double unappliedExpense = 0;
        for (OracleBooks.Document document : oracle.books.documents.values()) {
            if (document.date().compareTo(to) > 0) {
                continue;
            }
            boolean payment =
                    document.key().startsWith("Payment") || document.key().startsWith("BillPayment");
            long open = 0;
            for (OracleBooks.Line l : document.lines()) {
                open += l.party() == null ? 0 : l.home();
            }
            for (Map.Entry<String, OracleBooks.Settled> e : document.settles().entrySet()) {
                OracleBooks.Document target = oracle.books.documents.get(e.getKey());
                boolean form = !e.getKey().startsWith("Journal");
                if (form && target.date().compareTo(to) <= 0) {
                    settledHome.merge(e.getKey(), e.getValue().home(), Long::sum);
                    open -= e.getValue().home();
                } else if (!form) {
                    open -= e.getValue().home();
                    expected.merge(e.getValue().account(), (double) e.getValue().home(), Double::sum);
                }
            }
            if (payment) {
                if (document.key().startsWith("Payment")) {
                    unappliedIncome += open;
                } else {
                    unappliedExpense += open;
                }
                for (OracleBooks.Line l : document.lines()) {
                    if (l.party() == null) {
                        expected.merge(l.account(), (double) l.home(), Double::sum);
                    }
                }
            }
        }
        oracle.books.costsByDocument().forEach(costs::put);
        for (OracleBooks.Document document : oracle.books.documents.values()) {
            String type = document.key().substring(0, document.key().indexOf('/'));
            if (document.date().compareTo(to) > 0 || type.equals("Payment") || type.equals("BillPayment")) {
                continue;
            }
            double share = 1;
            boolean deferred =
                    Set.of("Invoice", "CreditMemo", "Bill", "VendorCredit").contains(type);
            if (deferred) {
                long owed = 0;
                for (OracleBooks.Line l : document.lines()) {
                    owed += l.party() == null ? 0 : l.home();
                }
                JsonNode form = oracle.now(type, document.key().substring(type.length() + 1));
                double deposit = OracleBooks.cents(form, "Deposit")
                        * OracleBooks.rate(form).doubleValue();
                double all = owed + deposit;
                share = all == 0 ? 1 : (deposit - settledHome.getOrDefault(document.key(), 0L)) / all;
                if (deposit != 0) {
                    expected.merge(Json.ref(form, "DepositToAccountRef"), deposit * (1 - share), Double::sum);
                }
            }
            boolean parts = share != 0 && share != 1;
            int lines = document.lines().size()
                    + costs.getOrDefault(document.key(), List.of()).size();
            for (OracleBooks.Line l : document.lines()) {
                if (l.party() == null || !deferred) {
                    expected.merge(l.account(), l.home() * share, Double::sum);
                    // Each line is half a cent off at most; what that leaves over stands on one of them.
                    rounded.merge(l.account(), parts ? lines : 0, Integer::sum);
                }
            }
            for (OracleBooks.Cost cost : costs.getOrDefault(document.key(), List.of())) {
                if (cost.date().compareTo(to) > 0) {
                    // What a closed month has turned out to cost more later.
                    continue;
                }
                expected.merge(cost.move().offset(), cost.cents() * share, Double::sum);
                expected.merge(cost.move().asset(), -cost.cents() * share, Double::sum);
                rounded.merge(cost.move().offset(), parts ? 1 : 0, Integer::sum);
                rounded.merge(cost.move().asset(), parts ? 1 : 0, Integer::sum);
            }
        }
        expected.merge(accountOf("UnappliedCashPaymentIncome"), unappliedIncome, Double::sum);
        expected.merge(accountOf("UnappliedCashBillPaymentExpense"), unappliedExpense, Double::sum);
        return expected;
    }

    private String accountOf(String subType) {
        return subTypes.entrySet().stream()
                .filter(e -> e.getValue().equals(subType))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(subType);
    }
}
