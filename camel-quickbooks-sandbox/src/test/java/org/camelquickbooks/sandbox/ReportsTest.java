package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelquickbooks.sandbox.Bookkeeping.applied;
import static org.camelquickbooks.sandbox.Bookkeeping.expense;
import static org.camelquickbooks.sandbox.Bookkeeping.form;
import static org.camelquickbooks.sandbox.Bookkeeping.goods;
import static org.camelquickbooks.sandbox.Bookkeeping.id;
import static org.camelquickbooks.sandbox.Bookkeeping.posting;
import static org.camelquickbooks.sandbox.Bookkeeping.ref;
import static org.camelquickbooks.sandbox.Bookkeeping.row;
import static org.camelquickbooks.sandbox.Bookkeeping.sale;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports: what they are asked with, what they look like, and that they come to what the books have. */
class ReportsTest {

    private static final String YEAR = "start_date=2026-01-01&end_date=2026-12-31";

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX =
            new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN).empty());

    private QuickBooksSandbox sandbox;
    private Client client;
    private Bookkeeping us;
    private Bookkeeping canada;
    private String customer;
    private String vendor;

    @BeforeEach
    void meet() {
        sandbox = SANDBOX.sandbox();
        // After the days of these books, whenever the test runs.
        sandbox.clock().set(Instant.parse("2026-09-30T19:00:00Z"));
        client = Client.of(sandbox);
        us = new Bookkeeping(client);
        canada = new Bookkeeping(new Client(sandbox, QuickBooksSandbox.CANADA_REALM));
        customer = us.customer("Buyer");
        vendor = us.vendor("Seller");
    }

    private JsonNode report(String name, String parameters) {
        Client.Reply reply = us.report(name, parameters);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static String option(JsonNode report, String name) {
        for (JsonNode option : report.at("/Header/Option")) {
            if (option.path("Name").asText().equals(name)) {
                return option.path("Value").asText();
            }
        }
        return null;
    }

    private static List<String> titles(JsonNode report) {
        List<String> titles = new ArrayList<>();
        report.at("/Columns/Column").forEach(c -> titles.add(c.path("ColTitle").asText()));
        return titles;
    }

    private static void balanced(JsonNode trialBalance) {
        List<String> total = row(trialBalance, "TOTAL");
        assertThat(total.get(1)).isEqualTo(total.get(2));
    }

    // Cash and accrual

    @Test
    void onACashBasisAFormCountsAsFarAsItIsPaid() {
        String california = client.id("TaxCode", "Name = 'California'");
        JsonNode invoice = us.invoice(
                customer,
                "2026-02-10",
                "\"TxnTaxDetail\":{" + ref("TxnTaxCodeRef", california) + "}",
                sale("100", "1", "," + ref("TaxCodeRef", "TAX")));
        us.payment(customer, "2026-03-05", "27", "", applied("27", "Invoice", id(invoice)));
        us.payment(customer, "2026-04-05", "100", "", applied("81", "Invoice", id(invoice)));
        JsonNode bill = us.bill(vendor, "2026-02-11", "", expense("40", us.account("Supplies"), ""));
        client.create(
                "billpayment",
                form(
                        "VendorRef",
                        vendor,
                        "2026-05-02",
                        "\"PayType\":\"Check\",\"TotalAmt\":10,\"CheckPayment\":{"
                                + ref("BankAccountRef", us.account("Checking")) + "}",
                        applied("10", "Bill", id(bill))));

        String cash = "&accounting_method=Cash";
        JsonNode february = report("ProfitAndLoss", "start_date=2026-02-01&end_date=2026-02-28" + cash);
        assertThat(row(february, "Net Income")).containsExactly("Net Income", "0.00");
        assertThat(option(february, "NoReportData")).isEqualTo("true");
        assertThat(february.at("/Header/ReportBasis").asText()).isEqualTo("Cash");
        JsonNode march = report("ProfitAndLoss", "start_date=2026-03-01&end_date=2026-03-31" + cash);
        assertThat(row(march, "Services")).containsExactly("Services", "25.00");
        JsonNode year = report("ProfitAndLoss", YEAR + cash);
        assertThat(row(year, "Services")).containsExactly("Services", "100.00");
        assertThat(row(year, "Unapplied Cash Payment Income"))
                .containsExactly("Unapplied Cash Payment Income", "19.00");
        assertThat(row(year, "Supplies")).containsExactly("Supplies", "10.00");
        for (String end : List.of("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31")) {
            balanced(report("TrialBalance", "start_date=2026-01-01&end_date=" + end + cash));
        }
        assertThat(row(report("ProfitAndLoss", YEAR + "&accounting_method=Accrual"), "Services"))
                .containsExactly("Services", "100.00");
        assertThat(row(report("ProfitAndLoss", YEAR), "Supplies")).containsExactly("Supplies", "40.00");
        assertThat(us.report("ProfitAndLoss", "accounting_method=Sometimes").status())
                .isEqualTo(400);
    }

    @Test
    void moneyThatComesBeforeTheInvoiceIsUnappliedUntilThen() {
        JsonNode invoice = us.invoice(customer, "2026-03-10", "", sale("50", "1", ""));
        us.payment(customer, "2026-02-10", "50", "", applied("50", "Invoice", id(invoice)));
        String cash = "&accounting_method=Cash";

        JsonNode february = report("ProfitAndLoss", "start_date=2026-02-01&end_date=2026-02-28" + cash);
        assertThat(row(february, "Unapplied Cash Payment Income"))
                .containsExactly("Unapplied Cash Payment Income", "50.00");
        JsonNode both = report("ProfitAndLoss", "start_date=2026-02-01&end_date=2026-03-31" + cash);
        assertThat(row(both, "Services")).containsExactly("Services", "50.00");
        assertThat(row(both, "Net Income")).containsExactly("Net Income", "50.00");
    }

    // Columns, order, groups

    @Test
    void listsHaveTheColumnsAndTheOrderThatAreAskedFor() {
        us.invoice(customer, "2026-02-10", "\"DocNumber\":\"B\"", sale("10", "1", ""));
        us.invoice(customer, "2026-02-11", "\"DocNumber\":\"C\"", sale("30", "1", ""));
        us.invoice(us.customer("Another"), "2026-02-12", "\"DocNumber\":\"A\"", sale("20", "1", ""));

        JsonNode list = report(
                "TransactionList",
                YEAR + "&columns=doc_num,subt_nat_amount,cust_name&sort_by=subt_nat_amount&sort_order=descend");
        assertThat(titles(list)).containsExactly("Num", "Amount", "Customer");
        assertThat(numbers(list)).containsExactly("C", "A", "B");
        assertThat(numbers(report("TransactionList", YEAR + "&columns=doc_num&sort_by=doc_num")))
                .containsExactly("A", "B", "C");

        JsonNode grouped = report("TransactionList", YEAR + "&group_by=Customer&columns=doc_num,subt_nat_amount");
        assertThat(row(grouped, "Total for Buyer")).containsExactly("Total for Buyer", "40.00");
        assertThat(us.report("TransactionList", "group_by=Colour").status()).isEqualTo(400);
        assertThat(us.report("TransactionList", "sort_by=colour").status()).isEqualTo(400);

        JsonNode wide = report(
                "GeneralLedger",
                YEAR + "&columns=" + "account_name,tx_date,txn_type,doc_num,name,memo,split_acc,subt_nat_amount,"
                        + "rbal_nat_amount,debt_amt,credit_amt,klass_name,dept_name,item_name,quantity,rate,currency");
        assertThat(titles(wide)).hasSize(17);
    }

    private static List<String> numbers(JsonNode list) {
        List<String> numbers = new ArrayList<>();
        list.at("/Rows/Row").forEach(r -> numbers.add(r.at("/ColData/0/value").asText()));
        return numbers;
    }

    @Test
    void columnsHaveOneStyleOrTheOther() {
        us.invoice(customer, "2026-02-10", "", sale("10", "1", ""));
        JsonNode now = report("TransactionList", YEAR).at("/Columns/Column/0");
        assertThat(now.path("ColType").asText()).isEqualTo("tx_date");
        assertThat(now.has("MetaData")).isFalse();

        try (QuickBooksSandbox older =
                QuickBooksSandbox.create().empty().classicReportColumns(true).start()) {
            JsonNode classic = new Bookkeeping(Client.of(older))
                    .report("TransactionList", "")
                    .json()
                    .at("/Columns/Column/0");
            assertThat(classic.path("ColType").asText()).isEqualTo("Date");
            assertThat(classic.at("/MetaData/0/Value").asText()).isEqualTo("tx_date");
        }
    }

    @Test
    void headersAreAsRecorded() {
        JsonNode list = report("TransactionList", "");
        assertThat(list.path("Header").has("ReportBasis")).isFalse();
        assertThat(list.path("Header").has("SummarizeColumnsBy")).isFalse();
        assertThat(option(list, "AccountingStandard")).isNull();
        assertThat(option(list, "NoReportData")).isEqualTo("true");

        JsonNode aged = report("AgedPayableDetail", "report_date=2026-03-31");
        assertThat(option(aged, "report_date")).isEqualTo("2026-03-31");
        assertThat(aged.at("/Header/StartPeriod").asText()).isEqualTo("2026-03-31");
        assertThat(titles(aged)).contains("Past Due");

        JsonNode ledger = report("GeneralLedger", "");
        assertThat(ledger.at("/Header/DateMacro").asText()).isEqualTo("this month-to-date");
        assertThat(ledger.at("/Header/StartPeriod").asText()).endsWith("-01");

        JsonNode empty = report("ProfitAndLoss", "");
        assertThat(option(empty, "NoReportData")).isEqualTo("true");
        assertThat(row(empty, "Total Income")).containsExactly("Total Income", "0.00");
        assertThat(row(empty, "Total Expenses")).containsExactly("Total Expenses", "0.00");

        JsonNode sheet = report("BalanceSheet", "end_date=2020-01-31");
        assertThat(sheet.at("/Header/EndPeriod").asText()).isNotEqualTo("2020-01-31");
        assertThat(report("BalanceSheet", "start_date=2020-01-01&end_date=2020-01-31")
                        .at("/Header/EndPeriod")
                        .asText())
                .isEqualTo("2020-01-31");
    }

    @Test
    void anAnswerHasNoMoreCellsThanItMay() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append(i == 0 ? "" : ",").append(sale("1", "1", ""));
        }
        for (int i = 0; i < 20; i++) {
            us.invoice(customer, "2026-02-10", "", lines.toString());
        }
        String columns =
                "tx_date,txn_type,doc_num,name,memo,split_acc,subt_nat_amount,rbal_nat_amount,debt_amt,credit_amt,"
                        + "klass_name,dept_name,item_name,quantity,rate,currency,exch_rate,due_date,create_date,last_mod_date,"
                        + "create_by,last_mod_by,term_name,pmt_mthd,tracking_num,ship_via,cust_msg,is_adj,is_ar_paid,is_ap_paid,"
                        + "printed,is_cleared,cust_name,vend_name,emp_name,account_name,account_num,nat_open_bal,nat_foreign_amount,"
                        + "is_no_post,other_account,is_billable";
        JsonNode ledger = report("GeneralLedger", YEAR + "&columns=" + columns);

        JsonNode rows = ledger.at("/Rows/Row");
        assertThat(rows.get(rows.size() - 1).at("/ColData/0/value").asText()).startsWith("Unable to display more data");
        assertThat(cells(rows)).isBetween(390_000, 400_001);
    }

    private static int cells(JsonNode rows) {
        int cells = 0;
        for (JsonNode row : rows) {
            cells += row.path("ColData").size()
                    + row.at("/Header/ColData").size()
                    + row.at("/Summary/ColData").size()
                    + cells(row.at("/Rows/Row"));
        }
        return cells;
    }

    // Receivables and payables

    @Test
    void agedReportsAreOfWhatWasOpenOnTheirDay() {
        JsonNode invoice = us.invoice(customer, "2026-01-10", "\"DueDate\":\"2026-01-20\"", sale("100", "1", ""));
        us.payment(customer, "2026-02-15", "60", "", applied("60", "Invoice", id(invoice)));
        us.payment(customer, "2026-01-25", "7", "");
        client.create(
                "journalentry",
                "{\"TxnDate\":\"2026-01-28\",\"Line\":["
                        + posting("Debit", "11", us.account("Accounts Receivable (A/R)"), "Customer", customer) + ","
                        + posting("Credit", "11", us.account("Accounts Payable (A/P)"), "Vendor", vendor) + "]}");
        client.create(
                "billpayment",
                form(
                        "VendorRef",
                        vendor,
                        "2026-01-30",
                        "\"PayType\":\"Check\",\"TotalAmt\":5,\"CheckPayment\":{"
                                + ref("BankAccountRef", us.account("Checking")) + "}",
                        applied("3", "JournalEntry", us.client.id("JournalEntry", ""))));

        assertThat(row(report("AgedReceivables", "report_date=2026-01-31"), "TOTAL"))
                .containsExactly("TOTAL", "0.00", "104.00", "0.00", "0.00", "0.00", "104.00")
                .hasSize(7);
        assertThat(row(report("AgedReceivables", "report_date=2026-02-28"), "TOTAL")
                        .get(6))
                .isEqualTo("44.00");
        assertThat(row(report("AgedPayables", "report_date=2026-01-31"), "TOTAL")
                        .get(6))
                .isEqualTo("6.00");
        for (String day : List.of("2026-01-15", "2026-01-31", "2026-02-28")) {
            String dates = "start_date=2026-01-01&end_date=" + day;
            JsonNode trial = report("TrialBalance", dates);
            assertThat(row(report("AgedReceivables", "report_date=" + day), "TOTAL")
                            .get(6))
                    .isEqualTo(row(trial, "Accounts Receivable (A/R)").get(1));
            assertThat(row(report("AgedReceivableDetail", "report_date=" + day), "TOTAL")
                            .get(6))
                    .isEqualTo(row(trial, "Accounts Receivable (A/R)").get(1));
        }
    }

    // Goods, classes, locations

    private String named(String resource, String name) {
        return id(client.create(resource, "{\"Name\":\"" + name + "\"}"));
    }

    @Test
    void theCostOfGoodsFollowsItsSale() {
        String item = us.item("Lamp", "10", "5", "2026-01-01");
        String retail = named("class", "Retail");
        String north = named("department", "North");
        us.invoice(
                customer,
                "2026-02-01",
                ref("DepartmentRef", north),
                sale("60", item, ",\"Qty\":3," + ref("ClassRef", retail)));
        client.create(
                "creditmemo",
                form(
                        "CustomerRef",
                        customer,
                        "2026-02-02",
                        ref("DepartmentRef", north),
                        sale("20", item, ",\"Qty\":1," + ref("ClassRef", retail))));
        client.create(
                "inventoryadjustment",
                "{\"TxnDate\":\"2026-02-03\"," + ref("AdjustAccountRef", us.account("Inventory Shrinkage"))
                        + ",\"Line\":[{\"DetailType\":\"ItemAdjustmentLineDetail\",\"ItemAdjustmentLineDetail\":{"
                        + ref("ItemRef", item) + ",\"QtyDiff\":-2}}]}");

        assertThat(row(report("ItemSales", YEAR), "Lamp"))
                .containsExactly("Lamp", "2.00", "40.00", "100.00", "20.00", "10.00", "30.00", "75.00");
        for (String by :
                List.of("Classes", "Departments", "Customers", "ProductsAndServices", "Month", "Week", "Days")) {
            JsonNode columns = report("ProfitAndLoss", YEAR + "&summarize_column_by=" + by);
            for (String label : List.of("Cost of Goods Sold", "Net Income", "Total Income")) {
                List<String> cells = row(columns, label);
                BigDecimal sum = cells.subList(1, cells.size() - 1).stream()
                        .filter(cell -> !cell.isEmpty())
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).as(by + " " + label).isEqualByComparingTo(cells.get(cells.size() - 1));
            }
        }
        JsonNode byClass = report("ProfitAndLoss", YEAR + "&summarize_column_by=Classes");
        assertThat(row(byClass, "Cost of Goods Sold")).containsExactly("Cost of Goods Sold", "10.00", "", "10.00");
        JsonNode byPlace = report("ProfitAndLoss", YEAR + "&summarize_column_by=Departments");
        assertThat(row(byPlace, "Cost of Goods Sold")).containsExactly("Cost of Goods Sold", "10.00", "", "10.00");
    }

    /** A cell of an account or a customer is empty where there is nothing; only sums show a zero. */
    @Test
    void whatHasNothingIsEmpty() {
        us.invoice(customer, "2026-01-05", "\"DueDate\":\"2026-01-05\"", sale("60", "1", ""));
        assertThat(row(report("AgedReceivables", "report_date=2026-01-10"), "Buyer"))
                .containsExactly("Buyer", "", "60.00", "", "", "", "60.00");
        assertThat(row(report("AgedReceivables", "report_date=2026-01-10"), "TOTAL"))
                .containsExactly("TOTAL", "0.00", "60.00", "0.00", "0.00", "0.00", "60.00");
        JsonNode months =
                report("ProfitAndLoss", "start_date=2026-01-01&end_date=2026-02-28&summarize_column_by=Month");
        assertThat(row(months, "Total Income").get(2)).isEqualTo("0.00");
        assertThat(row(months, "Services").subList(1, 4)).containsExactly("60.00", "", "60.00");
    }

    @Test
    void sectionsAndReportsWithoutRowsDoNotListThem() {
        JsonNode none = report("TransactionList", "start_date=2001-01-01&end_date=2001-01-31");
        assertThat(none.path("Rows").isObject()).isTrue();
        assertThat(none.path("Rows").isEmpty()).isTrue();
        JsonNode income = report("ProfitAndLoss", "start_date=2001-01-01&end_date=2001-01-31")
                .at("/Rows/Row/0");
        assertThat(income.path("group").asText()).isEqualTo("Income");
        assertThat(income.has("Header")).isTrue();
        assertThat(income.has("Summary")).isTrue();
        assertThat(income.has("Rows")).isFalse();
    }

    @Test
    void aFilterLimitsTheColumnsAndLeavesABalanceSheetBalanced() {
        String other = us.customer("Another");
        us.invoice(customer, "2026-02-01", "", sale("60", "1", ""));
        us.invoice(other, "2026-02-01", "", sale("30", "1", ""));

        JsonNode profit = report("ProfitAndLoss", YEAR + "&summarize_column_by=Customers&customer=" + customer);
        assertThat(titles(profit)).containsExactly("", "Buyer", "Total");
        assertThat(row(profit, "Net Income")).containsExactly("Net Income", "60.00", "60.00");

        JsonNode sheet = report("BalanceSheet", YEAR + "&customer=" + customer);
        assertThat(row(sheet, "TOTAL ASSETS")).containsExactly("TOTAL ASSETS", "60.00");
        assertThat(row(sheet, "TOTAL LIABILITIES AND EQUITY")).containsExactly("TOTAL LIABILITIES AND EQUITY", "60.00");
    }

    @Test
    void salesHaveEveryTypeOfAccount() {
        String liability =
                id(client.create("account", "{\"Name\":\"Gift cards\",\"AccountType\":\"Other Current Liability\"}"));
        String card = id(client.create(
                "item", "{\"Name\":\"Gift card\",\"Type\":\"Service\"," + ref("IncomeAccountRef", liability) + "}"));
        us.invoice(customer, "2026-02-01", "", sale("60", card, ",\"Qty\":2"), sale("10", "1", ""));

        assertThat(row(report("ItemSales", YEAR), "Gift card").get(2)).isEqualTo("60.00");
        assertThat(row(report("CustomerSales", YEAR), "Buyer")).containsExactly("Buyer", "70.00");
    }

    // Statements and tax

    @Test
    void cashFlowCountsUndepositedFundsAndCarriesItsBalanceOn() {
        us.payment(customer, "2026-01-10", "100", "");
        us.payment(customer, "2026-03-10", "50", "");

        JsonNode flow = report("CashFlow", "start_date=2026-02-01&end_date=2026-04-30&summarize_column_by=Month");

        assertThat(row(flow, "Cash at beginning of period"))
                .containsExactly("Cash at beginning of period", "100.00", "100.00", "150.00", "100.00");
        assertThat(row(flow, "Cash at end of period"))
                .containsExactly("Cash at end of period", "100.00", "150.00", "150.00", "150.00");
        assertThat(row(flow, "Net cash increase for period"))
                .containsExactly("Net cash increase for period", "0.00", "50.00", "0.00", "50.00");
    }

    @Test
    void theGeneralLedgerHasAccountsThatDidNotMove() {
        us.payment(customer, "2026-01-10", "100", "");

        JsonNode ledger = report("GeneralLedger", "start_date=2026-02-01&end_date=2026-02-28");

        assertThat(row(ledger, "Beginning Balance").get(7)).isEqualTo("-100.00");
        assertThat(row(ledger, "Total for Undeposited Funds").get(6)).isEqualTo("0.00");
    }

    @Test
    void theTaxSummaryConvertsAndHasInputCreditsAndTaxWithoutACode() {
        String code = "," + ref("TaxCodeRef", canada.client.id("TaxCode", "Name = 'HST ON'"));
        String american = id(
                canada.client.create("customer", "{\"DisplayName\":\"American\"," + ref("CurrencyRef", "USD") + "}"));
        canada.invoice(american, "2026-02-01", "\"ExchangeRate\":1.5", sale("100", "1", code));
        canada.bill(canada.vendor("Vendeur"), "2026-02-02", "", expense("40", canada.account("Supplies"), code));

        JsonNode taxes = canada.report("TaxSummary", YEAR).json();
        assertThat(row(taxes, "HST ON")).containsExactly("HST ON", "150.00", "19.50");
        assertThat(row(taxes, "HST (ITC) ON")).containsExactly("HST (ITC) ON", "-40.00", "-5.20");
        assertThat(row(taxes, "TOTAL")).containsExactly("TOTAL", "110.00", "14.30");

        us.invoice(customer, "2026-02-01", "\"TxnTaxDetail\":{\"TotalTax\":3.30}", sale("40", "1", ""));
        assertThat(row(report("TaxSummary", YEAR), "Not Specified")).containsExactly("Not Specified", "0.00", "3.30");
    }

    @Test
    void stockIsWorthWhatItsAccountHas() {
        String item = us.item("Rug", "3", "7", "2026-01-01");
        us.bill(vendor, "2026-01-05", "", goods("16", item, "2"));
        us.invoice(customer, "2026-02-01", "", sale("60", item, ",\"Qty\":4"));

        assertThat(us.valuation("Rug", "report_date=2026-01-31")).containsExactly("5.00", "37.00");
        assertThat(us.valuation("Rug", "report_date=2026-02-28")).containsExactly("1.00", "8.00");
        JsonNode sheet = report("BalanceSheet", "start_date=2026-01-01&end_date=2026-02-28");
        assertThat(row(sheet, "Inventory Asset")).containsExactly("Inventory Asset", "8.00");
    }

    @Test
    void anExpenseForACustomerIsThatCustomersAndTheVendors() {
        us.bill(vendor, "2026-02-02", "", expense("40", us.account("Supplies"), "," + ref("CustomerRef", customer)));
        us.invoice(customer, "2026-02-03", "", sale("100", "1", ""));

        assertThat(row(report("CustomerIncome", YEAR), "Buyer")).containsExactly("Buyer", "100.00", "40.00", "60.00");
        assertThat(row(report("VendorExpenses", YEAR), "Seller")).containsExactly("Seller", "40.00");
        JsonNode profit = report("ProfitAndLoss", YEAR + "&summarize_column_by=Customers");
        assertThat(row(profit, "Net Income")).containsExactly("Net Income", "60.00", "0.00", "60.00");
        assertThat(row(report("ProfitAndLoss", YEAR + "&customer=" + customer), "Supplies"))
                .containsExactly("Supplies", "40.00");
    }

    @Test
    void earlierYearsAreInRetainedEarnings() {
        us.invoice(customer, "2025-05-01", "", sale("70", "1", ""));
        us.invoice(customer, "2026-02-03", "", sale("100", "1", ""));

        assertThat(row(report("TrialBalance", YEAR), "Retained Earnings"))
                .containsExactly("Retained Earnings", "", "70.00");
        assertThat(row(report("BalanceSheet", YEAR), "Retained Earnings"))
                .containsExactly("Retained Earnings", "70.00");
        JsonNode ledger = report("GeneralLedger", YEAR + "&account=" + us.account("Retained Earnings"));
        assertThat(row(ledger, "Beginning Balance").get(7)).isEqualTo("70.00");
        JsonNode sheet = report("BalanceSheet", "start_date=2025-12-01&end_date=2026-02-28&summarize_column_by=Month");
        assertThat(row(sheet, "Net Income")).containsExactly("Net Income", "70.00", "0.00", "100.00", "100.00");
        assertThat(row(sheet, "TOTAL ASSETS")).containsExactly("TOTAL ASSETS", "70.00", "70.00", "170.00", "170.00");
    }

    @Test
    void aBalanceSheetHasColumnsOfEveryKind() {
        us.invoice(customer, "2026-02-01", "", sale("60", "1", ""));
        us.invoice(us.customer("Another"), "2026-02-01", "", sale("30", "1", ""));

        for (String by : List.of(
                "Total",
                "Year",
                "Quarter",
                "FiscalYear",
                "FiscalQuarter",
                "Month",
                "Week",
                "Days",
                "Customers",
                "Vendors",
                "Employees",
                "Departments",
                "Classes",
                "ProductsAndServices")) {
            for (String name :
                    List.of("BalanceSheet", "ProfitAndLoss", "CashFlow", "CustomerSales", "VendorExpenses")) {
                JsonNode report = report(name, YEAR + "&summarize_column_by=" + by);
                assertThat(report.at("/Header/SummarizeColumnsBy").asText()).isEqualTo(by);
            }
            List<String> assets = row(report("BalanceSheet", YEAR + "&summarize_column_by=" + by), "TOTAL ASSETS");
            assertThat(assets.get(assets.size() - 1)).as(by).isEqualTo("90.00");
        }
        JsonNode sheet = report("BalanceSheet", YEAR + "&summarize_column_by=Customers");
        assertThat(row(sheet, "TOTAL ASSETS")).containsExactly("TOTAL ASSETS", "60.00", "30.00", "0.00", "90.00");
        assertThat(row(sheet, "TOTAL LIABILITIES AND EQUITY"))
                .containsExactly("TOTAL LIABILITIES AND EQUITY", "60.00", "30.00", "0.00", "90.00");
    }

    @Test
    void theTaxSummaryOnACashBasisCountsWhatWasPaid() {
        String code = "," + ref("TaxCodeRef", canada.client.id("TaxCode", "Name = 'GST/QST QC'"));
        String buyer = canada.customer("Acheteur");
        JsonNode invoice = canada.invoice(buyer, "2026-02-01", "", sale("100", "1", code));
        canada.payment(buyer, "2026-03-01", "57.49", "", applied("57.49", "Invoice", id(invoice)));
        canada.client.create(
                "purchase",
                form(
                        "AccountRef",
                        canada.account("Checking"),
                        "2026-03-02",
                        "\"PaymentType\":\"Cash\"",
                        expense("40", canada.account("Supplies"), code)));
        String march = "start_date=2026-03-01&end_date=2026-03-31&accounting_method=";

        JsonNode cash = canada.report("TaxSummary", march + "Cash").json();
        assertThat(cash.at("/Header/ReportBasis").asText()).isEqualTo("Cash");
        assertThat(row(cash, "GST")).containsExactly("GST", "50.00", "2.50");
        assertThat(row(cash, "QST")).containsExactly("QST", "50.00", "4.99");
        assertThat(row(cash, "TOTAL").get(2)).isEqualTo("1.50");
        assertThat(row(canada.report("TaxSummary", march + "Accrual").json(), "TOTAL")
                        .get(2))
                .isEqualTo("-5.99");
        String february = "start_date=2026-02-01&end_date=2026-02-28&accounting_method=";
        assertThat(option(canada.report("TaxSummary", february + "Cash").json(), "NoReportData"))
                .isEqualTo("true");
        assertThat(row(canada.report("TaxSummary", february + "Accrual").json(), "TOTAL"))
                .containsExactly("TOTAL", "200.00", "14.98");
    }

    @Test
    void amountsHaveTheAddressOfTheirLinesWhereItIsAskedFor() {
        us.invoice(customer, "2026-02-01", "", sale("60", "1", ""));

        JsonNode plain = report("ProfitAndLoss", YEAR);
        assertThat(plain.toString()).doesNotContain("href");
        JsonNode zoomed = report("ProfitAndLoss", YEAR + "&qzurl=true");
        String href = zoomed.at("/Rows/Row/0/Rows/Row/0/ColData/1/href").asText();
        JsonNode lines = Client.send(client.request(href).GET().build()).json();
        assertThat(row(lines, "Total for Services").get(6)).isEqualTo("60.00");
        String debtor = report("AgedReceivables", "qzurl=true")
                .at("/Rows/Row/0/ColData/6/href")
                .asText();
        assertThat(row(Client.send(client.request(debtor).GET().build()).json(), "Total for Accounts Receivable (A/R)")
                        .get(6))
                .isEqualTo("60.00");
    }

    @Test
    void accountsStandInTheOrderThatIsAskedFor() {
        us.bill(
                vendor,
                "2026-02-02",
                "",
                expense("40", us.account("Supplies"), ""),
                expense("70", us.account("Travel"), ""));

        for (String order : List.of("ascend", "descend")) {
            String text = report("ProfitAndLoss", YEAR + "&sort_order=" + order).toString();
            assertThat(text.indexOf("Supplies") < text.indexOf("Travel")).isEqualTo(order.equals("ascend"));
        }
        assertThat(us.report("ProfitAndLoss", "sort_order=sideways").status()).isEqualTo(400);
    }

    @Test
    void transactionsAreListedWithTheirTotals() {
        String supplies = us.account("Supplies");
        us.bill(vendor, "2026-02-01", "", expense("40", supplies, ""), expense("70", us.account("Travel"), ""));
        client.create(
                "purchase",
                form(
                        "AccountRef",
                        us.account("Checking"),
                        "2026-02-02",
                        "\"PaymentType\":\"Cash\"",
                        expense("3", supplies, ""),
                        expense("4", supplies, "")));
        client.create("vendorcredit", form("VendorRef", vendor, "2026-02-03", "", expense("5", supplies, "")));
        us.invoice(customer, "2026-02-04", "", sale("10", "1", ""), sale("20", "1", ""));
        String columns = YEAR + "&columns=txn_type,account_name,subt_nat_amount";

        List<List<String>> rows = new ArrayList<>();
        report("TransactionList", columns).at("/Rows/Row").forEach(r -> {
            List<String> cells = new ArrayList<>();
            r.path("ColData").forEach(c -> cells.add(c.path("value").asText()));
            rows.add(cells);
        });
        assertThat(rows)
                .containsExactly(
                        List.of("Bill", "Accounts Payable (A/P)", "110.00"),
                        List.of("Expense", "Checking", "-7.00"),
                        List.of("Vendor Credit", "Accounts Payable (A/P)", "-5.00"),
                        List.of("Invoice", "Accounts Receivable (A/R)", "30.00"));
        JsonNode vendors = report("TransactionListByVendor", columns);
        assertThat(vendors.at("/Rows/Row")).hasSize(1);
        assertThat(row(vendors, "Total for Seller")).containsExactly("Total for Seller", "", "105.00");
    }

    @Test
    void salesIncomeAndTrialBalanceHaveGroupsOfColumns() {
        String other = us.customer("Another");
        us.invoice(customer, "2026-01-10", "", sale("60", "1", ",\"Qty\":2"));
        us.invoice(customer, "2026-02-10", "", sale("10", "1", ",\"Qty\":1"));
        us.invoice(other, "2026-02-10", "", sale("30", "1", ",\"Qty\":1"));
        us.bill(vendor, "2026-02-11", "", expense("4", us.account("Supplies"), "," + ref("CustomerRef", customer)));
        String months = "start_date=2026-01-01&end_date=2026-02-28&summarize_column_by=Month";

        JsonNode income = report("CustomerIncome", months);
        assertThat(titles(income)).containsExactly("", "Jan 2026", "Feb 2026", "Total");
        assertThat(income.at("/Columns/Column/1/Columns/Column")).hasSize(3);
        assertThat(row(income, "Buyer"))
                .containsExactly("Buyer", "60.00", "0.00", "60.00", "10.00", "4.00", "6.00", "70.00", "4.00", "66.00");
        assertThat(row(report("ItemSales", YEAR + "&summarize_column_by=Customers"), "Services"))
                .startsWith("Services", "3.00", "70.00", "100.00", "23.33")
                .endsWith("4.00", "100.00", "100.00", "25.00", "0.00", "100.00", "100.00");
        assertThat(row(report("TrialBalance", months), "Services"))
                .containsExactly("Services", "", "60.00", "", "100.00", "", "100.00");
        assertThat(row(report("TrialBalance", months), "TOTAL"))
                .containsExactly("TOTAL", "60.00", "60.00", "104.00", "104.00", "104.00", "104.00");
        assertThat(row(report("TrialBalance", YEAR + "&summarize_column_by=Customers"), "Services"))
                .containsExactly("Services", "", "70.00", "", "30.00", "", "", "", "100.00");
    }
}
