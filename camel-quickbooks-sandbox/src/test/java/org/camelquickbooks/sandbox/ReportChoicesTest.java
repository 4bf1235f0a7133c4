package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelquickbooks.sandbox.Bookkeeping.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sort_by} and {@code summarize_column_by} of every report, on a company that tracks classes and locations. */
class ReportChoicesTest {

    private static final List<String> TIMES = List.of("Month", "Week", "Days", "Quarter", "Year");
    private static final List<String> NAMES =
            List.of("Customers", "Vendors", "Classes", "Departments", "Employees", "ProductsAndServices");

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN));

    private Bookkeeping us;
    private String year;

    @BeforeEach
    void meet() {
        us = new Bookkeeping(Client.of(SANDBOX.sandbox()));
        LocalDate today = LocalDate.parse(
                us.report("ProfitAndLoss", "").json().at("/Header/EndPeriod").asText());
        year = "start_date=" + today.minusDays(300) + "&end_date=" + today;
    }

    /** After the fixed days of some of these books, whenever the test runs. */
    private void inAutumn2026() {
        SANDBOX.sandbox().clock().set(Instant.parse("2026-09-30T19:00:00Z"));
        us = new Bookkeeping(Client.of(SANDBOX.sandbox()));
    }

    private JsonNode report(String name, String more) {
        Client.Reply reply = us.report(name, year + more);
        assertThat(reply.status()).as(name + more + ": " + reply.text()).isEqualTo(200);
        return reply.json();
    }

    // sort_by

    @ParameterizedTest
    @CsvSource({
        "TransactionList, subt_nat_amount, klass_name",
        "TransactionListByCustomer, due_date, rbal_nat_amount",
        "TransactionListByVendor, is_ap_paid, split_acc",
        "TransactionListWithSplits, is_adj, memo",
        "GeneralLedger, split_acc, cust_msg",
        "ProfitAndLossDetail, pmt_mthd, debt_amt",
        "JournalReport, credit_amt, cust_name",
        "AccountList, account_bal, tx_date",
        "CustomerBalanceDetail, ship_via, vend_name",
        "VendorBalanceDetail, subt_neg_open_bal, subt_open_bal"
    })
    void aListIsSortedByItsOwnKeysOnly(String name, String own, String anothers) {
        report(name, "&sort_by=" + own);
        Client.Reply refused = us.report(name, year + "&sort_by=" + anothers);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fault()).isEqualTo("5020");
        assertThat(refused.detail()).contains("sort_by", anothers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProfitAndLoss",
                "BalanceSheet",
                "CashFlow",
                "TrialBalance",
                "ItemSales",
                "TaxSummary",
                "AgedReceivables",
                "AgedPayableDetail",
                "VendorBalance",
                "InventoryValuationSummary",
                "InventoryValuationDetail"
            })
    void aReportWithoutSortKeysPassesOverTheParameter(String name) {
        assertThat(timeless(report(name, "&sort_by=colour"))).isEqualTo(timeless(report(name, "")));
    }

    private static JsonNode timeless(JsonNode report) {
        ((ObjectNode) report.path("Header")).remove("Time");
        return report;
    }

    @Test
    void amountsAreSortedAsTheyAreShown() {
        for (String order : List.of("ascend", "descend")) {
            for (Map.Entry<String, String> of : Map.of(
                            "TransactionList", "subt_nat_amount",
                            "AccountList", "account_bal",
                            "VendorBalanceDetail", "subt_neg_open_bal",
                            "CustomerBalanceDetail", "subt_amount",
                            "ProfitAndLossDetail", "subt_nat_amount")
                    .entrySet()) {
                String key = of.getValue();
                JsonNode report = report(of.getKey(), "&sort_order=" + order + "&columns=" + key + "&sort_by=" + key);
                for (List<BigDecimal> group : groups(report)) {
                    Comparator<BigDecimal> natural = Comparator.naturalOrder();
                    assertThat(group)
                            .as(of.getKey() + " " + order)
                            .isSortedAccordingTo(order.equals("ascend") ? natural : natural.reversed());
                }
                assertThat(groups(report)).as(of.getKey()).anyMatch(group -> group.size() > 1);
            }
        }
    }

    /** The first cells of the rows of each section. */
    private static List<List<BigDecimal>> groups(JsonNode node) {
        List<List<BigDecimal>> groups = new ArrayList<>();
        List<BigDecimal> own = new ArrayList<>();
        for (JsonNode row : node.at("/Rows/Row")) {
            String cell = row.at("/ColData/0/value").asText();
            if (cell.matches("-?[0-9.]+")) {
                own.add(new BigDecimal(cell));
            }
            groups.addAll(groups(row));
        }
        groups.add(own);
        return groups;
    }

    @Test
    void splitsAreGroupedByWhatIsDocumented() {
        JsonNode byAccount = report("TransactionListWithSplits", "&group_by=Account");
        assertThat(byAccount.at("/Rows/Row").findValuesAsText("value")).contains("Checking");
        List<String> headings = new ArrayList<>();
        byAccount
                .at("/Rows/Row")
                .forEach(s -> headings.add(s.at("/Header/ColData/0/value").asText()));
        assertThat(headings).doesNotHaveDuplicates().contains("Checking", "Accounts Receivable (A/R)");
        assertThat(us.report("TransactionListWithSplits", "group_by=Month").status())
                .isEqualTo(400);
    }

    @Test
    void aTransactionWithSplitsShowsItsDateOnce() {
        String customer = us.customer("Split");
        JsonNode invoice = us.invoice(customer, "2026-02-03", "", Bookkeeping.sale("70", "1", ""));
        String id = Bookkeeping.id(invoice);
        JsonNode report = us.report("TransactionListWithSplits", "start_date=2026-02-01&end_date=2026-02-28")
                .json();
        assertThat(report.at("/Columns/Column").findValuesAsText("ColType"))
                .containsExactly(
                        "tx_date", "txn_type", "doc_num", "is_no_post", "name", "memo", "account_name", "nat_amount");
        JsonNode rows = report.at("/Rows/Row");
        int head = 0;
        while (!rows.path(head).at("/ColData/4/value").asText().equals("Split")) {
            head++;
        }
        assertThat(rows.path(head).at("/ColData/0/value").asText()).isEqualTo("2026-02-03");
        assertThat(rows.path(head).at("/ColData/6/value").asText()).isEqualTo("Accounts Receivable (A/R)");
        assertThat(rows.path(head).at("/ColData/7/value").asText()).isEqualTo("70.00");
        assertThat(rows.path(head + 1).at("/ColData/0/value").asText()).isEqualTo("0-00-00");
        assertThat(rows.path(head + 1).at("/ColData/1/value").asText()).isEmpty();
        assertThat(rows.path(head + 1).at("/ColData/1/id").asText()).isEqualTo(id);
        assertThat(rows.path(head + 1).at("/ColData/4/value").asText()).isEmpty();
        assertThat(rows.path(head + 1).at("/ColData/7/value").asText()).isEqualTo("70.00");
        assertThat(rows.path(head + 2).findValuesAsText("value")).hasSize(8).allMatch(String::isEmpty);

        JsonNode byAccount = us.report(
                        "TransactionListWithSplits", "start_date=2026-02-01&end_date=2026-02-28&group_by=Account")
                .json();
        JsonNode receivable = null;
        for (JsonNode section : byAccount.at("/Rows/Row")) {
            if (section.at("/Header/ColData/0/value").asText().equals("Accounts Receivable (A/R)")) {
                receivable = section;
            }
        }
        assertThat(receivable.at("/Header/ColData/0/id").asText()).isNotEmpty();
        assertThat(receivable.path("type").asText()).isEqualTo("Section");
        assertThat(receivable.has("Summary")).isFalse();
    }

    @Test
    void timesAreGroupedInTheirOrder() {
        inAutumn2026();
        us.change("preferences", "1", "\"AccountingInfoPrefs\":{\"FirstMonthOfFiscalYear\":\"July\"}");
        String customer = us.customer("Often");
        for (String day : List.of("2025-04-02", "2025-08-02", "2026-01-02", "2026-02-02")) {
            us.invoice(customer, day, "", Bookkeeping.sale("10", "1", ""));
        }
        for (Map.Entry<String, List<String>> by : Map.of(
                        "Month", List.of("April 2025", "August 2025", "January 2026", "February 2026"),
                        "Quarter", List.of("Q2 2025", "Q3 2025", "Q1 2026"),
                        "Year", List.of("2025", "2026"),
                        "Fiscal Quarter", List.of("Fiscal Q4 2025", "Fiscal Q1 2026", "Fiscal Q3 2026"),
                        "Fiscal Year", List.of("Fiscal Year 2025", "Fiscal Year 2026"))
                .entrySet()) {
            JsonNode report = us.report(
                            "TransactionList",
                            "start_date=2025-01-01&end_date=2026-06-30&customer=" + customer + "&group_by="
                                    + Client.encode(by.getKey()))
                    .json();
            List<String> headings = new ArrayList<>();
            report.at("/Rows/Row")
                    .forEach(s -> headings.add(s.at("/Header/ColData/0/value").asText()));
            assertThat(headings).as(by.getKey()).isEqualTo(by.getValue());
        }
        JsonNode byCustomer = us.report("TransactionListByCustomer", "start_date=2025-01-01&customer=" + customer)
                .json();
        assertThat(byCustomer.at("/Rows/Row/0/Header/ColData/0/id").asText()).isEqualTo(customer);
        JsonNode flat = us.report(
                        "TransactionListByCustomer", "start_date=2025-01-01&group_by=None&customer=" + customer)
                .json();
        assertThat(flat.at("/Rows/Row")).hasSize(4);
    }

    @Test
    void movesOfGoodsHaveTheDocumentedColumnsTotalsAndGroups() {
        String item = us.item("Kettle", "10", "20", "2026-01-05");
        String other = us.item("Pot", "1", "3", "2026-01-05");
        String customer = us.customer("Cook");
        us.invoice(customer, "2026-02-03", "", Bookkeeping.sale("90", item, ",\"Qty\":3"));
        String when = "start_date=2026-01-01&end_date=2026-02-28&item=" + item + "," + other;
        JsonNode report = us.report("InventoryValuationDetail", when).json();
        assertThat(report.at("/Columns/Column").findValuesAsText("ColType"))
                .containsExactly(
                        "tx_date",
                        "txn_type",
                        "doc_num",
                        "name",
                        "quantity",
                        "rate",
                        "home_amount",
                        "qty_on_hand",
                        "home_asset_value");
        assertThat(report.path("Header").has("ReportBasis")).isFalse();
        JsonNode kettle = report.at("/Rows/Row/0");
        assertThat(kettle.at("/Header/ColData/0/id").asText()).isEqualTo(item);
        assertThat(values(kettle.at("/Rows/Row/0/ColData")))
                .containsExactly(
                        "2026-01-05",
                        "Inventory Starting Value",
                        "START",
                        "",
                        "10.00",
                        "20.00",
                        "200.00",
                        "10.00",
                        "200.00");
        assertThat(values(kettle.at("/Rows/Row/1/ColData")).subList(3, 9))
                .containsExactly("Cook", "-3.00", "20.00", "-60.00", "7.00", "140.00");
        assertThat(values(kettle.at("/Summary/ColData")))
                .containsExactly("Total for Kettle", "", "", "", "7.00", "", "140.00", "7.00", "140.00");

        JsonNode byType = us.report("InventoryValuationDetail", when + "&group_by=" + Client.encode("Transaction Type"))
                .json();
        assertThat(values(byType.at("/Rows/Row/0/Header/ColData")).get(0)).isEqualTo("Inventory Starting Value");
        assertThat(values(byType.at("/Rows/Row/0/Summary/ColData")))
                .containsExactly("Total for Inventory Starting Value", "", "", "", "11.00", "", "203.00", "", "");
        assertThat(values(byType.at("/Rows/Row/1/Header/ColData")).get(0)).isEqualTo("Invoice");
        assertThat(us.report("InventoryValuationDetail", when + "&group_by=None")
                        .json()
                        .at("/Rows/Row"))
                .hasSize(3);
        assertThat(us.report("InventoryValuationDetail", "group_by=Colour").status())
                .isEqualTo(400);
        assertThat(us.report("InventoryValuationDetail", "")
                        .json()
                        .at("/Header/DateMacro")
                        .asText())
                .isEqualTo("this month-to-date");
    }

    private static List<String> values(JsonNode cells) {
        List<String> values = new ArrayList<>();
        cells.forEach(cell -> values.add(cell.path("value").asText()));
        return values;
    }

    // summarize_column_by

    /** The cells of each row by its first cell, and the number of cells that stand for each column. */
    private static List<List<String>> rows(JsonNode node) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode cells : List.of(node.path("ColData"), node.at("/Header/ColData"), node.at("/Summary/ColData"))) {
            List<String> row = new ArrayList<>();
            cells.forEach(cell -> row.add(cell.path("value").asText()));
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        node.at("/Rows/Row").forEach(child -> rows.addAll(rows(child)));
        return rows;
    }

    private static BigDecimal number(String cell) {
        return cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell);
    }

    /**
     * In every row the parts come to the whole: those of time of what happened, of what is owed or owned the last one.
     *
     * @param first where the first column of amounts stands
     * @param width how many cells each column has, and which of them are added up
     */
    private void partsComeToTheWhole(String name, String by, int first, int width, Set<Integer> counted, boolean last) {
        JsonNode report = report(name, "&summarize_column_by=" + by);
        JsonNode whole = report(name, "");
        int checked = 0;
        for (List<String> cells : rows(report)) {
            boolean carried = cells.get(0).startsWith("Cash at ") && TIMES.contains(by);
            if (carried || cells.size() <= first + width) {
                continue;
            }
            for (int column : counted) {
                BigDecimal sum = BigDecimal.ZERO;
                BigDecimal latest = BigDecimal.ZERO;
                for (int i = first + column; i < cells.size() - width; i += width) {
                    latest = number(cells.get(i));
                    sum = sum.add(latest);
                }
                String total = cells.get(cells.size() - width + column);
                assertThat(last ? latest : sum)
                        .as(name + " by " + by + ": " + cells)
                        .isEqualByComparingTo(number(total));
                checked++;
            }
        }
        assertThat(checked).as(name + " by " + by).isPositive();
        // The last column is the report as it is without.
        List<List<String>> plain = rows(whole);
        List<List<String>> totals = new ArrayList<>();
        for (List<String> cells : rows(report)) {
            List<String> total = new ArrayList<>(cells.subList(0, first));
            total.addAll(cells.subList(cells.size() - width, cells.size()));
            totals.add(total);
        }
        assertThat(totals).as(name + " by " + by).containsAll(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProfitAndLoss",
                "CashFlow",
                "CustomerSales",
                "ClassSales",
                "DepartmentSales",
                "VendorExpenses",
                "BalanceSheet"
            })
    void statementsHaveColumnsThatAddUp(String name) {
        boolean balances = name.equals("BalanceSheet");
        TIMES.forEach(by -> partsComeToTheWhole(name, by, 1, 1, Set.of(0), balances));
        NAMES.forEach(by -> partsComeToTheWhole(name, by, 1, 1, Set.of(0), false));
        assertThat(timeless(report(name, "&summarize_column_by=Total"))).isEqualTo(timeless(report(name, "")));
    }

    @Test
    void whatIsOpenHasColumnsThatAddUp() {
        for (String name : List.of("CustomerBalance", "VendorBalance")) {
            TIMES.forEach(by -> partsComeToTheWhole(name, by, 1, 1, Set.of(0), true));
            NAMES.forEach(by -> partsComeToTheWhole(name, by, 1, 1, Set.of(0), false));
        }
    }

    @Test
    void groupsOfColumnsAddUp() {
        for (String by : NAMES) {
            partsComeToTheWhole("ItemSales", by, 1, 7, Set.of(0, 1, 4, 5), false);
            partsComeToTheWhole("CustomerIncome", by, 1, 3, Set.of(0, 1, 2), false);
            partsComeToTheWhole("InventoryValuationSummary", by, 2, 3, Set.of(0, 1), false);
        }
        for (String by : TIMES) {
            partsComeToTheWhole("ItemSales", by, 1, 7, Set.of(0, 1, 4, 5), false);
            partsComeToTheWhole("CustomerIncome", by, 1, 3, Set.of(0, 1, 2), false);
            partsComeToTheWhole("InventoryValuationSummary", by, 2, 3, Set.of(0, 1), true);
            partsComeToTheWhole("TrialBalance", by, 1, 2, Set.of(0, 1), true);
        }
    }

    @Test
    void aTrialBalanceByNamesComesToTheWholeOfDebitsLessCredits() {
        for (String by : NAMES) {
            for (List<String> cells : rows(report("TrialBalance", "&summarize_column_by=" + by))) {
                BigDecimal sum = BigDecimal.ZERO;
                for (int i = 1; i < cells.size() - 2; i += 2) {
                    sum = sum.add(number(cells.get(i))).subtract(number(cells.get(i + 1)));
                }
                BigDecimal whole = number(cells.get(cells.size() - 2)).subtract(number(cells.get(cells.size() - 1)));
                assertThat(sum).as(by + ": " + cells).isEqualByComparingTo(whole);
            }
        }
    }

    @Test
    void theAmountsOfAGeneralLedgerAreSpread() {
        String columns = "&columns=tx_date,subt_nat_amount,rbal_nat_amount";
        JsonNode plain = report("GeneralLedger", columns);
        for (String by : List.of(
                "Month",
                "Quarter",
                "Customers",
                "Vendors",
                "Classes",
                "Departments",
                "Employees",
                "ProductsAndServices")) {
            JsonNode spread = report("GeneralLedger", columns + "&summarize_column_by=" + by);
            assertThat(spread.at("/Header/SummarizeColumnsBy").asText()).isEqualTo(by);
            List<List<String>> whole = new ArrayList<>();
            for (List<String> cells : rows(spread)) {
                assertThat(cells).hasSameSizeAs(spread.at("/Columns/Column"));
                BigDecimal sum = BigDecimal.ZERO;
                for (String cell : cells.subList(1, cells.size() - 2)) {
                    sum = sum.add(number(cell));
                }
                assertThat(sum).as(by + ": " + cells).isEqualByComparingTo(number(cells.get(cells.size() - 2)));
                whole.add(List.of(cells.get(0), cells.get(cells.size() - 2), cells.get(cells.size() - 1)));
            }
            assertThat(whole).isEqualTo(rows(plain));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProfitAndLossDetail",
                "JournalReport",
                "AccountList",
                "TransactionList",
                "TransactionListByCustomer",
                "TransactionListByVendor",
                "TransactionListWithSplits",
                "TaxSummary",
                "AgedReceivables",
                "AgedReceivableDetail",
                "AgedPayables",
                "AgedPayableDetail",
                "CustomerBalanceDetail",
                "VendorBalanceDetail",
                "InventoryValuationDetail"
            })
    void aReportThatIsNotSummarizedPassesOverTheParameter(String name) {
        JsonNode plain = timeless(report(name, ""));
        assertThat(plain.path("Header").has("SummarizeColumnsBy")).isFalse();
        for (String by : List.of("Month", "Customers", "Colours")) {
            assertThat(timeless(report(name, "&summarize_column_by=" + by))).isEqualTo(plain);
        }
    }

    @Test
    void whatIsOpenAndWhatStockIsWorthHaveTheirFiguresAtEachMonthsEnd() {
        inAutumn2026();
        String buyer = us.customer("Slow payer");
        JsonNode invoice = us.invoice(buyer, "2026-01-10", "", Bookkeeping.sale("100", "1", ""));
        us.payment(buyer, "2026-03-05", "40", "", Bookkeeping.applied("40", "Invoice", Bookkeeping.id(invoice)));
        String months = "start_date=2026-01-01&report_date=2026-03-31&summarize_column_by=Month";
        JsonNode balances = us.report("CustomerBalance", months).json();
        assertThat(row(balances, "Slow payer")).containsExactly("Slow payer", "100.00", "100.00", "60.00", "60.00");

        String item = us.item("Lamp", "4", "5", "2026-01-15");
        us.bill(us.vendor("Maker"), "2026-02-10", "", Bookkeeping.goods("12", item, "2"));
        JsonNode worth = us.report("InventoryValuationSummary", months).json();
        assertThat(row(worth, "Lamp"))
                .containsExactly(
                        "Lamp", "", "4.00", "20.00", "5.00", "6.00", "32.00", "5.33", "6.00", "32.00", "5.33", "6.00",
                        "32.00", "5.33");
    }
}
