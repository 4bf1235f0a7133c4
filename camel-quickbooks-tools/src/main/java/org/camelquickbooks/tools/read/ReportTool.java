package org.camelquickbooks.tools.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.ReportKind;
import org.camelquickbooks.tools.definition.Continuation;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.definition.ToolAnswer;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolException;
import org.camelquickbooks.tools.definition.ToolField;

/** Rows of a report: QuickBooks computes them, so that no model has to add up. */
final class ReportTool implements Tool {

    static final List<String> REPORTS = List.of(
            "ProfitAndLoss",
            "BalanceSheet",
            "CashFlow",
            "TrialBalance",
            "AgedReceivables",
            "AgedPayables",
            "CustomerBalance",
            "VendorBalance",
            "CustomerSales",
            "ItemSales",
            "InventoryValuationSummary");

    private static final ToolField FROM = ToolField.date("from", "The first day, as YYYY-MM-DD.");
    private static final ToolField TO = ToolField.date("to", "The last day, as YYYY-MM-DD.");
    private static final ToolField DAY = ToolField.date(
            "to",
            "The last day, as YYYY-MM-DD. Aged reports, balances of customers and vendors, and the value of the stock are of "
                    + "this day, whatever 'from' is.");
    private static final int PAGE = 200;

    private final Books books;
    private final Names names;
    private final boolean ledger;

    private ReportTool(Books books, boolean ledger) {
        this.books = books;
        this.names = new Names(books);
        this.ledger = ledger;
    }

    static ReportTool reports(Books books) {
        return new ReportTool(books, false);
    }

    static ReportTool ledger(Books books) {
        return new ReportTool(books, true);
    }

    @Override
    public String name() {
        return ledger ? "account_ledger" : "report";
    }

    @Override
    public String title() {
        return ledger ? "Ledger of an account" : "Report";
    }

    @Override
    public String description() {
        return ledger
                ? "Lists the transactions of one account in a period, from the general ledger, with amounts and balances."
                : "Runs one of QuickBooks' reports, such as profit and loss or aged receivables. Sums are in the rows: do not "
                        + "compute them again.";
    }

    @Override
    public List<ToolField> fields() {
        return ledger
                ? List.of(
                        ToolField.text("account", "The full name of the account, as find_account shows it.")
                                .mandatory(),
                        FROM.mandatory(),
                        TO.mandatory(),
                        Continuation.FIELD)
                : List.of(
                        ToolField.word("name", "The report.", REPORTS).mandatory(),
                        FROM.mandatory(),
                        DAY.mandatory(),
                        ToolField.word(
                                "basis",
                                "The accounting method; without it that of the company.",
                                List.of("Cash", "Accrual")),
                        Continuation.FIELD);
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public ToolAnswer call(ToolArguments arguments) {
        LocalDate from = arguments.date("from");
        LocalDate to = arguments.date("to");
        if (from.isAfter(to)) {
            throw new ToolException("from", from, "The first day is after the last", "Swap 'from' and 'to'");
        }
        int first = Continuation.position(this, arguments);
        Map<String, String> parameters = new LinkedHashMap<>();
        String report = ledger ? "GeneralLedger" : arguments.text("name");
        if (ReportKind.of(report) == ReportKind.DAY) {
            parameters.put("report_date", to.toString());
        } else {
            parameters.put("start_date", from.toString());
            parameters.put("end_date", to.toString());
        }
        if (arguments.has("basis")) {
            parameters.put("accounting_method", arguments.text("basis"));
        }
        if (ledger) {
            parameters.put("account", Json.text(names.account("account", arguments.text("account")), "Id"));
        }
        List<Map<String, Object>> all = books.report(report, parameters);
        List<ObjectNode> rows =
                all.stream().skip(first).limit(PAGE).map(ReportTool::row).toList();
        return ToolAnswer.rows(rows, first, all.size() > first + rows.size())
                .with(Json.object().put("report", report));
    }

    /** Numbers as numbers, all else as texts; empty cells are left out. */
    private static ObjectNode row(Map<String, Object> cells) {
        ObjectNode row = Json.object();
        cells.forEach((column, value) -> {
            if (value instanceof BigDecimal number) {
                row.put(column, number);
            } else if (value instanceof Number || value instanceof Boolean) {
                row.set(column, Json.EXACT.valueToTree(value));
            } else if (value instanceof Collection<?> parts) {
                row.put(column, parts.stream().map(String::valueOf).collect(Collectors.joining(" > ")));
            } else if (value != null && !value.toString().isEmpty()) {
                row.put(column, value.toString());
            }
        });
        return row;
    }
}
