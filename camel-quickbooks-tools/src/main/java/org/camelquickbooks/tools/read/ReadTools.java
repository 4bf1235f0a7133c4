package org.camelquickbooks.tools.read;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.tools.definition.Continuation;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.definition.ToolField;

/** The tools that read. */
public final class ReadTools {

    private static final Columns PEOPLE = Columns.of(
            "Id",
            "DisplayName",
            "CompanyName",
            "email=PrimaryEmailAddr/Address",
            "phone=PrimaryPhone/FreeFormNumber",
            "city=BillAddr/City",
            "currency=CurrencyRef/value",
            "Balance",
            "Active");

    private final Books books;
    private final Names names;
    private final InstantSource clock;

    public ReadTools(Books books, InstantSource clock) {
        this.books = books;
        this.names = new Names(books);
        this.clock = clock;
    }

    public List<Tool> all() {
        return List.of(
                company(),
                find("customer", "Customer", "DisplayName", "e-mail, phone and open balance", PEOPLE),
                find("vendor", "Vendor", "DisplayName", "e-mail, phone and open balance", PEOPLE),
                find(
                        "account",
                        "Account",
                        "FullyQualifiedName",
                        "type and current balance",
                        Columns.of(
                                "Id",
                                "FullyQualifiedName",
                                "Classification",
                                "AccountType",
                                "CurrentBalance",
                                "currency=CurrencyRef/value",
                                "Active")),
                find(
                        "item",
                        "Item",
                        "FullyQualifiedName",
                        "type, prices and, for goods, the stock (QtyOnHand)",
                        Columns.of(
                                "Id",
                                "FullyQualifiedName",
                                "Sku",
                                "Type",
                                "Description",
                                "UnitPrice",
                                "PurchaseCost",
                                "QtyOnHand",
                                "ReorderPoint",
                                "InvStartDate",
                                "Active")),
                openInvoices(),
                new DocumentTool(books),
                ReportTool.ledger(books),
                ReportTool.reports(books));
    }

    private Tool company() {
        return new QueryTool(
                books,
                "company",
                "Company",
                "Reads which company these books belong to: name, country, and the first month of its fiscal year.",
                List.of(),
                arguments -> new QueryTool.Statement("SELECT * FROM CompanyInfo", Map.of()),
                Columns.of("CompanyName", "LegalName", "Country", "FiscalYearStartMonth", "city=CompanyAddr/City"));
    }

    private Tool find(String word, String entity, String key, String answers, Columns columns) {
        return new QueryTool(
                books,
                "find_" + word,
                "Find " + word,
                "Finds each active " + word + " whose name contains a text, or lists all: names, " + answers + ".",
                List.of(
                        ToolField.text("name", "A part of the name; without it all are listed."),
                        ToolField.flag("inactive", "true also finds inactive ones."),
                        Continuation.FIELD),
                arguments -> {
                    String where = arguments.flag("inactive") ? "Active IN (true, false)" : "Active = true";
                    if (!arguments.has("name")) {
                        return new QueryTool.Statement(
                                "SELECT * FROM " + entity + " WHERE " + where + " ORDERBY " + key, Map.of());
                    }
                    return new QueryTool.Statement(
                            "SELECT * FROM " + entity + " WHERE " + where + " AND " + key + " LIKE :name ORDERBY "
                                    + key,
                            Map.of("name", "%" + arguments.text("name") + "%"));
                },
                columns);
    }

    private Tool openInvoices() {
        return new QueryTool(
                books,
                "open_invoices",
                "Open invoices",
                "Lists invoices that are not paid, the oldest due date first: number, customer, due date, total and open "
                        + "balance.",
                List.of(
                        ToolField.text("customer", "The exact name of a customer; without it those of all."),
                        ToolField.flag("overdue", "true lists only those whose due date is before today (UTC)."),
                        Continuation.FIELD),
                arguments -> {
                    StringBuilder text = new StringBuilder("SELECT * FROM Invoice WHERE Balance > '0'");
                    Map<String, Object> values = new HashMap<>();
                    if (arguments.has("customer")) {
                        text.append(" AND CustomerRef = :customer");
                        values.put("customer", Json.text(names.customer("customer", arguments.text("customer")), "Id"));
                    }
                    if (arguments.flag("overdue")) {
                        text.append(" AND DueDate < :today");
                        values.put(
                                "today",
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                                        .toString());
                    }
                    return new QueryTool.Statement(text + " ORDERBY DueDate", values);
                },
                Columns.of(
                        "Id",
                        "DocNumber",
                        "TxnDate",
                        "DueDate",
                        "customer=CustomerRef/name",
                        "currency=CurrencyRef/value",
                        "TotalAmt",
                        "Balance"));
    }
}
