package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Refunds for returned goods. */
public final class RefundReceiptRule extends SalesForm {

    public RefundReceiptRule() {
        super("RefundReceipt");
    }

    @Override
    int direction() {
        return -1;
    }

    @Override
    public void prepare(Draft draft) {
        Applications.refuseDeposited(draft.before());
        super.prepare(draft);
    }

    @Override
    void finish(Draft draft) {
        Accounts.check(draft.entity(), "DepositToAccountRef", draft.change(), "Bank", "Other Current Asset");
        OpenBalance.none(draft);
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        entry.credit(Json.ref(entity, "DepositToAccountRef"), total, Tags.NONE.withParty(entry.party()));
    }

    @Override
    public void checkDelete(JsonNode stored, Change change) {
        Applications.refuseDeposited(stored);
    }
}
