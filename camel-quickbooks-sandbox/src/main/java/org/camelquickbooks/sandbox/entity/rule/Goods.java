package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Movement;

/** Inventory items on the lines of transactions. */
final class Goods {

    private Goods() {}

    /** The inventory item that a line's detail names, or null where it names none or another kind. */
    static JsonNode inventoryItem(JsonNode detail, Lookup books) {
        String id = Json.ref(detail, "ItemRef");
        JsonNode item = id == null ? null : books.find("Item", id);
        return item != null && "Inventory".equals(Json.text(item, "Type")) ? item : null;
    }

    static void checkDate(Draft draft, JsonNode item) {
        String start = Json.text(item, "InvStartDate");
        if (start != null && Json.text(draft.entity(), "TxnDate").compareTo(start) < 0) {
            throw QuickBooksFault.business("Transaction date is prior to start date for inventory item "
                    + Json.text(item, "Name") + ", which is " + start + ".");
        }
    }

    /** Takes goods out at what they cost. */
    static void out(EntryBuilder entry, JsonNode item, BigDecimal quantity, String offset) {
        entry.move(new Movement(
                Json.text(item, "Id"), quantity.negate(), 0, Json.ref(item, "AssetAccountRef"), offset, cost(item)));
    }

    /** Brings goods in at a cost in cents of the home currency. */
    static void in(EntryBuilder entry, JsonNode item, BigDecimal quantity, long cost, String offset) {
        entry.move(new Movement(
                Json.text(item, "Id"), quantity, cost, Json.ref(item, "AssetAccountRef"), offset, cost(item)));
    }

    /** The purchase cost of one unit, in cents. */
    static BigDecimal cost(JsonNode item) {
        return Json.decimal(item, "PurchaseCost").movePointRight(2);
    }

    static long costOf(JsonNode item, BigDecimal quantity) {
        return Money.cents(Json.decimal(item, "PurchaseCost").multiply(quantity));
    }

    /** A quantity that moved is a change of the item: its version and time go on (assumed, see docs/sandbox.md). */
    static void touch(Change change, JsonNode entity) {
        Set<String> items = new LinkedHashSet<>();
        collect(entity, items);
        for (String id : items) {
            JsonNode item = change.find("Item", id);
            if (item != null && Json.bool(item, "TrackQtyOnHand")) {
                change.put(Change.type("Item"), change.edit("Item", id), Operation.UPDATE);
            }
        }
    }

    private static void collect(JsonNode entity, Set<String> items) {
        for (JsonNode line : entity.path("Line")) {
            for (JsonNode detail : line) {
                String id = detail instanceof ObjectNode ? Json.ref(detail, "ItemRef") : null;
                if (id != null) {
                    items.add(id);
                }
                collect(detail, items);
            }
        }
    }
}
