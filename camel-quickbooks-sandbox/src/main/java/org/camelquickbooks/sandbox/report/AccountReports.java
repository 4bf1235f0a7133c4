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
        Set<String> types = parameters.names("account_type");
        List<String> wanted = new ArrayList<>();
        books.accounts().forEach((id, account) -> {
            if (Json.bool(account, "Active")
                    && (types.isEmpty()
                            || types.contains(Json.text(account, "AccountType").replace(" ", "")))) {
                wanted.add(id);
            }
        });
        Column key = parameters.sortBy();
        if (key != null) {
            wanted.sort(
                    Comparator.comparing(id -> cell(key.key(), id, sums), CellOrder.of(key, parameters.descending())));
        } else if (parameters.descending()) {
            Collections.reverse(wanted);
        }
        for (String id : wanted) {
            ReportJson.data(
                    json.rows(),
                    columns.stream().map(column -> cell(column.key(), id, sums)).toList());
        }
        return json.end();
    }

    private Cell cell(String key, String id, Map<String, Long> sums) {
        JsonNode account = books.accounts().get(id);
        return switch (key) {
            case "account_name" -> Cell.of(Json.text(account, "FullyQualifiedName"), id);
            case "account_type" -> Cell.text(Json.text(account, "AccountType"));
            case "detail_acc_type" -> Cell.text(Json.text(account, "AccountSubType"));
            case "account_desc" -> Cell.text(Json.text(account, "Description"));
            case "account_num" -> Cell.text(Json.text(account, "AcctNum"));
            case "account_bal" ->
                Cell.money(sums.getOrDefault(id, 0L) * AccountSide.sign(Json.text(account, "Classification")));
            case "create_date" -> Cell.text(LineCells.day(Json.text(account, "MetaData.CreateTime")));
            case "last_mod_date" -> Cell.text(LineCells.day(Json.text(account, "MetaData.LastUpdatedTime")));
            case "create_by", "last_mod_by" -> Cell.text("Sandbox User");
            default -> Cell.text("");
        };
    }
}
