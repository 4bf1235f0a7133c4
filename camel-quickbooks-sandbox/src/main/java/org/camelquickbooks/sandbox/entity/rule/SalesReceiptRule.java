package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Sales that are paid on the spot. */
public final class SalesReceiptRule extends SalesForm {

    public SalesReceiptRule() {
        super("SalesReceipt");
    }

    @Override
    public void prepare(Draft draft) {
        Applications.refuseDeposited(draft.before());
        super.prepare(draft);
    }

    @Override
    void finish(Draft draft) {
        ObjectNode receipt = draft.entity();
        if (Json.ref(receipt, "DepositToAccountRef") == null) {
            String account = Accounts.ensure(draft.change(), Role.UNDEPOSITED, null);
            String name = Json.text(draft.change().find("Account", account), "FullyQualifiedName");
            receipt.set("DepositToAccountRef", Json.reference(account, name));
        }
        Accounts.check(receipt, "DepositToAccountRef", draft.change(), "Bank", "Other Current Asset");
        OpenBalance.none(draft);
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        entry.debit(Json.ref(entity, "DepositToAccountRef"), total, Tags.NONE.withParty(entry.party()));
    }

    @Override
    public void checkDelete(JsonNode stored, Change change) {
        Applications.refuseDeposited(stored);
    }
}
