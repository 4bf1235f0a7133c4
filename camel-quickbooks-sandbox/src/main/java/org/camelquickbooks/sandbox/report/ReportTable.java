package org.camelquickbooks.sandbox.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.report.OpenItems.Side;
import org.camelquickbooks.sandbox.report.ReportDefinition.HeaderField;
import org.camelquickbooks.sandbox.report.ReportDefinition.Period;

/** The table of all reports. */
final class ReportTable {

    private static final Set<String> ALL_FILTERS =
            Set.of("customer", "vendor", "employee", "item", "class", "department");
    private static final Set<String> PARTIES = Set.of("customer", "vendor", "employee", "department");

    private static final List<String> TRANSACTION =
            keys("tx_date txn_type doc_num is_no_post name memo account_name other_account subt_nat_amount");
    private static final List<String> JOURNAL =
            keys("tx_date txn_type doc_num name memo account_name debt_amt credit_amt");
    private static final List<String> SPLITS =
            keys("tx_date txn_type doc_num is_no_post name memo account_name nat_amount");
    private static final List<String> LEDGER =
            keys("tx_date txn_type doc_num name memo split_acc subt_nat_amount rbal_nat_amount");

    private static final Map<String, ReportDefinition> REPORTS = new TreeMap<>();

    static {
        // Documented: only these two name their accounting standard.
        add(statement("ProfitAndLoss")
                .headed(HeaderField.SUMMARIZE_COLUMNS_BY, HeaderField.ACCOUNTING_STANDARD)
                .made(p -> new Statements(p).profitAndLoss()));
        add(statement("BalanceSheet")
                .headed(HeaderField.SUMMARIZE_COLUMNS_BY, HeaderField.ACCOUNTING_STANDARD)
                .made(p -> new Statements(p).balanceSheet()));
        add(statement("CashFlow").made(p -> new Statements(p).cashFlow()));
        add(statement("TrialBalance").filteredBy(Set.of()).made(p -> new Statements(p).trialBalance()));
        // Live tests of a client read it from companies in the United States.
        add(statement("TrialBalanceFR").filteredBy(Set.of()).made(p -> new Statements(p).trialBalance()));
        add(statement("CustomerSales").made(p -> new SalesReports(p).byCustomer()));
        add(statement("DepartmentSales").made(p -> new SalesReports(p).byDepartment()));
        add(statement("ClassSales").made(p -> new SalesReports(p).byClass()));
        add(statement("ItemSales").made(p -> new SalesReports(p).byItem()));
        add(statement("CustomerIncome").made(p -> new SalesReports(p).customerIncome()));
        add(statement("VendorExpenses").made(p -> new SalesReports(p).vendorExpenses()));
        add(ReportDefinition.named("TaxSummary").onBothBases().made(p -> new TaxReports(p).summary()));
        lists();
        aged(Side.RECEIVABLE, "Customer", "AgedReceivable", "", SortKeys.CUSTOMER_BALANCE);
        aged(Side.PAYABLE, "Vendor", "AgedPayable", "neg_", SortKeys.VENDOR_BALANCE);
        add(ReportDefinition.named("InventoryValuationSummary")
                .of(Period.DAY)
                .inColumns()
                .filteredBy(Set.of("item"))
                .made(p -> new InventoryReports(p).summary()));
        add(ReportDefinition.named("InventoryValuationDetail")
                .of(Period.MONTH_TO_DATE)
                .listing(keys("tx_date txn_type doc_num name quantity rate home_amount qty_on_hand home_asset_value"))
                .groupedBy(LineGroups.names())
                .filteredBy(Set.of("item"))
                .made(p -> new InventoryDetail(p).report()));
    }

    private ReportTable() {}

    private static void lists() {
        add(list("ProfitAndLossDetail", LEDGER, SortKeys.PROFIT_AND_LOSS_DETAIL)
                .onBothBases()
                .made(p -> new LineReports(p).profitAndLossDetail()));
        add(list("GeneralLedger", LEDGER, SortKeys.LEDGER)
                .of(Period.MONTH_TO_DATE)
                .onBothBases()
                .headed(HeaderField.SUMMARIZE_COLUMNS_BY)
                .inColumns()
                .made(p -> new LineReports(p).generalLedger()));
        add(list("JournalReport", JOURNAL, SortKeys.JOURNAL).made(p -> new LineReports(p).journal()));
        add(list(
                        "AccountList",
                        keys("account_name account_type detail_acc_type account_desc account_bal"),
                        SortKeys.ACCOUNTS)
                .onBothBases()
                .made(p -> new AccountReports(p).accounts()));
        add(list("TransactionList", TRANSACTION, SortKeys.TRANSACTIONS)
                .groupedBy(LineGroups.namesOfTransactions())
                .made(p -> new LineReports(p).transactions(null)));
        add(list("TransactionListByCustomer", TRANSACTION, SortKeys.TRANSACTIONS)
                .groupedBy(LineGroups.namesOfTransactions())
                .made(p -> new LineReports(p).transactions("Customer")));
        add(list("TransactionListByVendor", TRANSACTION, SortKeys.TRANSACTIONS)
                .groupedBy(LineGroups.namesOfTransactions())
                .made(p -> new LineReports(p).transactions("Vendor")));
        add(list("TransactionListWithSplits", SPLITS, SortKeys.SPLITS)
                .groupedBy(Set.of("None", "Name", "Account", "Transaction Type"))
                .made(p -> new LineReports(p).splits()));
    }

    /** What is open of customers or vendors; amounts of payables have keys of their own. */
    private static void aged(Side side, String party, String aged, String sign, Set<String> sortKeys) {
        String name = side == Side.RECEIVABLE ? "cust_name due_date" : "vend_name due_date past_due";
        String amounts = "subt_" + sign + "amount subt_" + sign + "open_bal";
        add(open(aged + "s").headed(HeaderField.REPORT_DATE).made(p -> new OpenItems(p, side).agingSummary()));
        add(open(aged + "Detail")
                .headed(HeaderField.REPORT_DATE)
                .listing(keys("tx_date txn_type doc_num " + name + " " + amounts))
                .made(p -> new OpenItems(p, side).agingDetail()));
        add(open(party + "Balance").inColumns().made(p -> new OpenItems(p, side).balances()));
        add(open(party + "BalanceDetail")
                .listing(keys("tx_date txn_type doc_num due_date " + amounts + " rbal_" + sign + "open_bal"))
                .sortedBy(sortKeys)
                .made(p -> new OpenItems(p, side).balanceDetail()));
    }

    private static List<String> keys(String words) {
        return List.of(words.split(" "));
    }

    private static ReportDefinition statement(String name) {
        return ReportDefinition.named(name)
                .onBothBases()
                .headed(HeaderField.SUMMARIZE_COLUMNS_BY)
                .inColumns()
                .filteredBy(ALL_FILTERS);
    }

    private static ReportDefinition list(String name, List<String> columns, Set<String> sortKeys) {
        return ReportDefinition.named(name).listing(columns).sortedBy(sortKeys).filteredBy(ALL_FILTERS);
    }

    private static ReportDefinition open(String name) {
        return ReportDefinition.named(name).of(Period.DAY).filteredBy(PARTIES);
    }

    private static void add(ReportDefinition report) {
        REPORTS.put(report.name(), report);
    }

    static ReportDefinition find(String name) {
        return REPORTS.get(name);
    }

    static Set<String> names() {
        return REPORTS.keySet();
    }

    static Collection<ReportDefinition> all() {
        return REPORTS.values();
    }
}
