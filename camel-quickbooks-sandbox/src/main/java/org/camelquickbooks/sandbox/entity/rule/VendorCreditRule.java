package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Party;

/** Credits of vendors, open until they are applied to bills. */
public final class VendorCreditRule extends PurchaseForm {

    public VendorCreditRule() {
        super("VendorCredit");
    }

    @Override
    Party party(JsonNode entity, Lookup books) {
        return vendor(entity);
    }

    @Override
    int direction(JsonNode entity) {
        return -1;
    }

    @Override
    void finish(Draft draft) {
        ensurePayable(draft);
        OpenBalance.settle(draft, Json.decimal(draft.entity(), "TotalAmt"), Kind.PAYABLE);
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        owed(entry, entity, total, books);
    }

    @Override
    public void release(JsonNode stored, Change change) {
        Applications.release("VendorCredit", stored, change, Kind.PAYABLE);
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        throw QuickBooksFault.unsupportedOperation("void");
    }
}
