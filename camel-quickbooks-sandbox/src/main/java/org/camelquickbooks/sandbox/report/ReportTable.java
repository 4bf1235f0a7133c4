package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.camelquickbooks.sandbox.report.OpenItems.Side;
import org.camelquickbooks.sandbox.report.ReportDefinition.Basis;
import org.camelquickbooks.sandbox.report.ReportDefinition.HeaderField;
import org.camelquickbooks.sandbox.report.ReportDefinition.Period;

/** The table of all reports. */
final class ReportTable {

    private static final Set<Basis> BOTH = EnumSet.allOf(Basis.class);
    private static final Set<Basis> NO_BASIS = EnumSet.noneOf(Basis.class);
    private static final Set<HeaderField> STATEMENT =
            EnumSet.of(HeaderField.SUMMARIZE_COLUMNS_BY, HeaderField.ACCOUNTING_STANDARD);
    private static final Set<HeaderField> STANDARD = EnumSet.of(HeaderField.ACCOUNTING_STANDARD);
    private static final Set<HeaderField> PLAIN = EnumSet.noneOf(HeaderField.class);
    private static final Set<HeaderField> AGED = EnumSet.of(HeaderField.REPORT_DATE);

    private static final Set<String> ALL_FILTERS =
            Set.of("customer", "vendor", "employee", "item", "class", "department");
    private static final Set<String> PARTIES = Set.of("customer", "vendor", "employee", "department");
    private static final Set<String> GROUPINGS = LineGroups.names();

    private static final List<String> TRANSACTION =
            keys("tx_date txn_type doc_num is_no_post name memo account_name" + " other_account subt_nat_amount");
    private static final List<String> JOURNAL =
            keys("tx_date txn_type doc_num name memo account_name debt_amt credit_amt");
    private static final List<String> LEDGER =
            keys("tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount");

    private static final Map<String, ReportDefinition> REPORTS = new TreeMap<>();

    static {
        statement("ProfitAndLoss", p -> new Statements(p).profitAndLoss());
        statement("BalanceSheet", p -> new Statements(p).balanceSheet());
        statement("CashFlow", p -> new Statements(p).cashFlow());
        report("TrialBalance", Period.YEAR_TO_DATE, BOTH, STATEMENT, List.of(), Set.of(), p -> new Statements(p)
                .trialBalance());
        list("ProfitAndLossDetail", Period.YEAR_TO_DATE, BOTH, STATEMENT, LEDGER, p -> new LineReports(p)
                .profitAndLossDetail());
        list("GeneralLedger", Period.MONTH_TO_DATE, BOTH, STATEMENT, LEDGER, p -> new LineReports(p).generalLedger());
        list("JournalReport", Period.YEAR_TO_DATE, NO_BASIS, STANDARD, JOURNAL, p -> new LineReports(p).journal());
        list(
                "AccountList",
                Period.YEAR_TO_DATE,
                BOTH,
                STANDARD,
                keys("account_name account_type detail_acc_type account_desc account_bal"),
                p -> new AccountReports(p).accounts());
        list("TransactionList", Period.YEAR_TO_DATE, NO_BASIS, PLAIN, TRANSACTION, p -> new LineReports(p)
                .transactions(null));
        list("TransactionListByCustomer", Period.YEAR_TO_DATE, NO_BASIS, PLAIN, TRANSACTION, p -> new LineReports(p)
                .transactions("Customer"));
        list("TransactionListByVendor", Period.YEAR_TO_DATE, NO_BASIS, PLAIN, TRANSACTION, p -> new LineReports(p)
                .transactions("Vendor"));
        list("TransactionListWithSplits", Period.YEAR_TO_DATE, NO_BASIS, PLAIN, JOURNAL, p -> new LineReports(p)
                .splits());
        report("TaxSummary", Period.YEAR_TO_DATE, BOTH, STANDARD, List.of(), Set.of(), p -> new TaxReports(p)
                .summary());
        for (Side side : Side.values()) {
            boolean customers = side == Side.RECEIVABLE;
            String party = customers ? "Customer" : "Vendor";
            String aged = customers ? "AgedReceivable" : "AgedPayable";
            aged(customers ? "AgedReceivables" : "AgedPayables", AGED, List.of(), p -> new OpenItems(p, side)
                    .agingSummary());
            aged(
                    aged + "Detail",
                    AGED,
                    keys(
                            customers
                                    ? "tx_date txn_type doc_num cust_name due_date subt_amount subt_open_bal"
                                    : "tx_date txn_type doc_num vend_name due_date past_due subt_amount subt_open_bal"),
                    p -> new OpenItems(p, side).agingDetail());
            aged(party + "Balance", STANDARD, List.of(), p -> new OpenItems(p, side).balances());
            aged(
                    party + "BalanceDetail",
                    STANDARD,
                    keys("tx_date txn_type doc_num due_date subt_amount subt_open_bal rbal_open_bal"),
                    p -> new OpenItems(p, side).balanceDetail());
        }
        statement("CustomerSales", p -> new SalesReports(p).byCustomer());
        statement("DepartmentSales", p -> new SalesReports(p).byDepartment());
        statement("ClassSales", p -> new SalesReports(p).byClass());
        statement("ItemSales", p -> new SalesReports(p).byItem());
        statement("CustomerIncome", p -> new SalesReports(p).customerIncome());
        statement("VendorExpenses", p -> new SalesReports(p).vendorExpenses());
        report(
                "InventoryValuationSummary",
                Period.DAY,
                NO_BASIS,
                STANDARD,
                List.of(),
                Set.of("item"),
                p -> new InventoryReports(p).summary());
        report(
                "InventoryValuationDetail",
                Period.YEAR_TO_DATE,
                NO_BASIS,
                STANDARD,
                keys("tx_date txn_type doc_num qty rate inv_cost qty_on_hand asset_value"),
                Set.of("item"),
                p -> new InventoryReports(p).detail());
    }

    private ReportTable() {}

    private static List<String> keys(String words) {
        return List.of(words.split(" "));
    }

    private static void statement(String name, Function<ReportParameters, ObjectNode> maker) {
        report(name, Period.YEAR_TO_DATE, BOTH, STATEMENT, List.of(), ALL_FILTERS, maker);
    }

    private static void list(
            String name,
            Period period,
            Set<Basis> bases,
            Set<HeaderField> header,
            List<String> columns,
            Function<ReportParameters, ObjectNode> maker) {
        report(name, period, bases, header, columns, ALL_FILTERS, maker);
    }

    private static void aged(
            String name, Set<HeaderField> header, List<String> columns, Function<ReportParameters, ObjectNode> maker) {
        report(name, Period.DAY, NO_BASIS, header, columns, PARTIES, maker);
    }

    private static void report(
            String name,
            Period period,
            Set<Basis> bases,
            Set<HeaderField> header,
            List<String> columns,
            Set<String> filters,
            Function<ReportParameters, ObjectNode> maker) {
        Set<String> groupings = columns == TRANSACTION || columns == JOURNAL ? GROUPINGS : Set.of();
        REPORTS.put(name, new ReportDefinition(name, period, bases, header, columns, groupings, filters, maker));
    }

    static ReportDefinition find(String name) {
        return REPORTS.get(name);
    }

    static Set<String> names() {
        return REPORTS.keySet();
    }

    static List<ReportDefinition> all() {
        return new ArrayList<>(REPORTS.values());
    }
}
