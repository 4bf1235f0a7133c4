package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.AccountSide;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** The chart of accounts as a list. */
final class AccountReports {

    private final ReportParameters parameters;
    private final BooksView books;

    AccountReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.books = new BooksView(parameters);
    }

    ObjectNode accounts() {
        ReportJson json = new ReportJson(parameters);
        List<Column> columns = parameters.columns();
        json.columns(columns);
        Map<String, Long> sums = BooksView.sums(books.until(parameters.end()));
        Set<String> types = parameters.ids("account_type");
        List<List<Cell>> rows = new ArrayList<>();
        books.accounts().forEach((id, account) -> {
            if (Json.bool(account, "Active")
                    && (types.isEmpty() || types.contains(Json.text(account, "AccountType")))) {
                rows.add(row(columns, id, account, sums.getOrDefault(id, 0L)));
            }
        });
        String key = parameters.sortBy();
        for (int i = 0; key != null && i < columns.size(); i++) {
            int at = i;
            if (columns.get(i).key().equals(key)) {
                rows.sort(Comparator.comparing(row -> row.get(at).value(), String.CASE_INSENSITIVE_ORDER));
            }
        }
        if (parameters.descending()) {
            Collections.reverse(rows);
        }
        rows.forEach(row -> ReportJson.data(json.rows(), row));
        return json.end();
    }

    private static List<Cell> row(List<Column> columns, String id, JsonNode account, long cents) {
        int sign = AccountSide.sign(Json.text(account, "Classification"));
        List<Cell> cells = new ArrayList<>();
        for (Column column : columns) {
            cells.add(
                    switch (column.key()) {
                        case "account_name" -> Cell.of(Json.text(account, "FullyQualifiedName"), id);
                        case "account_type" -> Cell.text(Json.text(account, "AccountType"));
                        case "detail_acc_type" -> Cell.text(Json.text(account, "AccountSubType"));
                        case "account_desc" -> Cell.text(Json.text(account, "Description"));
                        case "account_num" -> Cell.text(Json.text(account, "AcctNum"));
                        case "account_bal" -> Cell.money(cents * sign);
                        default -> Cell.text("");
                    });
        }
        return cells;
    }
}
