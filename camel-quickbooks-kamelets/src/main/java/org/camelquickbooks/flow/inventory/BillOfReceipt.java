package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Turns;
import org.camelquickbooks.model.Json;

/**
 * Makes the bill of what came in of a purchase order, at the order's prices. Each line is linked to that of the order, so
 * that QuickBooks knows what is still to come, and closes the order with the last of it.
 */
final class BillOfReceipt extends AsyncStep {

    private static final int CENTS = 2;

    private final Turns turns = new Turns();

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode receipt = work.message();
        String number = Json.text(receipt, "purchase");
        Calls calls = calls(work.key().company());
        return turns.take(work.key().company() + number, exchange)
                .thenCompose(mine ->
                        calls.query("select * from PurchaseOrder where DocNumber = :number", Map.of("number", number)))
                .thenCompose(orders -> one(calls, number, orders))
                .thenCompose(order -> items(calls, receipt).thenAccept(items -> {
                    exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Bill");
                    exchange.getMessage().setBody(bill(receipt, order, items));
                }));
    }

    /** Read by its Id: with what came in by now. */
    private static CompletableFuture<JsonNode> one(Calls calls, String number, List<JsonNode> orders) {
        if (orders.size() != 1) {
            throw refused(
                    "/purchase",
                    "QuickBooks has " + (orders.isEmpty() ? "no" : orders.size()) + " purchase order"
                            + (orders.isEmpty() ? "" : "s") + " with the number " + number);
        }
        return calls.read("PurchaseOrder", Json.text(orders.get(0), "Id"));
    }

    private static CanonicalException refused(String pointer, String reason) {
        return new CanonicalException(CanonicalType.RECEIPT, List.of(new Problem(pointer, reason)));
    }

    private static CompletableFuture<List<String>> items(Calls calls, JsonNode receipt) {
        Lookups lookups = new Lookups(calls);
        List<Reference> references = new ArrayList<>();
        receipt.path("lines")
                .forEach(line -> references.add(
                        line.has("sku")
                                ? new Reference("Item", "Sku", Json.text(line, "sku"))
                                : new Reference("Item", "Name", Json.text(line, "item"))));
        return lookups.named(CanonicalType.RECEIPT, receipt, new LinkedHashSet<>(references), Map.of())
                .thenApply(found -> references.stream().map(found.ids()::get).toList());
    }

    private static ObjectNode bill(JsonNode receipt, JsonNode order, List<String> items) {
        ObjectNode bill = Json.object().put("TxnDate", Json.text(receipt, "date"));
        copy(receipt, "number", bill, "DocNumber");
        copy(receipt, "dueDate", bill, "DueDate");
        copy(receipt, "note", bill, "PrivateNote");
        copy(order, "VendorRef", bill, "VendorRef");
        copy(order, "CurrencyRef", bill, "CurrencyRef");
        ArrayNode lines = bill.putArray("Line");
        for (int i = 0; i < items.size(); i++) {
            JsonNode ordered = ordered(order, items.get(i), i);
            line(order, ordered, receipt.path("lines").path(i), i, lines);
        }
        return bill;
    }

    private static JsonNode ordered(JsonNode order, String item, int index) {
        for (JsonNode line : order.path("Line")) {
            if (line.at("/ItemBasedExpenseLineDetail/ItemRef/value").asText().equals(item)) {
                return line;
            }
        }
        throw refused("/lines/" + index, "this item was not ordered with " + Json.text(order, "DocNumber"));
    }

    private static void line(JsonNode order, JsonNode ordered, JsonNode received, int index, ArrayNode lines) {
        JsonNode detail = ordered.path("ItemBasedExpenseLineDetail");
        BigDecimal quantity = received.path("quantity").decimalValue();
        BigDecimal open = detail.path("Qty")
                .decimalValue()
                .subtract(ordered.path("Received").decimalValue());
        if (quantity.compareTo(open) > 0) {
            throw refused(
                    "/lines/" + index + "/quantity",
                    quantity.toPlainString() + " came, where " + open.toPlainString()
                            + " was still to come (difference "
                            + quantity.subtract(open).toPlainString() + ")");
        }
        BigDecimal price = detail.path("UnitPrice").decimalValue();
        ObjectNode line = lines.addObject()
                .put("Amount", price.multiply(quantity).setScale(CENTS, RoundingMode.HALF_UP))
                .put("DetailType", "ItemBasedExpenseLineDetail");
        line.putArray("LinkedTxn")
                .addObject()
                .put("TxnId", Json.text(order, "Id"))
                .put("TxnType", "PurchaseOrder")
                .put("TxnLineId", Json.text(ordered, "Id"));
        ObjectNode item = line.putObject("ItemBasedExpenseLineDetail");
        copy(detail, "ItemRef", item, "ItemRef");
        item.put("Qty", quantity).put("UnitPrice", price);
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        if (from.has(field)) {
            to.set(name, from.path(field));
        }
    }
}
