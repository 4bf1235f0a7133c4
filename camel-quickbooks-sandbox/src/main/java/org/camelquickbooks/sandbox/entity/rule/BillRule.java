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
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Party;

/** Bills of vendors: owed until they are paid. */
public final class BillRule extends PurchaseForm {

    public BillRule() {
        super("Bill");
    }

    @Override
    Party party(JsonNode entity, Lookup books) {
        return vendor(entity);
    }

    @Override
    void finish(Draft draft) {
        ObjectNode bill = draft.entity();
        ensurePayable(draft);
        if (draft.isNew() && !bill.has("SalesTermRef")) {
            Transactions.copy(
                    draft.change().find("Vendor", Json.ref(bill, "VendorRef")), "TermRef", bill, "SalesTermRef");
        }
        Transactions.dueDate(draft);
        OpenBalance.settle(draft, Json.decimal(bill, "TotalAmt"), Kind.PAYABLE);
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        owed(entry, entity, total.negate(), books);
    }

    @Override
    public void release(JsonNode stored, Change change) {
        Applications.release("Bill", stored, change, Kind.PAYABLE);
    }
}
