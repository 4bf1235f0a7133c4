package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.name.People;
import org.camelquickbooks.sandbox.json.Json;

/** Vendors. */
public final class VendorRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        People.name(draft);
        People.mask(draft.entity(), "TaxIdentifier");
        People.currency(draft);
        draft.defaultFlag("Vendor1099", false);
    }

    /** A balance at creation is a bill for it. */
    @Override
    public void link(Draft draft) {
        BigDecimal opening = Json.decimal(draft.entity(), "Balance");
        draft.entity().remove("Balance");
        if (!draft.isNew() || opening.signum() <= 0) {
            return;
        }
        ObjectNode bill = Json.object();
        bill.set("VendorRef", Json.reference(draft.id(), null));
        if (draft.entity().has("OpenBalanceDate")) {
            bill.put("TxnDate", Json.text(draft.entity(), "OpenBalanceDate"));
        }
        ObjectNode line = bill.putArray("Line").addObject();
        line.put("Amount", opening).put("Description", "Opening Balance");
        String equity = Accounts.ensure(draft.change(), Role.OPENING_BALANCE, null);
        line.put("DetailType", "AccountBasedExpenseLineDetail")
                .putObject("AccountBasedExpenseLineDetail")
                .set("AccountRef", Json.reference(equity, null));
        draft.create("Bill", bill);
    }
}
