package org.camelquickbooks.sandbox.entity.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * The inventory item on a transaction line, with the accounts and the unit cost of the posting. A line that was
 * posted before keeps its accounts and cost, even if the item has changed.
 */
public final class Goods {

    private static final Set<String> UNPOSTED = Set.of("Estimate", "PurchaseOrder");

    private final String item;
    private final String asset;
    private final String expense;
    private final BigDecimal unitCents;
    private final String line;

    private Goods(String item, String asset, String expense, BigDecimal unitCents, String line) {
        this.item = item;
        this.asset = asset;
        this.expense = expense;
        this.unitCents = unitCents;
        this.line = line;
    }

    /** The goods of a line, or null where its detail names no inventory item. */
    public static Goods of(JsonNode detail, JsonNode line, EntryBuilder entry, Lookup books) {
        JsonNode item = inventoryItem(detail, books);
        if (item == null) {
            return null;
        }
        String id = Json.text(item, "Id");
        String lineId = Json.text(line, "Id");
        Entry posted = books.posted(entry.key().type(), entry.key().id().text());
        if (posted != null && lineId != null) {
            for (Movement former : posted.movements()) {
                if (lineId.equals(former.line()) && former.item().equals(id)) {
                    return new Goods(id, former.asset(), former.offset(), former.fallback(), lineId);
                }
            }
        }
        return new Goods(
                id, Json.ref(item, "AssetAccountRef"), Json.ref(item, "ExpenseAccountRef"), cost(item), lineId);
    }

    /** The same goods, whose cost goes to another account than the item's. */
    public Goods against(String account) {
        return new Goods(item, asset, account, unitCents, line);
    }

    public String expense() {
        return expense;
    }

    public String asset() {
        return asset;
    }

    /** Takes goods out at what they cost. */
    public void out(EntryBuilder entry, BigDecimal quantity, Tags tags) {
        entry.move(new Movement(
                item, quantity.negate(), 0, asset, expense, unitCents, line, tags.withQuantity(quantity.negate())));
    }

    /** Brings goods in at a cost in cents of the home currency. */
    public void in(EntryBuilder entry, BigDecimal quantity, long cost, Tags tags) {
        entry.move(new Movement(item, quantity, cost, asset, expense, unitCents, line, tags.withQuantity(quantity)));
    }

    /** Brings goods in at the item's purchase cost, which is taken back from where their cost went. */
    public void found(EntryBuilder entry, BigDecimal quantity, Tags tags) {
        long value =
                unitCents.multiply(quantity).setScale(0, RoundingMode.HALF_UP).longValueExact();
        in(entry, quantity, value, tags);
        Tags counted = tags.withQuantity(quantity);
        entry.add(new Posting(asset, value, value, Side.COST, counted));
        entry.add(new Posting(expense, -value, -value, Side.COST, counted));
    }

    /** The inventory item that a line's detail names, or null where it names none or another kind. */
    public static JsonNode inventoryItem(JsonNode detail, Lookup books) {
        String id = Json.ref(detail, "ItemRef");
        JsonNode item = id == null ? null : books.find("Item", id);
        return item != null && "Inventory".equals(Json.text(item, "Type")) ? item : null;
    }

    /** Offers and orders move nothing, so that they may be older than the stock. */
    public static void checkDate(Draft draft, JsonNode item) {
        String start = Json.text(item, "InvStartDate");
        if (start != null
                && !UNPOSTED.contains(draft.type().name())
                && Json.text(draft.entity(), "TxnDate").compareTo(start) < 0) {
            throw new QuickBooksFault(
                    FaultCode.INVENTORY_DATE,
                    "Transaction date is prior to start date for inventory item : Transactions with inventory (QOH) items"
                            + " cannot be dated before the item's start date. " + Json.text(item, "Name")
                            + " starts on "
                            + start + ".");
        }
    }

    /** The purchase cost of one unit, in cents. */
    private static BigDecimal cost(JsonNode item) {
        return Json.decimal(item, "PurchaseCost").movePointRight(2);
    }

    /** A quantity that moved is a change of the item: its version and time go on (assumed, see docs/sandbox.md). */
    public static void touch(Change change, JsonNode entity) {
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
