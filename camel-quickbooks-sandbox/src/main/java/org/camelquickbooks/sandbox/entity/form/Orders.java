package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.json.Json;

/** Purchase orders that bills and purchases are linked to: lines are received, and the order closes with the last. */
public final class Orders {

    private Orders() {}

    public static void receive(Change change, JsonNode purchase, String type) {
        move(change, purchase, type, BigDecimal.ONE);
    }

    public static void giveBack(Change change, JsonNode purchase, String type) {
        move(change, purchase, type, BigDecimal.ONE.negate());
    }

    private static void move(Change change, JsonNode purchase, String type, BigDecimal sign) {
        for (JsonNode line : purchase.path("Line")) {
            for (Link link : Links.of(line)) {
                if (link.isTo("PurchaseOrder")) {
                    ObjectNode order = Links.target(change, link);
                    receive(order, link, line, sign);
                    store(change, order, link, purchase, type, sign.signum() > 0);
                }
            }
        }
        for (Link link : Links.of(purchase)) {
            if (link.isTo("PurchaseOrder")) {
                store(change, Links.target(change, link), link, purchase, type, sign.signum() > 0);
            }
        }
    }

    private static void receive(ObjectNode order, Link link, JsonNode line, BigDecimal sign) {
        for (ObjectNode ordered : Transactions.lines(order)) {
            if (link.lineId() != null && link.lineId().equals(Json.text(ordered, "Id"))) {
                BigDecimal quantity = Json.decimal(line, "ItemBasedExpenseLineDetail.Qty");
                BigDecimal received = Json.decimal(ordered, "Received").add(quantity.multiply(sign));
                ordered.put("Received", received.max(BigDecimal.ZERO));
            }
        }
    }

    private static void store(
            Change change, ObjectNode order, Link link, JsonNode purchase, String type, boolean linked) {
        String txnType = type.equals("Purchase") ? "Expense" : type;
        if (linked) {
            Links.add(order, txnType, Json.text(purchase, "Id"));
        } else {
            Links.remove(order, txnType, Json.text(purchase, "Id"));
        }
        order.put("POStatus", isReceived(order) && linked || Json.bool(order, "ManuallyClosed") ? "Closed" : "Open");
        change.relate(link.type(), order);
    }

    private static boolean isReceived(JsonNode order) {
        for (JsonNode line : order.path("Line")) {
            JsonNode detail = line.path("ItemBasedExpenseLineDetail");
            if (detail.has("Qty") && Json.decimal(line, "Received").compareTo(Json.decimal(detail, "Qty")) < 0) {
                return false;
            }
        }
        return true;
    }
}
