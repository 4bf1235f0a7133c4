package org.camelquickbooks.model;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The kind of a report, which determines how its parts are combined. */
public enum ReportKind {
    /** What happened in a range of dates: parts add up to the whole. */
    FLOW(
            "ProfitAndLoss",
            "CashFlow",
            "CustomerSales",
            "ItemSales",
            "ClassSales",
            "DepartmentSales",
            "CustomerIncome",
            "VendorExpenses"),
    /** What there is at the end of a range: the last part is the whole. */
    BALANCES("BalanceSheet", "TrialBalance"),
    /** Transactions line by line: parts stand one below the other. */
    LINES(
            "GeneralLedger",
            "ProfitAndLossDetail",
            "JournalReport",
            "TransactionList",
            "TransactionListByCustomer",
            "TransactionListByVendor",
            "TransactionListWithSplits",
            "InventoryValuationDetail"),
    /** One day, in the parameter report_date. */
    DAY(
            "AgedReceivables",
            "AgedReceivableDetail",
            "AgedPayables",
            "AgedPayableDetail",
            "CustomerBalance",
            "CustomerBalanceDetail",
            "VendorBalance",
            "VendorBalanceDetail",
            "InventoryValuationSummary"),
    /** All other reports. */
    OTHER;

    private final Set<String> names;

    ReportKind(String... names) {
        this.names = new TreeSet<>(Arrays.asList(names));
    }

    public static ReportKind of(String report) {
        for (ReportKind kind : values()) {
            if (kind.names.contains(report)) {
                return kind;
            }
        }
        return OTHER;
    }

    /** The reports of the kinds that can be read in parts. */
    public static Set<String> splittable() {
        Set<String> all = new TreeSet<>();
        for (ReportKind kind : values()) {
            if (kind.isSplittable()) {
                all.addAll(kind.names);
            }
        }
        return all;
    }

    public boolean isSplittable() {
        return this == FLOW || this == BALANCES || this == LINES;
    }
}
