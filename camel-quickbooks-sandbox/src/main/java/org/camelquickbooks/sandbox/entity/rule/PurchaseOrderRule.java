package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.CustomFields;
import org.camelquickbooks.sandbox.entity.form.OrderAddresses;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Party;

/** Orders to vendors; they post nothing, and close when bills have received all of their lines. */
public final class PurchaseOrderRule extends PurchaseForm {

    public PurchaseOrderRule() {
        super("PurchaseOrder");
    }

    @Override
    Party party(JsonNode entity, Lookup books) {
        return vendor(entity);
    }

    @Override
    void finish(Draft draft) {
        ObjectNode order = draft.entity();
        Accounts.check(order, "APAccountRef", draft.change(), "Accounts Payable");
        draft.defaultText("POStatus", "Open");
        OrderAddresses.fill(draft);
        CustomFields.onPurchaseOrder(draft);
    }

    /** Bills and purchases link themselves to an order; it is they that would go wrong without it. */
    @Override
    public void checkDelete(JsonNode stored, Change change) {
        if (Links.has(stored, "Bill") || Links.has(stored, "Purchase")) {
            throw new QuickBooksFault(
                    FaultCode.IN_USE, "Object is in use : This purchase order is linked to a bill or an expense.");
        }
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        throw new IllegalStateException("A purchase order posts nothing");
    }

    @Override
    public void link(Draft draft) {
        // An order moves no goods.
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        // An order had moved no goods.
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        throw QuickBooksFault.unsupportedOperation("void");
    }

    @Override
    public Entry post(ObjectNode entity, Lookup books) {
        return null;
    }
}
