package org.camelquickbooks.model;

import java.util.Set;
import java.util.TreeSet;

/** The reports of the Accounting API (facts on entities, section 5). */
public final class ReportNames {

    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "ProfitAndLoss",
            "ProfitAndLossDetail",
            "BalanceSheet",
            "CashFlow",
            "TrialBalance",
            "TrialBalanceFR",
            "GeneralLedger",
            "GeneralLedgerFR",
            "JournalReport",
            "AccountList",
            "AgedReceivables",
            "AgedReceivableDetail",
            "AgedPayables",
            "AgedPayableDetail",
            "CustomerBalance",
            "CustomerBalanceDetail",
            "CustomerIncome",
            "CustomerSales",
            "DepartmentSales",
            "ItemSales",
            "ClassSales",
            "VendorBalance",
            "VendorBalanceDetail",
            "VendorExpenses",
            "InventoryValuationSummary",
            "InventoryValuationDetail",
            "TransactionList",
            "TransactionListByCustomer",
            "TransactionListByVendor",
            "TransactionListWithSplits",
            "TaxSummary",
            "FECReport",
            "BAS"));

    private ReportNames() {}

    /**
     * Checks the name of a report.
     *
     * @throws IllegalArgumentException that suggests the nearest where there is none
     */
    public static void check(String name) {
        if (!NAMES.contains(name)) {
            String suggestion = Nearest.suggest(name, NAMES);
            throw new IllegalArgumentException("There is no report '" + OneLine.of(name, 200) + "' in QuickBooks"
                    + (suggestion.isEmpty() ? "." : suggestion)
                    + " A report that is newer than this component is available with "
                    + "quickbooks:request?path=reports/"
                    + name);
        }
    }
}
