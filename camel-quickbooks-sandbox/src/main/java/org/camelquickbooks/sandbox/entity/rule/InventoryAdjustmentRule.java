package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.stock.Goods;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Adjustments of the stock: missing goods leave at their cost, additional goods are added at the item's cost. */
public final class InventoryAdjustmentRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode adjustment = draft.entity();
        Tracking.require(draft, "ProductAndServicesPrefs.QuantityOnHand", "inventory");
        Currencies.settle(draft, null);
        if (!Currencies.of(adjustment, draft.change()).equals(Currencies.home(draft.change()))) {
            throw QuickBooksFault.business("The stock is adjusted in the home currency.");
        }
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
        Currencies.checkAccount(draft, Json.ref(adjustment, "AdjustAccountRef"), false);
        int number = 0;
        Map<String, BigDecimal> counted = new HashMap<>();
        for (ObjectNode line : Transactions.lines(adjustment)) {
            line.put("LineNum", ++number);
            check(draft, line, counted);
        }
        Transactions.lineIds(draft, adjustment.path("Line"), 1);
        Tracking.check(draft);
    }

    private static void check(Draft draft, ObjectNode line, Map<String, BigDecimal> counted) {
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
            String id = Json.text(item, "Id");
            BigDecimal onHand = onHandWithout(draft, id).add(counted.getOrDefault(id, BigDecimal.ZERO));
            detail.put("QtyDiff", Json.decimal(detail, "NewQty").subtract(onHand));
        }
        detail.remove("NewQty");
        if (!detail.has("QtyDiff")) {
            throw QuickBooksFault.required("Line.ItemAdjustmentLineDetail.QtyDiff");
        }
        counted.merge(Json.text(item, "Id"), Json.decimal(detail, "QtyDiff"), BigDecimal::add);
        Goods.checkDate(draft, item);
    }

    /** The quantity on hand as if this adjustment had not been made yet: the same count changes nothing. */
    private static BigDecimal onHandWithout(Draft draft, String item) {
        BigDecimal onHand = draft.change().company().ledger().quantity(item);
        Entry posted = draft.isNew() ? null : draft.change().posted("InventoryAdjustment", draft.id());
        if (posted != null) {
            for (Movement movement : posted.movements()) {
                onHand = movement.item().equals(item) ? onHand.subtract(movement.quantity()) : onHand;
            }
        }
        return onHand;
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
            BigDecimal difference = Json.decimal(detail, "QtyDiff");
            Goods goods = Goods.of(detail, line, entry, books).against(offset);
            Tags tags = Transactions.tags(adjustment, line, detail, null);
            if (difference.signum() < 0) {
                goods.out(entry, difference.negate(), tags);
            } else {
                goods.found(entry, difference, tags);
            }
        }
        return entry.build();
    }
}
