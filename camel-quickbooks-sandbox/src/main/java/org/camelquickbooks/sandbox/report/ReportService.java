package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.report.OpenItems.Side;

/** The table of reports. */
public final class ReportService {

    private final Map<String, Function<ReportParameters, ObjectNode>> reports = new TreeMap<>();

    public ReportService() {
        reports.put("ProfitAndLoss", p -> new Statements(p).profitAndLoss());
        reports.put("BalanceSheet", p -> new Statements(p).balanceSheet());
        reports.put("CashFlow", p -> new Statements(p).cashFlow());
        reports.put("TrialBalance", p -> new Statements(p).trialBalance());
        reports.put("ProfitAndLossDetail", p -> new ListReports(p).profitAndLossDetail());
        reports.put("GeneralLedger", p -> new ListReports(p).generalLedger());
        reports.put("JournalReport", p -> new ListReports(p).journal());
        reports.put("AccountList", p -> new ListReports(p).accounts());
        reports.put("TransactionList", p -> new ListReports(p).transactions("TransactionList", null));
        reports.put(
                "TransactionListByCustomer", p -> new ListReports(p).byParty("TransactionListByCustomer", "Customer"));
        reports.put("TransactionListByVendor", p -> new ListReports(p).byParty("TransactionListByVendor", "Vendor"));
        reports.put("TransactionListWithSplits", p -> new ListReports(p).splits());
        reports.put("TaxSummary", p -> new ListReports(p).taxes());
        reports.put("AgedReceivables", p -> new OpenItems(p, Side.RECEIVABLE).agingSummary("AgedReceivables"));
        reports.put("AgedPayables", p -> new OpenItems(p, Side.PAYABLE).agingSummary("AgedPayables"));
        reports.put("AgedReceivableDetail", p -> new OpenItems(p, Side.RECEIVABLE).agingDetail("AgedReceivableDetail"));
        reports.put("AgedPayableDetail", p -> new OpenItems(p, Side.PAYABLE).agingDetail("AgedPayableDetail"));
        reports.put("CustomerBalance", p -> new OpenItems(p, Side.RECEIVABLE).balances("CustomerBalance"));
        reports.put("VendorBalance", p -> new OpenItems(p, Side.PAYABLE).balances("VendorBalance"));
        reports.put(
                "CustomerBalanceDetail", p -> new OpenItems(p, Side.RECEIVABLE).balanceDetail("CustomerBalanceDetail"));
        reports.put("VendorBalanceDetail", p -> new OpenItems(p, Side.PAYABLE).balanceDetail("VendorBalanceDetail"));
        reports.put("CustomerSales", p -> new SalesReports(p).byCustomer());
        reports.put("DepartmentSales", p -> new SalesReports(p).byDepartment());
        reports.put("ClassSales", p -> new SalesReports(p).byClass());
        reports.put("ItemSales", p -> new SalesReports(p).byItem());
        reports.put("CustomerIncome", p -> new SalesReports(p).customerIncome());
        reports.put("VendorExpenses", p -> new SalesReports(p).vendorExpenses());
        reports.put("InventoryValuationSummary", p -> new InventoryReports(p).summary());
        reports.put("InventoryValuationDetail", p -> new InventoryReports(p).detail());
    }

    /** The reports that the sandbox can make. */
    public Set<String> names() {
        return reports.keySet();
    }

    public ObjectNode run(Company company, String name, Map<String, String> parameters) {
        Function<ReportParameters, ObjectNode> report = reports.get(name);
        if (report == null) {
            throw QuickBooksFault.unsupported("Unsupported report " + name + "; supported are " + reports.keySet());
        }
        return company.read(() -> report.apply(new ReportParameters(parameters, company)));
    }
}
