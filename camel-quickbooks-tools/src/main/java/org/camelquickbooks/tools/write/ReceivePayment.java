package org.camelquickbooks.tools.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.tools.definition.Similar;
import org.camelquickbooks.tools.definition.ToolArguments;
import org.camelquickbooks.tools.definition.ToolException;
import org.camelquickbooks.tools.definition.ToolField;
import org.camelquickbooks.tools.read.Books;
import org.camelquickbooks.tools.read.Names;

/** A payment of a customer, for an invoice or on account. */
final class ReceivePayment extends ConfirmedWrite {

    private final Books books;
    private final Names names;

    ReceivePayment(Books books, Confirmations confirmations) {
        super(books, confirmations);
        this.books = books;
        this.names = new Names(books);
    }

    @Override
    public String name() {
        return "receive_payment";
    }

    @Override
    public String title() {
        return "Receive payment";
    }

    @Override
    public String description() {
        return "Records a payment of a customer in two calls, as create_invoice does. With 'invoice' it pays that invoice; "
                + "without, it is a credit of the customer.";
    }

    @Override
    List<ToolField> ownFields() {
        return List.of(
                ToolField.shown("customer", "The exact name of the customer.").mandatory(),
                ToolField.amount("amount", "How much was paid, in the customer's currency.")
                        .mandatory(),
                ToolField.date("date", "When it was paid, as YYYY-MM-DD.").mandatory(),
                ToolField.shown("invoice", "The number of the invoice that it pays."),
                ToolField.shown("reference", "The number of the check or transfer."));
    }

    @Override
    Draft draft(ToolArguments arguments) {
        JsonNode customer = names.customer("customer", arguments.text("customer"));
        BigDecimal amount = arguments.number("amount");
        String date = arguments.date("date").toString();
        ObjectNode body = Json.object().put("TotalAmt", amount).put("TxnDate", date);
        body.putObject("CustomerRef").put("value", Json.text(customer, "Id"));
        ObjectNode summary = Json.object()
                .put("customer", Json.text(customer, "DisplayName"))
                .put("amount", amount)
                .put("date", date);
        if (customer.path("CurrencyRef").has("value")) {
            body.putObject("CurrencyRef")
                    .put("value", customer.at("/CurrencyRef/value").asText());
            summary.put("currency", customer.at("/CurrencyRef/value").asText());
        }
        if (arguments.has("reference")) {
            body.put("PaymentRefNum", arguments.text("reference"));
            summary.put("reference", arguments.text("reference"));
        }
        if (arguments.has("invoice")) {
            JsonNode invoice = invoice(customer, arguments.text("invoice"));
            BigDecimal open = invoice.path("Balance").decimalValue();
            if (amount.compareTo(open) > 0) {
                throw new ToolException(
                        "amount",
                        amount,
                        "The amount is above the open balance of invoice '" + arguments.text("invoice") + "', which is "
                                + open.toPlainString(),
                        "Use at most the open balance. What is paid beyond it is a payment of its own, without 'invoice'. If "
                                + "this repeats a call with the same idempotencyKey, look first with open_invoices whether that "
                                + "one has paid it");
            }
            ObjectNode line = body.putArray("Line").addObject().put("Amount", amount);
            line.putArray("LinkedTxn")
                    .addObject()
                    .put("TxnId", Json.text(invoice, "Id"))
                    .put("TxnType", "Invoice");
            summary.putObject("invoice")
                    .put("number", Json.text(invoice, "DocNumber"))
                    .put("total", invoice.path("TotalAmt").decimalValue())
                    .put("openNow", open);
        }
        return new Draft("Payment", body, summary);
    }

    private JsonNode invoice(JsonNode customer, String number) {
        String id = Json.text(customer, "Id");
        List<JsonNode> found = books.query(
                "SELECT * FROM Invoice WHERE DocNumber = :number AND CustomerRef = :customer MAXRESULTS 2",
                Map.of("number", number, "customer", id));
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> open = books
                .query(
                        "SELECT * FROM Invoice WHERE CustomerRef = :customer AND Balance > '0' MAXRESULTS 100",
                        Map.of("customer", id))
                .stream()
                .map(row -> Json.text(row, "DocNumber"))
                .filter(text -> text != null)
                .toList();
        List<String> similar = Similar.of(number, open);
        throw new ToolException(
                "invoice",
                number,
                (found.isEmpty() ? "This customer has no invoice" : "This customer has several invoices")
                        + " with the number '" + number + "'",
                "Use the number of one of the customer's open invoices, or leave 'invoice' out",
                similar.isEmpty() ? open.subList(0, Math.min(5, open.size())) : similar);
    }
}
