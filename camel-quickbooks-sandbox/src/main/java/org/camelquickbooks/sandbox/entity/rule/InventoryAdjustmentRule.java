package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** What a count of the stock has shown: goods lost leave at their cost, goods found come at the item's. */
public final class InventoryAdjustmentRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode adjustment = draft.entity();
        Tracking.require(draft, "ProductAndServicesPrefs.QuantityOnHand", "inventory");
        Currencies.settle(draft, null);
        Transactions.date(draft);
        Transactions.number(draft, false);
        Accounts.check(
                adjustment,
                "AdjustAccountRef",
                draft.change(),
                "Cost of Goods Sold",
                "Expense",
                "Other Expense",
                "Income",
                "Other Income",
                "Equity");
        int number = 0;
        for (ObjectNode line : Transactions.lines(adjustment)) {
            line.put("LineNum", ++number);
            check(draft, line);
        }
        Transactions.lineIds(draft, (ArrayNode) adjustment.get("Line"), 1);
        Tracking.check(draft);
    }

    private static void check(Draft draft, ObjectNode line) {
        if (!"ItemAdjustmentLineDetail".equals(Transactions.detailType(line))) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_ENUMERATION,
                    "Invalid Enumeration : " + Transactions.detailType(line) + " is no line of an InventoryAdjustment",
                    "Line.DetailType");
        }
        ObjectNode detail = line.withObject("/ItemAdjustmentLineDetail");
        if (Json.ref(detail, "ItemRef") == null) {
            throw QuickBooksFault.required("Line.ItemAdjustmentLineDetail.ItemRef");
        }
        JsonNode item = Goods.inventoryItem(detail, draft.change());
        if (item == null) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE,
                    "Invalid Reference Id : Line.ItemAdjustmentLineDetail.ItemRef is not an inventory item");
        }
        if (!detail.has("QtyDiff") && detail.has("NewQty")) {
            BigDecimal onHand = draft.change().company().ledger().quantity(Json.text(item, "Id"));
            detail.put("QtyDiff", Json.decimal(detail, "NewQty").subtract(onHand));
        }
        detail.remove("NewQty");
        if (!detail.has("QtyDiff")) {
            throw QuickBooksFault.required("Line.ItemAdjustmentLineDetail.QtyDiff");
        }
        Goods.checkDate(draft, item);
    }

    @Override
    public void link(Draft draft) {
        Goods.touch(draft.change(), draft.entity());
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        Goods.touch(change, stored);
    }

    @Override
    public Entry post(ObjectNode adjustment, Lookup books) {
        EntryBuilder entry = Transactions.entry("InventoryAdjustment", adjustment, null);
        String offset = Json.ref(adjustment, "AdjustAccountRef");
        for (JsonNode line : adjustment.path("Line")) {
            JsonNode detail = line.path("ItemAdjustmentLineDetail");
            JsonNode item = books.find("Item", Json.ref(detail, "ItemRef"));
            BigDecimal difference = Json.decimal(detail, "QtyDiff");
            if (difference.signum() < 0) {
                Goods.out(entry, item, difference.negate(), offset);
            } else {
                found(entry, adjustment, line, item, difference, offset);
            }
        }
        return entry.build();
    }

    private static void found(
            EntryBuilder entry, JsonNode adjustment, JsonNode line, JsonNode item, BigDecimal quantity, String offset) {
        long value = Goods.costOf(item, quantity);
        Tags tags = Transactions.tags(adjustment, line, line.path("ItemAdjustmentLineDetail"), null);
        entry.add(new Posting(Json.ref(item, "AssetAccountRef"), value, value, Side.PLAIN, tags));
        entry.add(new Posting(offset, -value, -value, Side.PLAIN, tags));
        Goods.in(entry, item, quantity, value, offset);
    }
}
