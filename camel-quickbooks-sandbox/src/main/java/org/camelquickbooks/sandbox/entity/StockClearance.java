package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.json.Json;

/** Adjusts the stock of an inventory item to zero before the item becomes inactive (assumed, see docs/sandbox.md). */
public final class StockClearance {

    private StockClearance() {}

    public static void clear(Draft draft) {
        JsonNode item = draft.before();
        BigDecimal onHand = draft.change().company().ledger().quantity(draft.id());
        if (!"Inventory".equals(Json.text(item, "Type")) || onHand.signum() == 0) {
            return;
        }
        String today = draft.change().today().toString();
        String start = Json.text(item, "InvStartDate");
        ObjectNode adjustment = Json.object().put("TxnDate", start.compareTo(today) > 0 ? start : today);
        adjustment.put("PrivateNote", "Inventory item made inactive");
        String shrinkage = Accounts.ensure(draft.change(), Role.SHRINKAGE, null);
        adjustment.set("AdjustAccountRef", Json.reference(shrinkage, null));
        ObjectNode line = adjustment.putArray("Line").addObject().put("DetailType", "ItemAdjustmentLineDetail");
        line.putObject("ItemAdjustmentLineDetail")
                .put("QtyDiff", onHand.negate())
                .set("ItemRef", Json.reference(draft.id(), null));
        draft.create("InventoryAdjustment", adjustment);
    }
}
