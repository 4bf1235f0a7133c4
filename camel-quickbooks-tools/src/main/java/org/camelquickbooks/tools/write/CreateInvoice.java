package org.camelquickbooks.tools.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.CompanySettings;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolException;
import org.camelquickbooks.tools.definition.ToolField;
import org.camelquickbooks.tools.read.Books;
import org.camelquickbooks.tools.read.Names;

/** An invoice of items for a customer. */
final class CreateInvoice extends ConfirmedWrite {

    private final Books books;
    private final Names names;

    CreateInvoice(Books books, Confirmations confirmations) {
        super(books, confirmations);
        this.books = books;
        this.names = new Names(books);
    }

    @Override
    public String name() {
        return "create_invoice";
    }

    @Override
    public String title() {
        return "Create invoice";
    }

    @Override
    public String description() {
        return "Creates an invoice in two calls. The first one answers a summary and a confirmation, and writes nothing. The "
                + "second one, with the confirmation, writes it. Taxes are computed by QuickBooks.";
    }

    @Override
    List<ToolField> ownFields() {
        return List.of(
                ToolField.shown("customer", "The exact name of the customer.").mandatory(),
                ToolField.rows(
                                "lines",
                                "What is sold: objects with item, quantity, and if it differs from the item's, unitPrice.",
                                ToolField.shown("item", "The exact name of the item.")
                                        .mandatory(),
                                ToolField.number("quantity", "How many.").mandatory(),
                                ToolField.number("unitPrice", "The price of one; without it that of the item."),
                                ToolField.shown("description", "A text for this line."))
                        .mandatory(),
                ToolField.date("date", "The date of the invoice, as YYYY-MM-DD.")
                        .mandatory(),
                ToolField.date("dueDate", "When it is due, as YYYY-MM-DD; without it as the customer's terms say."),
                ToolField.shown("memo", "A text for the customer."));
    }

    @Override
    Draft draft(ToolArguments arguments) {
        JsonNode customer = names.customer("customer", arguments.text("customer"));
        ObjectNode body = Json.object().put("TxnDate", arguments.date("date").toString());
        body.putObject("CustomerRef").put("value", Json.text(customer, "Id"));
        ObjectNode summary = Json.object()
                .put("customer", Json.text(customer, "DisplayName"))
                .put("date", arguments.date("date").toString());
        if (customer.path("CurrencyRef").has("value")) {
            body.putObject("CurrencyRef")
                    .put("value", customer.at("/CurrencyRef/value").asText());
            summary.put("currency", customer.at("/CurrencyRef/value").asText());
        }
        if (arguments.has("dueDate")) {
            body.put("DueDate", arguments.date("dueDate").toString());
            summary.put("dueDate", arguments.date("dueDate").toString());
        }
        if (arguments.has("memo")) {
            body.putObject("CustomerMemo").put("value", arguments.text("memo"));
            summary.put("memo", arguments.text("memo"));
        }
        requirePrices(customer, arguments.rows("lines"));
        BigDecimal total = lines(arguments, body.putArray("Line"), summary.putArray("lines"));
        summary.put("totalWithoutTax", total);
        return new Draft("Invoice", body, summary);
    }

    /** The prices of items are in the home currency. */
    private void requirePrices(JsonNode customer, List<ToolArguments> rows) {
        String currency = customer.at("/CurrencyRef/value").asText();
        int without = 0;
        while (without < rows.size() && rows.get(without).has("unitPrice")) {
            without++;
        }
        if (currency.isEmpty() || without == rows.size()) {
            return;
        }
        String home = CompanySettings.of(
                        books.query("SELECT * FROM Preferences", Map.of()).get(0))
                .homeCurrency();
        if (!currency.equals(home)) {
            throw new ToolException(
                    "lines[" + without + "].unitPrice",
                    null,
                    "The customer '" + Json.text(customer, "DisplayName") + "' pays in " + currency
                            + ", and the prices of items are in "
                            + (home == null ? "the company's home currency, which is unknown" : home),
                    "Set unitPrice, in " + currency + ", for each line");
        }
    }

    private BigDecimal lines(ToolArguments arguments, ArrayNode lines, ArrayNode shown) {
        BigDecimal total = BigDecimal.ZERO;
        List<ToolArguments> rows = arguments.rows("lines");
        for (int i = 0; i < rows.size(); i++) {
            ToolArguments row = rows.get(i);
            JsonNode item = names.item("lines[" + i + "].item", row.text("item"));
            BigDecimal price = row.has("unitPrice")
                    ? row.number("unitPrice")
                    : item.path("UnitPrice").decimalValue();
            if (price.signum() <= 0) {
                throw new ToolException(
                        "lines[" + i + "].unitPrice",
                        null,
                        "The item '" + row.text("item") + "' has no price of its own",
                        "Set unitPrice");
            }
            BigDecimal amount = price.multiply(row.number("quantity")).setScale(2, RoundingMode.HALF_UP);
            total = total.add(amount);
            ObjectNode line = lines.addObject().put("Amount", amount).put("DetailType", "SalesItemLineDetail");
            ObjectNode detail = line.putObject("SalesItemLineDetail")
                    .put("Qty", row.number("quantity"))
                    .put("UnitPrice", price);
            detail.putObject("ItemRef").put("value", Json.text(item, "Id"));
            ObjectNode told = shown.addObject()
                    .put("item", Json.text(item, "FullyQualifiedName"))
                    .put("quantity", row.number("quantity"))
                    .put("unitPrice", price)
                    .put("amount", amount);
            if (row.has("description")) {
                line.put("Description", row.text("description"));
                told.put("description", row.text("description"));
            }
        }
        return total;
    }
}
