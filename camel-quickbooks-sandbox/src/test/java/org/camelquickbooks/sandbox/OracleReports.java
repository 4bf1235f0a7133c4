package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.ReportService;

/** Compares all reports of a company, at dates drawn at random, with the oracle's books. */
final class OracleReports {

    private static final String ALWAYS = "0000-00-00";
    private static final Set<String> INCOME = Set.of("Income", "Other Income");
    private static final Set<String> STATEMENT =
            Set.of("Income", "Other Income", "Cost of Goods Sold", "Expense", "Other Expense");

    private final ReportService reports = new ReportService();
    private final OracleCompany oracle;
    private final Random random;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> subTypes = new HashMap<>();
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
        openItems(to);
        lists(from, to);
        sales(from, to);
        cashBasis(from, to);
    }

    private JsonNode report(String name, String... parameters) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return reports.run(oracle.company.company(), name, given);
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
        return OracleBooks.cents(new BigDecimal(cell));
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
        same("trial balance", byId(between("TrialBalance", from, to), 1, 2), at);
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
        Map<String, Long> before = oracle.books.balances(
                ALWAYS, java.time.LocalDate.parse(from).minusDays(1).toString());
        Map<String, Long> moved = new TreeMap<>();
        Map<String, Long> ends = new TreeMap<>();
        for (JsonNode section : between("GeneralLedger", from, to).at("/Rows/Row")) {
            String account = section.at("/Header/ColData/0/id").asText();
            boolean debits = !Set.of(
                            "Accounts Payable",
                            "Credit Card",
                            "Other Current Liability",
                            "Long Term Liability",
                            "Equity",
                            "Income",
                            "Other Income")
                    .contains(types.get(account));
            long sum = cents(section.at("/Summary/ColData/6/value").asText());
            JsonNode rows = section.at("/Rows/Row");
            long end = cents(rows.get(rows.size() - 1).at("/ColData/7/value").asText());
            if (sum != 0) {
                moved.put(account, debits ? sum : -sum);
            }
            ends.put(account, debits ? end : -end);
        }
        same("general ledger", moved, during);
        before.forEach((account, cents) -> {
            if (!STATEMENT.contains(types.get(account))) {
                same("ledger account " + account, ends.get(account), cents + during.getOrDefault(account, 0L));
            }
        });
        List<String> journal = List.of("", "", "", "", "", "", "0.00", "0.00");
        JsonNode report = between("JournalReport", from, to);
        List<String> total = report.toString().contains("\"TOTAL\"") ? Bookkeeping.row(report, "TOTAL") : journal;
        same("journal", total.get(6), total.get(7));
        long transactions = oracle.books.documents.values().stream()
                .filter(d -> OracleBooks.within(d.date(), from, to)
                        && (d.lines().stream().anyMatch(l -> l.home() != 0)
                                || !d.moves().isEmpty()))
                .count();
        long listed = between("TransactionList", from, to).at("/Rows/Row").size();
        assertThat(listed).as(when + "transactions").isLessThanOrEqualTo(transactions);
        for (String name : List.of("TransactionListByCustomer", "TransactionListByVendor", "AccountList")) {
            between(name, from, to, "accounting_method", random.nextBoolean() ? "Cash" : "Accrual");
        }
        between("TransactionListWithSplits", from, to);
        between("InventoryValuationDetail", from, to);
        Map<String, String> stock = oracle.books.stock(to);
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
        same("tax", cell(between("TaxSummary", from, to), "TOTAL", 2), tax);
        between("ItemSales", from, to);
        between("CustomerIncome", from, to);
        between("VendorExpenses", from, to);
    }

    /** On a cash basis the trial balance is zero, and each account is within the cents of rounding a form in parts. */
    private void cashBasis(String from, String to) {
        Map<String, Double> expected = new TreeMap<>();
        Map<String, Long> settledHome = new HashMap<>();
        Map<String, List<OracleBooks.Cost>> costs = new HashMap<>();
        int forms = 0;
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
            if (document.date().compareTo(to) > 0 || type.endsWith("Payment")) {
                continue;
            }
            double share = 1;
            boolean deferred =
                    Set.of("Invoice", "CreditMemo", "Bill", "VendorCredit").contains(type);
            if (deferred) {
                forms++;
                long owed = 0;
                for (OracleBooks.Line l : document.lines()) {
                    owed += l.party() == null ? 0 : l.home();
                }
                JsonNode form = oracle.company.read(type, document.key().substring(type.length() + 1));
                double deposit = OracleBooks.cents(form, "Deposit")
                        * OracleBooks.rate(form).doubleValue();
                double all = owed + deposit;
                share = all == 0 ? 1 : (deposit - settledHome.getOrDefault(document.key(), 0L)) / all;
                if (deposit != 0) {
                    expected.merge(Json.ref(form, "DepositToAccountRef"), deposit * (1 - share), Double::sum);
                }
            }
            for (OracleBooks.Line l : document.lines()) {
                if (l.party() == null || !deferred) {
                    expected.merge(l.account(), l.home() * share, Double::sum);
                }
            }
            for (OracleBooks.Cost cost : costs.getOrDefault(document.key(), List.of())) {
                expected.merge(cost.move().offset(), cost.cents() * share, Double::sum);
                expected.merge(cost.move().asset(), -cost.cents() * share, Double::sum);
            }
        }
        expected.merge(accountOf("UnappliedCashPaymentIncome"), unappliedIncome, Double::sum);
        expected.merge(accountOf("UnappliedCashBillPaymentExpense"), unappliedExpense, Double::sum);
        JsonNode trial = between("TrialBalance", from, to, "accounting_method", "Cash");
        if (trial.toString().contains("\"TOTAL\"")) {
            List<String> total = Bookkeeping.row(trial, "TOTAL");
            same("trial balance on a cash basis", total.get(1), total.get(2));
        }
        Map<String, Long> actual = byId(trial, 1, 2);
        for (String account : expected.keySet()) {
            compared++;
            assertThat((double) actual.getOrDefault(account, 0L))
                    .as(when + "account %s (%s) on a cash basis", account, types.get(account))
                    .isCloseTo(expected.get(account), org.assertj.core.data.Offset.offset(1.0 + forms * 3));
        }
        JsonNode sheet = between("BalanceSheet", from, to, "accounting_method", "Cash");
        same(
                "balance sheet on a cash basis",
                cell(sheet, "TOTAL ASSETS", 1),
                cell(sheet, "TOTAL LIABILITIES AND EQUITY", 1));
        between("ProfitAndLoss", from, to, "accounting_method", "Cash", "summarize_column_by", "Customers");
    }

    private String accountOf(String subType) {
        return subTypes.entrySet().stream()
                .filter(e -> e.getValue().equals(subType))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(subType);
    }
}
