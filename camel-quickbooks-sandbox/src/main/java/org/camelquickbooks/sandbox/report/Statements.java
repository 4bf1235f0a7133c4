package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** Profit and loss, balance sheet, cash flow, trial balance. */
final class Statements {

    static final Set<String> PROFIT_AND_LOSS =
            Set.of("Income", "Other Income", "Cost of Goods Sold", "Expense", "Other Expense");

    private final ReportParameters parameters;
    private final BooksView books;

    Statements(ReportParameters parameters) {
        this.parameters = parameters;
        // A filter leaves whole transactions in what has to balance.
        boolean whole = !parameters.definition().name().equals("ProfitAndLoss");
        this.books = new BooksView(parameters, whole);
    }

    ObjectNode profitAndLoss() {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", "Account", "account");
        buckets.columns(json);
        AccountSections accounts = new AccountSections(books, parameters, buckets.size());
        boolean any = false;
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            any |= PROFIT_AND_LOSS.contains(books.accountType(line.posting().account()));
            buckets.add(
                    accounts.of(line.posting().account()), line, line.posting().home());
        }
        if (!any) {
            json.nothingToShow();
        }
        ArrayNode rows = json.rows();
        long[] income = section(rows, accounts, buckets, "Income", "Income", -1, "Income");
        long[] cost = section(rows, accounts, buckets, "Cost of Goods Sold", "COGS", 1, "Cost of Goods Sold");
        long[] gross = Buckets.minus(income, cost);
        result(rows, "Gross Profit", "GrossProfit", gross);
        long[] expenses = section(rows, accounts, buckets, "Expenses", "Expenses", 1, "Expense");
        long[] operating = Buckets.minus(gross, expenses);
        result(rows, "Net Operating Income", "NetOperatingIncome", operating);
        long[] otherIncome = section(rows, accounts, buckets, "Other Income", "OtherIncome", -1, "Other Income");
        long[] otherExpenses = section(rows, accounts, buckets, "Other Expenses", "OtherExpenses", 1, "Other Expense");
        long[] other = Buckets.minus(otherIncome, otherExpenses);
        if (!AccountSections.isZero(otherIncome) || !AccountSections.isZero(otherExpenses)) {
            result(rows, "Net Other Income", "NetOtherIncome", other);
        }
        result(rows, "Net Income", "NetIncome", Buckets.plus(operating, other));
        return json.end();
    }

    private static long[] section(
            ArrayNode rows,
            AccountSections accounts,
            Buckets buckets,
            String title,
            String group,
            int sign,
            String... types) {
        ObjectNode section = ReportJson.section(rows, AccountSections.heading(title, null, buckets.size()));
        long[] total = accounts.write(ReportJson.rowsOf(section), sign, types);
        ReportJson.summary(section, AccountSections.cells("Total " + title, null, total), group);
        // An empty statement still has its income and its expenses.
        boolean always = group.equals("Income") || group.equals("Expenses");
        if (ReportJson.rowsOf(section).isEmpty() && !always) {
            rows.remove(rows.size() - 1);
        }
        return total;
    }

    private static void result(ArrayNode rows, String title, String group, long[] amounts) {
        ReportJson.summary(ReportJson.section(rows, null), AccountSections.cells(title, null, amounts), group);
    }

    /** Balances at the end of each column; what was earned before this fiscal year is in retained earnings. */
    ObjectNode balanceSheet() {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", "Account", "account");
        buckets.columns(json);
        int width = buckets.size();
        AccountSections accounts = new AccountSections(books, parameters, width);
        long[] netIncome = new long[width];
        balances(
                buckets,
                account -> PROFIT_AND_LOSS.contains(books.accountType(account)) ? netIncome : accounts.of(account));
        for (int i = 0; i < width; i++) {
            netIncome[i] = -netIncome[i];
        }
        return balanceSheet(json, accounts, netIncome, width);
    }

    /** Where a line is added to the columns of a row. */
    private interface Columns {
        void add(long[] row, Line line, long cents);
    }

    private static Columns at(int column) {
        return (row, line, cents) -> row[column] += cents;
    }

    /** Adds up the balances of a day by account; income and expenses of earlier years are in retained earnings. */
    private void balances(LocalDate day, Function<String, long[]> accounts, Columns columns) {
        LocalDate yearStart = DateMacros.year(day, parameters.fiscalMonth());
        String retained = books.retainedEarnings();
        for (Line line : books.until(day)) {
            String account = line.posting().account();
            boolean closed = retained != null
                    && line.date().isBefore(yearStart)
                    && PROFIT_AND_LOSS.contains(books.accountType(account));
            columns.add(
                    accounts.apply(closed ? retained : account),
                    line,
                    line.posting().home());
        }
    }

    /** Adds up balances column by column: at the end of each stretch of time, or by what the lines are of. */
    private void balances(Buckets buckets, Function<String, long[]> accounts) {
        if (!buckets.isByTime()) {
            balances(parameters.end(), accounts, buckets::add);
            return;
        }
        for (int i = 0; i < buckets.size() - 1; i++) {
            balances(buckets.list().get(i).end(), accounts, at(i));
        }
        balances(parameters.end(), accounts, at(buckets.size() - 1));
    }

    private ObjectNode balanceSheet(ReportJson json, AccountSections accounts, long[] netIncome, int width) {
        ObjectNode assets = ReportJson.section(json.rows(), AccountSections.heading("ASSETS", null, width));
        ObjectNode current =
                ReportJson.section(ReportJson.rowsOf(assets), AccountSections.heading("Current Assets", null, width));
        long[] currentAssets = group(current, accounts, 1, "Bank Accounts", "BankAccounts", width, "Bank");
        currentAssets = Buckets.plus(
                currentAssets, group(current, accounts, 1, "Accounts Receivable", "AR", width, "Accounts Receivable"));
        currentAssets = Buckets.plus(
                currentAssets,
                group(
                        current,
                        accounts,
                        1,
                        "Other Current Assets",
                        "OtherCurrentAssets",
                        width,
                        "Other Current Asset"));
        ReportJson.summary(
                current, AccountSections.cells("Total Current Assets", null, currentAssets), "CurrentAssets");
        long[] totalAssets = Buckets.plus(
                currentAssets, group(assets, accounts, 1, "Fixed Assets", "FixedAssets", width, "Fixed Asset"));
        totalAssets = Buckets.plus(
                totalAssets, group(assets, accounts, 1, "Other Assets", "OtherAssets", width, "Other Asset"));
        ReportJson.summary(assets, AccountSections.cells("TOTAL ASSETS", null, totalAssets), "TotalAssets");

        ObjectNode both =
                ReportJson.section(json.rows(), AccountSections.heading("LIABILITIES AND EQUITY", null, width));
        ObjectNode liabilities =
                ReportJson.section(ReportJson.rowsOf(both), AccountSections.heading("Liabilities", null, width));
        ObjectNode currentLiabilities = ReportJson.section(
                ReportJson.rowsOf(liabilities), AccountSections.heading("Current Liabilities", null, width));
        long[] owedSoon = group(currentLiabilities, accounts, -1, "Accounts Payable", "AP", width, "Accounts Payable");
        owedSoon = Buckets.plus(
                owedSoon, group(currentLiabilities, accounts, -1, "Credit Cards", "CreditCards", width, "Credit Card"));
        owedSoon = Buckets.plus(
                owedSoon,
                group(
                        currentLiabilities,
                        accounts,
                        -1,
                        "Other Current Liabilities",
                        "OtherCurrentLiabilities",
                        width,
                        "Other Current Liability"));
        ReportJson.summary(
                currentLiabilities,
                AccountSections.cells("Total Current Liabilities", null, owedSoon),
                "CurrentLiabilities");
        long[] owed = Buckets.plus(
                owedSoon,
                group(
                        liabilities,
                        accounts,
                        -1,
                        "Long-Term Liabilities",
                        "LongTermLiabilities",
                        width,
                        "Long Term Liability"));
        ReportJson.summary(liabilities, AccountSections.cells("Total Liabilities", null, owed), "Liabilities");
        ObjectNode equity = ReportJson.section(ReportJson.rowsOf(both), AccountSections.heading("Equity", null, width));
        long[] owned = accounts.write(ReportJson.rowsOf(equity), -1, "Equity");
        ReportJson.data(ReportJson.rowsOf(equity), AccountSections.cells("Net Income", null, netIncome))
                .put("group", "NetIncome");
        owned = Buckets.plus(owned, netIncome);
        ReportJson.summary(equity, AccountSections.cells("Total Equity", null, owned), "Equity");
        ReportJson.summary(
                both,
                AccountSections.cells("TOTAL LIABILITIES AND EQUITY", null, Buckets.plus(owed, owned)),
                "TotalLiabilitiesAndEquity");
        return json.end();
    }

    private static long[] group(
            ObjectNode parent, AccountSections accounts, int sign, String title, String group, int width, String type) {
        ArrayNode rows = ReportJson.rowsOf(parent);
        ObjectNode section = ReportJson.section(rows, AccountSections.heading(title, null, width));
        long[] total = accounts.write(ReportJson.rowsOf(section), sign, type);
        if (ReportJson.rowsOf(section).isEmpty()) {
            rows.remove(rows.size() - 1);
        } else {
            ReportJson.summary(section, AccountSections.cells("Total " + title, null, total), group);
        }
        return total;
    }

    /** The indirect way: net income, then what balances of the balance sheet have changed. */
    ObjectNode cashFlow() {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", "Account", "account");
        buckets.columns(json);
        int width = buckets.size();
        AccountSections accounts = new AccountSections(books, parameters, width);
        long[] netIncome = new long[width];
        long[] cash = new long[width];
        long[] beginning = new long[width];
        for (Line line : books.lines(parameters.start(), parameters.end())) {
            String account = line.posting().account();
            boolean isCash = books.isCash(account);
            long[] sums = PROFIT_AND_LOSS.contains(books.accountType(account))
                    ? netIncome
                    : isCash ? cash : accounts.of(account);
            buckets.add(
                    sums, line, isCash ? line.posting().home() : -line.posting().home());
        }
        for (Line line : books.until(parameters.start().minusDays(1))) {
            if (!books.isCash(line.posting().account())) {
                continue;
            }
            if (buckets.isByTime()) {
                beginning[width - 1] += line.posting().home();
            } else {
                buckets.add(beginning, line, line.posting().home());
            }
        }
        if (buckets.isByTime()) {
            // Each stretch of time begins with what the one before has left.
            beginning[0] = beginning[width - 1];
            for (int i = 1; i < width - 1; i++) {
                beginning[i] = beginning[i - 1] + cash[i - 1];
            }
        }
        ArrayNode rows = json.rows();
        ObjectNode operating = ReportJson.section(rows, AccountSections.heading("OPERATING ACTIVITIES", null, width));
        ReportJson.data(ReportJson.rowsOf(operating), AccountSections.cells("Net Income", null, netIncome))
                .put("group", "NetIncome");
        ObjectNode adjustments = ReportJson.section(
                ReportJson.rowsOf(operating),
                AccountSections.heading(
                        "Adjustments to reconcile Net Income to Net Cash provided by operations:", null, width));
        long[] adjusted = accounts.write(
                ReportJson.rowsOf(adjustments),
                1,
                "Accounts Receivable",
                "Other Current Asset",
                "Accounts Payable",
                "Credit Card",
                "Other Current Liability");
        ReportJson.summary(
                adjustments, AccountSections.cells("Total Adjustments", null, adjusted), "OperatingAdjustments");
        long[] operations = Buckets.plus(netIncome, adjusted);
        ReportJson.summary(
                operating,
                AccountSections.cells("Net cash provided by operating activities", null, operations),
                "OperatingActivities");
        long[] invested = section(
                rows,
                accounts,
                buckets,
                "INVESTING ACTIVITIES",
                "InvestingActivities",
                1,
                "Fixed Asset",
                "Other Asset");
        long[] financed = section(
                rows,
                accounts,
                buckets,
                "FINANCING ACTIVITIES",
                "FinancingActivities",
                1,
                "Long Term Liability",
                "Equity");
        long[] increase = Buckets.plus(operations, Buckets.plus(invested, financed));
        result(rows, "Net cash increase for period", "CashIncrease", increase);
        result(rows, "Cash at beginning of period", "BeginningCash", beginning);
        result(rows, "Cash at end of period", "EndingCash", Buckets.plus(beginning, cash));
        return json.end();
    }

    ObjectNode trialBalance() {
        ReportJson json = new ReportJson(parameters);
        Buckets buckets = new Buckets(parameters);
        json.column("", "Account", "account");
        if (buckets.isTotalOnly()) {
            json.column("Debit", "Money", "debit");
            json.column("Credit", "Money", "credit");
        } else {
            buckets.groups(json, List.of("Debit", "Credit"));
        }
        Map<String, long[]> sums = new HashMap<>();
        balances(buckets, account -> sums.computeIfAbsent(account, a -> new long[buckets.size()]));
        long[] total = new long[2 * buckets.size()];
        for (Map.Entry<String, JsonNode> account : books.accounts().entrySet()) {
            long[] own = sums.get(account.getKey());
            if (own == null || AccountSections.isZero(own)) {
                continue;
            }
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(Json.text(account.getValue(), "FullyQualifiedName"), account.getKey()));
            for (int i = 0; i < own.length; i++) {
                total[2 * i] += Math.max(0, own[i]);
                total[2 * i + 1] += Math.max(0, -own[i]);
                cells.add(own[i] > 0 ? Cell.money(own[i]) : Cell.text(""));
                cells.add(own[i] < 0 ? Cell.money(-own[i]) : Cell.text(""));
            }
            ReportJson.data(json.rows(), cells);
        }
        ReportJson.summary(
                ReportJson.section(json.rows(), null), AccountSections.cells("TOTAL", null, total), "GrandTotal");
        return json.end();
    }
}
