package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.Turns;
import org.camelquickbooks.model.Json;

/**
 * Makes the bill of what came in of a purchase order, at the order's prices. Each line is linked to that of the order, so
 * that QuickBooks knows what is still to come, and closes the order with the last of it.
 */
final class BillOfReceipt extends AsyncStep {

    private static final int CENTS = 2;
    private static final List<String> SAME =
            List.of("ItemRef", "CustomerRef", "ClassRef", "BillableStatus", "TaxCodeRef");

    private final Turns turns = new Turns();

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode receipt = work.message();
        String number = Json.text(receipt, "purchase");
        Calls calls = calls(work.key().company());
        return turns.take("order " + work.key().company() + " " + Names.folded(number), exchange)
                .thenCompose(mine ->
                        calls.query("select * from PurchaseOrder where DocNumber = :number", Map.of("number", number)))
                .thenCompose(orders -> one(calls, number, exact(number, orders)))
                .thenCompose(order -> Journals.of(getCamelContext())
                        .refuseBesideOthers(
                                work.key(),
                                plan -> plan.body().findValuesAsText("TxnId").contains(Json.text(order, "Id")),
                                "order")
                        .thenApply(none -> order))
                .thenCompose(
                        order -> items(calls, receipt).thenAcceptBoth(location(calls, receipt), (items, location) -> {
                            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Bill");
                            exchange.getMessage().setBody(bill(receipt, order, items, location));
                        }));
    }

    /** QuickBooks does not tell upper case from lower case, and numbers may differ in nothing else. */
    private static List<JsonNode> exact(String number, List<JsonNode> orders) {
        List<JsonNode> exact = orders.stream()
                .filter(order -> number.equals(Json.text(order, "DocNumber")))
                .toList();
        return exact.isEmpty() ? orders : exact;
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
        Lookups lookups = Lookups.fresh(calls);
        List<Reference> references = new ArrayList<>();
        receipt.path("lines").forEach(line -> references.add(Reference.item(line)));
        return lookups.named(CanonicalType.RECEIPT, receipt, new LinkedHashSet<>(references), Map.of())
                .thenApply(found -> references.stream().map(found.ids()::get).toList());
    }

    /** The Id of the location that the receipt names; null where it names none. */
    private static CompletableFuture<String> location(Calls calls, JsonNode receipt) {
        if (!receipt.has("location")) {
            return CompletableFuture.completedFuture(null);
        }
        Reference named = new Reference("Department", "Name", Json.text(receipt, "location"));
        return Lookups.fresh(calls)
                .named(CanonicalType.RECEIPT, receipt, Set.of(named), Map.of())
                .thenApply(found -> found.ids().get(named));
    }

    private static ObjectNode bill(JsonNode receipt, JsonNode order, List<String> items, String location) {
        ObjectNode bill = Json.object().put("TxnDate", Json.text(receipt, "date"));
        copy(receipt, "number", bill, "DocNumber");
        copy(receipt, "dueDate", bill, "DueDate");
        copy(receipt, "note", bill, "PrivateNote");
        copy(order, "VendorRef", bill, "VendorRef");
        copy(order, "CurrencyRef", bill, "CurrencyRef");
        copy(receipt, "exchangeRate", bill, "ExchangeRate");
        if (location != null) {
            bill.putObject("DepartmentRef").put("value", location);
        } else {
            copy(order, "DepartmentRef", bill, "DepartmentRef");
        }
        copy(order, "GlobalTaxCalculation", bill, "GlobalTaxCalculation");
        ArrayNode lines = bill.putArray("Line");
        Map<String, BigDecimal> taken = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            take(order, items.get(i), receipt.path("lines").path(i), i, taken, lines);
        }
        if (order.path("POStatus").asText().equals("Closed")) {
            // Something of it is still to come, so that somebody has closed it by hand.
            throw refused(
                    "/purchase",
                    "purchase order " + Json.text(order, "DocNumber")
                            + " is closed; open it in QuickBooks, and send the receipt again");
        }
        return bill;
    }

    /** Takes what came from what is still to come: over all lines of the order with the item, one after the other. */
    private static void take(
            JsonNode order, String item, JsonNode received, int index, Map<String, BigDecimal> taken, ArrayNode lines) {
        BigDecimal came = received.path("quantity").decimalValue();
        if (came.signum() <= 0) {
            throw refused("/lines/" + index + "/quantity", "a received quantity must be more than zero");
        }
        BigDecimal rest = came;
        boolean ordered = false;
        for (JsonNode line : order.path("Line")) {
            JsonNode detail = line.path("ItemBasedExpenseLineDetail");
            if (!detail.at("/ItemRef/value").asText().equals(item)) {
                continue;
            }
            ordered = true;
            String id = Json.text(line, "Id");
            BigDecimal before = line.path("Received").decimalValue().add(taken.getOrDefault(id, BigDecimal.ZERO));
            BigDecimal part = detail.path("Qty").decimalValue().subtract(before).min(rest);
            if (part.signum() > 0) {
                taken.merge(id, part, BigDecimal::add);
                rest = rest.subtract(part);
                line(order, line, before, part, lines);
            }
        }
        if (!ordered) {
            throw refused("/lines/" + index, "this item was not ordered with " + Json.text(order, "DocNumber"));
        }
        if (rest.signum() > 0) {
            throw refused(
                    "/lines/" + index + "/quantity",
                    came.toPlainString() + " were received, but only "
                            + came.subtract(rest).toPlainString() + " of the order are open (difference "
                            + rest.toPlainString() + ")");
        }
    }

    private static void line(
            JsonNode order, JsonNode ordered, BigDecimal before, BigDecimal quantity, ArrayNode lines) {
        JsonNode detail = ordered.path("ItemBasedExpenseLineDetail");
        boolean priced = detail.path("UnitPrice").isNumber();
        BigDecimal amount = priced
                ? detail.path("UnitPrice").decimalValue().multiply(quantity).setScale(CENTS, RoundingMode.HALF_UP)
                : share(ordered, before.add(quantity)).subtract(share(ordered, before));
        ObjectNode line = lines.addObject().put("Amount", amount).put("DetailType", "ItemBasedExpenseLineDetail");
        line.putArray("LinkedTxn")
                .addObject()
                .put("TxnId", Json.text(order, "Id"))
                .put("TxnType", "PurchaseOrder")
                .put("TxnLineId", Json.text(ordered, "Id"));
        ObjectNode item = line.putObject("ItemBasedExpenseLineDetail");
        copy(ordered, "Description", line, "Description");
        for (String field : SAME) {
            copy(detail, field, item, field);
        }
        item.put("Qty", quantity);
        copy(detail, "UnitPrice", item, "UnitPrice");
    }

    /** What a quantity of a line without a price costs: all parts together are the line's amount. */
    private static BigDecimal share(JsonNode ordered, BigDecimal quantity) {
        return ordered.path("Amount")
                .decimalValue()
                .multiply(quantity)
                .divide(ordered.at("/ItemBasedExpenseLineDetail/Qty").decimalValue(), CENTS, RoundingMode.HALF_UP);
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        if (from.has(field)) {
            to.set(name, from.path(field));
        }
    }
}
