package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What a line of the books shows in each column that a list may have. */
final class LineCells {

    private static final Set<String> OF_TRANSACTIONS = Set.of(
            "doc_num",
            "is_no_post",
            "is_adj",
            "create_by",
            "create_date",
            "last_mod_by",
            "last_mod_date",
            "pmt_mthd",
            "nat_open_bal");

    private final Company company;
    private final BooksView books;
    private final Map<Entry.Key, JsonNode> entities = new HashMap<>();

    LineCells(Company company, BooksView books) {
        this.company = company;
        this.books = books;
    }

    JsonNode entity(Entry entry) {
        return entities.computeIfAbsent(entry.key(), key -> {
            JsonNode found = company.find(key.type(), key.id().text());
            return found == null ? Json.object() : found;
        });
    }

    /**
     * One row.
     *
     * @param amount the line's amount as the report counts it
     * @param balance the balance after it
     */
    List<Cell> row(List<Column> columns, Line line, long amount, long balance) {
        List<Cell> cells = new ArrayList<>(columns.size());
        for (Column column : columns) {
            cells.add(cell(column.key(), line, amount, balance));
        }
        return cells;
    }

    /** A row of a transaction's further lines: without what was said of the whole in the first one. */
    static List<Cell> withoutTransaction(List<Column> columns, List<Cell> row) {
        List<Cell> cells = new ArrayList<>(row);
        for (int i = 0; i < columns.size(); i++) {
            String key = columns.get(i).key();
            if (key.equals("tx_date")) {
                // As documented, a date that is none.
                cells.set(i, Cell.text("0-00-00"));
            } else if (key.equals("txn_type")) {
                cells.set(i, Cell.of("", row.get(i).id()));
            } else if (key.equals("name")) {
                cells.set(i, Cell.of("", ""));
            } else if (OF_TRANSACTIONS.contains(key)) {
                cells.set(i, Cell.text(""));
            }
        }
        return cells;
    }

    private Cell cell(String key, Line line, long amount, long balance) {
        Entry entry = line.entry();
        JsonNode entity = entity(entry);
        long home = line.posting().home();
        return switch (key) {
            case "tx_date" -> Cell.text(line.date().toString());
            case "txn_type" -> Cell.of(typeName(line), entry.key().id().text());
            case "doc_num" -> Cell.text(entry.number());
            case "is_no_post" -> Cell.text("Yes");
            case "name" -> party(line.party());
            case "cust_name" -> party(line.party("Customer"));
            case "vend_name" -> party(line.party("Vendor"));
            case "emp_name" -> party(line.party("Employee"));
            case "memo" ->
                Cell.text(
                        line.posting().tags().memo() == null
                                ? Json.text(entity, "PrivateNote")
                                : line.posting().tags().memo());
            case "account_name" ->
                Cell.of(
                        books.accountName(line.posting().account()),
                        line.posting().account());
            case "account_num", "acct_num_with_extn" ->
                Cell.text(Json.text(books.accounts().get(line.posting().account()), "AcctNum"));
            case "account_type" -> Cell.text(books.accountType(line.posting().account()));
            case "other_account", "split_acc" -> Cell.text(split(line));
            case "klass_name" -> named("Class", line.posting().tags().classId());
            case "dept_name", "store_name" ->
                named("Department", line.posting().tags().departmentId());
            case "item_name" -> named("Item", line.posting().tags().itemId());
            case "item_sku" -> Cell.text(Json.text(item(line), "Sku"));
            case "item_desc" -> Cell.text(Json.text(item(line), "Description"));
            case "item_type" -> Cell.text(Json.text(item(line), "Type"));
            case "sales_cust1", "sales_cust2", "sales_cust3" -> Cell.text(customField(entity, key.substring(10)));
            case "txn_id" -> Cell.text(entry.key().id().text());
            case "quantity", "qty" -> Cell.text(quantity(line.posting().tags().quantity()));
            case "rate" -> Cell.text(rate(line));
            case "subt_nat_amount", "subt_nat_amount_nt", "subt_nat_home_amount", "nat_amount", "amount" ->
                Cell.money(amount);
            case "rbal_nat_amount", "rbal_nat_amount_nt", "rbal_nat_home_amount" -> Cell.money(balance);
            case "debt_amt", "debt_home_amt" -> home > 0 ? Cell.money(home) : Cell.text("");
            case "credit_amt", "credit_home_amt" -> home < 0 ? Cell.money(-home) : Cell.text("");
            case "nat_foreign_amount" -> Cell.money(line.posting().foreign());
            case "nat_open_bal", "nat_home_open_bal" ->
                Cell.text(
                        entity.has("Balance") ? Json.decimal(entity, "Balance").toPlainString() : "");
            case "currency" -> Cell.text(Json.ref(entity, "CurrencyRef"));
            case "exch_rate" -> Cell.text(Json.text(entity, "ExchangeRate"));
            case "due_date" -> Cell.text(Json.text(entity, "DueDate"));
            case "create_date" -> Cell.text(day(Json.text(entity, "MetaData.CreateTime")));
            case "last_mod_date" -> Cell.text(day(Json.text(entity, "MetaData.LastUpdatedTime")));
            case "create_by", "last_mod_by" -> Cell.text("Sandbox User");
            case "term_name" -> Cell.text(Json.text(entity, "SalesTermRef.name"));
            case "pmt_mthd" -> Cell.text(Json.text(entity, "PaymentMethodRef.name"));
            case "tracking_num" -> Cell.text(Json.text(entity, "TrackingNum"));
            case "ship_via" -> Cell.text(Json.text(entity, "ShipMethodRef.name"));
            case "cust_msg" -> Cell.text(Json.text(entity, "CustomerMemo.value"));
            case "cust_bill_email" -> Cell.text(Json.text(entity, "BillEmail.Address"));
            case "is_adj" -> Cell.text(Json.bool(entity, "Adjustment") ? "Yes" : "No");
            case "is_ar_paid", "is_ap_paid" ->
                Cell.text(
                        !entity.has("Balance")
                                ? ""
                                : Json.decimal(entity, "Balance").signum() == 0 ? "Paid" : "Unpaid");
            case "printed" -> Cell.text("PrintComplete".equals(Json.text(entity, "PrintStatus")) ? "Yes" : "No");
            default -> Cell.text("");
        };
    }

    private JsonNode item(Line line) {
        String id = line.posting().tags().itemId();
        JsonNode found = id == null ? null : company.find("Item", id);
        return found == null ? Json.object() : found;
    }

    private static String customField(JsonNode entity, String definition) {
        for (JsonNode field : entity.path("CustomField")) {
            if (definition.equals(Json.text(field, "DefinitionId"))) {
                return Json.text(field, "StringValue");
            }
        }
        return "";
    }

    static String day(String time) {
        return time == null ? "" : time.substring(0, 10);
    }

    private static String quantity(BigDecimal quantity) {
        return quantity == null
                ? ""
                : quantity.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String rate(Line line) {
        BigDecimal quantity = line.posting().tags().quantity();
        return quantity == null || quantity.signum() == 0
                ? ""
                : Money.amount(line.posting().home())
                        .abs()
                        .divide(quantity.abs(), 2, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    String typeName(Line line) {
        JsonNode entity = entity(line.entry());
        return entity.isEmpty()
                ? line.entry().key().type()
                : ReportNames.transaction(line.entry().key().type(), entity);
    }

    private Cell party(Party party) {
        return Cell.of(books.partyName(party), party == null ? null : party.id());
    }

    private Cell named(String type, String id) {
        JsonNode found = id == null ? null : company.find(type, id);
        return found == null ? Cell.text("") : Cell.of(Json.text(found, "Name"), id);
    }

    /** The account on the other side of the transaction, or that there are several. */
    private String split(Line line) {
        List<String> others = line.entry().postings().stream()
                .map(p -> p.account())
                .filter(a -> !a.equals(line.posting().account()))
                .distinct()
                .toList();
        return others.size() == 1 ? books.accountName(others.get(0)) : others.isEmpty() ? "" : "-Split-";
    }

    /** The order of lines by a column, in which a line counts as the report shows it. */
    Comparator<Line> order(Column column, boolean descending, ToLongFunction<Line> amount) {
        return Comparator.comparing(
                line -> cell(column.key(), line, amount.applyAsLong(line), 0), CellOrder.of(column, descending));
    }
}
