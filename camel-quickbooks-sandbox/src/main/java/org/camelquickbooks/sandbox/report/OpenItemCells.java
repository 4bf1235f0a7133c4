package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.OpenItems.Side;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What an open item shows in each column that a list of them may have. */
final class OpenItemCells {

    private final Company company;
    private final Side side;
    private final LocalDate agedOn;

    OpenItemCells(Company company, Side side, LocalDate agedOn) {
        this.company = company;
        this.side = side;
        this.agedOn = agedOn;
    }

    List<Cell> row(List<Column> columns, OpenItem item, long balance) {
        return columns.stream().map(column -> cell(column.key(), item, balance)).toList();
    }

    private Cell cell(String key, OpenItem item, long balance) {
        JsonNode entity = item.entity;
        return switch (key) {
            case "tx_date" -> Cell.text(item.entry.date().toString());
            case "txn_type" ->
                Cell.of(
                        ReportNames.transaction(item.entry.key().type(), entity),
                        item.entry.key().id().text());
            case "doc_num" -> Cell.text(item.entry.number());
            case "name", "cust_name", "vend_name" -> Cell.of(name(item.party), item.party);
            case "due_date" -> Cell.text(item.due.toString());
            case "past_due" -> Cell.text(Long.toString(ChronoUnit.DAYS.between(item.due, agedOn)));
            case "memo" -> Cell.text(Json.text(entity, "PrivateNote"));
            case "term_name" -> Cell.text(Json.text(entity, "SalesTermRef.name"));
            case "dept_name" -> Cell.text(Json.text(entity, "DepartmentRef.name"));
            case "create_date" -> Cell.text(LineCells.day(Json.text(entity, "MetaData.CreateTime")));
            case "last_mod_date" -> Cell.text(LineCells.day(Json.text(entity, "MetaData.LastUpdatedTime")));
            case "create_by", "last_mod_by" -> Cell.text("Sandbox User");
            case "tracking_num" -> Cell.text(Json.text(entity, "TrackingNum"));
            case "ship_via" -> Cell.text(Json.text(entity, "ShipMethodRef.name"));
            case "ship_date" -> Cell.text(Json.text(entity, "ShipDate"));
            case "cust_msg" -> Cell.text(Json.text(entity, "CustomerMemo.value"));
            case "cust_bill_email" -> Cell.text(Json.text(entity, "BillEmail.Address"));
            case "sale_sent_state" -> Cell.text(Json.text(entity, "EmailStatus"));
            case "currency" -> Cell.text(Json.ref(entity, "CurrencyRef"));
            case "exch_rate" -> Cell.text(Json.text(entity, "ExchangeRate"));
            case "cust_comp_name", "vend_comp_name" -> Cell.text(Json.text(party(item), "CompanyName"));
            case "cust_tel", "vend_pri_tel" -> Cell.text(Json.text(party(item), "PrimaryPhone.FreeFormNumber"));
            case "vend_pri_email" -> Cell.text(Json.text(party(item), "PrimaryEmailAddr.Address"));
            case "subt_amount", "subt_neg_amount", "subt_neg_home_amount" -> Cell.money(item.amount);
            case "subt_open_bal", "subt_neg_open_bal", "subt_neg_home_open_bal" -> Cell.money(item.cents);
            case "rbal_open_bal", "rbal_neg_open_bal" -> Cell.money(balance);
            default -> Cell.text("");
        };
    }

    /** A label, and the sums under the columns of amounts. */
    static List<Cell> total(List<Column> columns, String label, List<OpenItem> items) {
        List<Cell> total = new ArrayList<>();
        for (Column column : columns) {
            if (total.isEmpty()) {
                total.add(Cell.text(label));
                continue;
            }
            total.add(
                    switch (column.key()) {
                        case "subt_amount", "subt_neg_amount", "subt_neg_home_amount" ->
                            Cell.money(items.stream().mapToLong(i -> i.amount).sum());
                        case "subt_open_bal", "subt_neg_open_bal", "subt_neg_home_open_bal" ->
                            Cell.money(items.stream().mapToLong(i -> i.cents).sum());
                        default -> Cell.text("");
                    });
        }
        return total;
    }

    Comparator<OpenItem> order(Column column, boolean descending) {
        return Comparator.comparing(item -> cell(column.key(), item, 0), CellOrder.of(column, descending));
    }

    private JsonNode party(OpenItem item) {
        return company.find(side.party(), item.party);
    }

    String name(String party) {
        return Json.text(company.find(side.party(), party), "DisplayName");
    }
}
