package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports that are read in parts are those that QuickBooks gives at once. */
class SplitReportTest extends RouteTest {

    private String start;
    private String end;

    @BeforeEach
    void aYear() {
        LocalDate today = LocalDate.ofInstant(sandbox().clock().instant(), java.time.ZoneOffset.UTC);
        end = today.toString();
        start = today.minusDays(200).toString();
        // The next fiscal year begins after the period, and the present one before it: what begins one is retained
        // earnings,
        // which the part that begins there has as a balance.
        String nextMonth = today.getMonth().plus(1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        company()
                .update(
                        "Preferences",
                        "1",
                        "{\"AccountingInfoPrefs\":{\"FirstMonthOfFiscalYear\":\"" + nextMonth + "\"}}");
    }

    private Exchange report(String nameAndOptions, String... more) {
        Map<String, Object> parameters = new java.util.HashMap<>(Map.of("start_date", start, "end_date", end));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return send("quickbooks:report/" + nameAndOptions, null, QuickBooksConstants.PARAMETERS, parameters);
    }

    private JsonNode read(String nameAndOptions, String... more) {
        return answer(report(nameAndOptions, more));
    }

    private static List<List<String>> rows(JsonNode node) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode cells : List.of(node.path("Header").path("ColData"), node.path("ColData"))) {
            add(rows, cells);
        }
        node.at("/Rows/Row").forEach(row -> rows.addAll(rows(row)));
        add(rows, node.path("Summary").path("ColData"));
        return rows;
    }

    private static void add(List<List<String>> rows, JsonNode cells) {
        List<String> row = new ArrayList<>();
        cells.forEach(cell -> row.add(cell.path("value").asText()));
        if (!row.isEmpty()) {
            rows.add(row);
        }
    }

    private static List<String> titles(JsonNode report) {
        List<String> titles = new ArrayList<>();
        report.at("/Columns/Column")
                .forEach(column -> titles.add(column.path("ColTitle").asText()));
        return titles;
    }

    // Statements

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProfitAndLoss",
                "CashFlow",
                "CustomerSales",
                "ItemSales",
                "CustomerIncome",
                "VendorExpenses",
                "BalanceSheet",
                "TrialBalance"
            })
    void theColumnsOfMonthsAreThoseOfOneAnswer(String name) {
        JsonNode once = read(name, "summarize_column_by", "Month");
        JsonNode split = read(name + "?split=month");

        assertThat(titles(split)).hasSameSizeAs(titles(once)).endsWith("Total");
        assertThat(split.at("/Header/StartPeriod").asText()).isEqualTo(start);
        assertThat(split.at("/Header/EndPeriod").asText()).isEqualTo(end);
        assertThat(split.at("/Header/SummarizeColumnsBy").asText()).isEqualTo("Month");
        assertThat(sorted(numbers(split))).isEqualTo(sorted(numbers(once)));
    }

    /** The rows with numbers, in which nothing is zero. */
    private static List<String> numbers(JsonNode report) {
        List<String> rows = new ArrayList<>();
        for (List<String> cells : rows(report)) {
            List<String> numbers = new ArrayList<>();
            for (String cell : cells.subList(1, cells.size())) {
                numbers.add(cell.isEmpty() || new BigDecimal(cell).signum() == 0 ? "0" : cell);
            }
            if (numbers.stream().anyMatch(cell -> !cell.equals("0"))) {
                rows.add(cells.get(0) + numbers);
            }
        }
        return rows;
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    @Test
    void yearsAreReadWithTheirMonths() {
        JsonNode once = read("ProfitAndLoss", "summarize_column_by", "Month");
        JsonNode split = read("ProfitAndLoss?split=quarter", "summarize_column_by", "Month");
        assertThat(titles(split)).hasSameSizeAs(titles(once));
        assertThat(sorted(numbers(split))).isEqualTo(sorted(numbers(once)));
    }

    @Test
    void columnsOfCustomersAreAddedUpOverTime() {
        JsonNode once = read("ProfitAndLoss", "summarize_column_by", "Customers");
        JsonNode split = read("ProfitAndLoss?split=quarter", "summarize_column_by", "Customers");
        assertThat(titles(split)).isEqualTo(titles(once));
        assertThat(sorted(numbers(split))).isEqualTo(sorted(numbers(once)));
    }

    @Test
    void columnsOfCustomersAreReadByCustomers() {
        JsonNode once = read("ProfitAndLoss", "summarize_column_by", "Customers");
        JsonNode split = read("ProfitAndLoss?split=column", "summarize_column_by", "Customers");
        assertThat(titles(split).stream().sorted())
                .isEqualTo(titles(once).stream().sorted().toList());
        assertThat(split.at("/Header/SummarizeColumnsBy").asText()).isEqualTo("Customers");
        List<List<String>> net = rows(split).stream()
                .filter(row -> row.get(0).equals("Net Income"))
                .toList();
        List<List<String>> all = rows(once).stream()
                .filter(row -> row.get(0).equals("Net Income"))
                .toList();
        assertThat(net.get(0)).hasSameSizeAs(all.get(0));
        assertThat(net.get(0).stream().sorted().toList())
                .isEqualTo(all.get(0).stream().sorted().toList());
    }

    @Test
    void eachWeekIsReadForItself() {
        JsonNode once = read("CustomerSales", "summarize_column_by", "Week");
        JsonNode split = read("CustomerSales?split=column", "summarize_column_by", "Week");
        assertThat(titles(split)).hasSameSizeAs(titles(once));
        assertThat(sorted(numbers(split))).isEqualTo(sorted(numbers(once)));
    }

    // Lists

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GeneralLedger",
                "ProfitAndLossDetail",
                "JournalReport",
                "TransactionList",
                "TransactionListByCustomer",
                "TransactionListByVendor",
                "TransactionListWithSplits",
                "InventoryValuationDetail"
            })
    void aListOfMonthsIsThatOfOneAnswer(String name) {
        JsonNode once = read(name);
        JsonNode split = read(name + "?split=month");
        assertThat(rows(once)).hasSizeGreaterThan(5);
        assertThat(split.path("Columns")).isEqualTo(once.path("Columns"));
        assertThat(split.at("/Header/EndPeriod").asText()).isEqualTo(end);
        assertThat(sorted(lines(split))).isEqualTo(sorted(lines(once)));
        // Accounts that did not move before the second part come where they moved first.
        if (!name.equals("GeneralLedger") && !name.equals("ProfitAndLossDetail")) {
            assertThat(lines(split)).hasSameSizeAs(lines(once));
        }
    }

    private static List<String> lines(JsonNode report) {
        return rows(report).stream().map(List::toString).toList();
    }

    @Test
    void manyColumnsAreReadInGroups() {
        String columns =
                "doc_num,tx_date,name,memo,split_acc,subt_nat_amount,rbal_nat_amount,debt_amt,credit_amt,klass_name,"
                        + "dept_name,item_name,quantity,rate,txn_type";
        JsonNode once = read("GeneralLedger", "columns", columns);
        JsonNode split = read("GeneralLedger?split=column", "columns", columns);
        assertThat(split.path("Columns")).isEqualTo(once.path("Columns"));
        assertThat(lines(split)).isEqualTo(lines(once));
    }

    @Test
    void aReportThatIsCutIsReadInHalvesAndWithoutSplitRefused() {
        String line =
                "{\"Amount\":1,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"2\"}}}";
        String lines = String.join(",", java.util.Collections.nCopies(500, line));
        for (int day = 1; day <= 20; day++) {
            company()
                    .create(
                            "Invoice",
                            "{\"CustomerRef\":{\"value\":\"1\"},\"TxnDate\":\"2026-03-" + (day < 10 ? "0" : "") + day
                                    + "\",\"Line\":[" + lines + "]}");
        }
        start = "2026-03-01";
        end = "2026-03-31";
        String columns =
                "tx_date,txn_type,doc_num,name,memo,split_acc,subt_nat_amount,rbal_nat_amount,debt_amt,credit_amt,"
                        + "klass_name,dept_name,item_name,quantity,rate,currency,exch_rate,due_date,create_date,last_mod_date,create_by,"
                        + "last_mod_by,term_name,pmt_mthd,tracking_num,ship_via,cust_msg,is_adj,is_ar_paid,is_ap_paid,printed,is_cleared,"
                        + "cust_name,vend_name,emp_name,account_name,account_num,nat_open_bal,nat_foreign_amount,is_no_post,other_account";

        assertThat(report("GeneralLedger", "columns", columns).getException())
                .hasMessageContaining("400,000 cells")
                .hasMessageContaining("split=month");
        JsonNode whole = read("GeneralLedger?split=month", "columns", columns);
        List<List<String>> sales = rows(whole).stream()
                .filter(row -> row.get(1).equals("Invoice") && row.get(6).equals("1.00"))
                .toList();
        assertThat(sales).hasSize(10_000);
    }

    // What is refused

    @Test
    void anEndDateThatWouldBeIgnoredIsRefused() {
        assertThat(send("quickbooks:report/BalanceSheet?parameter.end_date=2026-01-31", null)
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ignores end_date=2026-01-31 without start_date");
        assertThat(send("quickbooks:report/AgedReceivables?parameter.end_date=2026-01-31", null)
                        .getException())
                .hasMessageContaining("report_date=2026-01-31");
        answer(send(
                "quickbooks:report/BalanceSheet?parameter.end_date=2026-01-31&parameter.start_date=2026-01-01", null));
        answer(send("quickbooks:report/ProfitAndLoss?parameter.end_date=2026-01-31", null));
    }

    @Test
    void whatCannotBeSplitIsRefused() {
        assertThatThrownBy(() -> report("AgedReceivables?split=month"))
                .hasStackTraceContaining("split=month: the report AgedReceivables cannot be read in parts");
        assertThatThrownBy(() -> send("quickbooks:read/Invoice?split=month", "1"))
                .hasStackTraceContaining("split=month is for report only");
        assertThat(send("quickbooks:report/ProfitAndLoss?split=month", null).getException())
                .hasMessageContaining("needs the parameters start_date and end_date");
        assertThat(send("quickbooks:report/ProfitAndLoss?split=month&parameter.date_macro=Last Month", null)
                        .getException())
                .hasMessageContaining("they replace date_macro");
        assertThat(report("GeneralLedger?split=month", "sort_by", "doc_num").getException())
                .hasMessageContaining("Remove the parameter sort_by");
        assertThat(report("BalanceSheet?split=month", "summarize_column_by", "Customers")
                        .getException())
                .hasMessageContaining("summarize_column_by=Customers");
        for (String by : List.of("Quarter", "Week", "FiscalYear")) {
            assertThat(report("ProfitAndLoss?split=month", "summarize_column_by", by)
                            .getException())
                    .hasMessageContaining("summarize_column_by=" + by)
                    .hasMessageContaining("split=column");
        }
        assertThat(report("GeneralLedger?split=column").getException()).hasMessageContaining("parameter columns");
        assertThat(report("ProfitAndLoss?split=column").getException()).hasMessageContaining("summarize_column_by");
        assertThat(report("ProfitAndLoss?split=month", "start_date", "2026-13-01")
                        .getException())
                .hasMessageContaining("start_date=2026-13-01 is not a date");
    }

    @Test
    void aPartThatFailsFailsTheReport() {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.STATUS)
                        .status(400, "text/plain", "no")
                        .nth(3));
        assertThat(report("ProfitAndLoss?split=month").getException()).isInstanceOf(RuntimeException.class);
    }

    // Rows

    @Test
    void rowsOfAReportInPartsHaveTypesAndPaths() {
        List<?> rows =
                report("ProfitAndLoss?split=quarter&flatten=true").getMessage().getBody(List.class);
        assertThat(rows).anySatisfy(row -> {
            Map<?, ?> map = (Map<?, ?>) row;
            assertThat(map.get("section").toString()).startsWith("Income/");
            assertThat(map.get("Total")).isInstanceOf(BigDecimal.class);
        });
    }

    @Test
    void rowsAreTheSameInBothStylesOfColumns() {
        List<?> now = report("TransactionList?flatten=true").getMessage().getBody(List.class);
        JsonNode raw = read("TransactionList");
        ObjectNode classic = raw.deepCopy();
        Map<String, String> types = Map.of("tx_date", "Date", "is_no_post", "Boolean", "subt_nat_amount", "Money");
        classic.at("/Columns/Column").forEach(column -> {
            String key = column.path("ColType").asText();
            ((ObjectNode) column)
                    .put("ColType", types.getOrDefault(key, "String"))
                    .putArray("MetaData")
                    .addObject()
                    .put("Name", "ColKey")
                    .put("Value", key);
        });
        assertThat(org.camelquickbooks.model.ReportRows.of(classic)).isEqualTo(now);
        assertThat(((Map<?, ?>) now.get(0)).get("Date")).isInstanceOf(LocalDate.class);
        assertThat(((Map<?, ?>) now.get(0)).get("Posting")).isEqualTo(Boolean.TRUE);
        assertThat(((Map<?, ?>) now.get(0)).get("Amount")).isInstanceOf(BigDecimal.class);
    }
}
