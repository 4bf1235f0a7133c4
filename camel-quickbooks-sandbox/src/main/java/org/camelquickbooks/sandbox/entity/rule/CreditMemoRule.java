package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;

/** Credit given to a customer, open until it is applied to invoices. */
public final class CreditMemoRule extends SalesForm {

    public CreditMemoRule() {
        super("CreditMemo");
    }

    @Override
    int direction() {
        return -1;
    }

    @Override
    void finish(Draft draft) {
        ObjectNode memo = draft.entity();
        Accounts.check(memo, "ARAccountRef", draft.change(), "Accounts Receivable");
        Accounts.ensure(draft.change(), Role.RECEIVABLE, Currencies.of(memo, draft.change()));
        memo.put("RemainingCredit", Money.amount(0));
        OpenBalance.settle(draft, Json.decimal(memo, "TotalAmt"), Kind.RECEIVABLE);
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        owed(entry, entity, total.negate(), books);
    }

    @Override
    public void link(Draft draft) {
        super.link(draft);
        if (draft.isNew() && Json.bool(draft.preferences(), "SalesFormsPrefs.AutoApplyCredit")) {
            applyToOldest(draft);
        }
    }

    /** With AutoApplyCredit on, the service makes the payment that joins the credit with open invoices itself. */
    private static void applyToOldest(Draft draft) {
        ObjectNode memo = draft.entity();
        ObjectNode payment = Json.object().put("TotalAmt", Money.amount(0));
        payment.set("CustomerRef", memo.get("CustomerRef").deepCopy());
        payment.put("TxnDate", Json.text(memo, "TxnDate"));
        ArrayNode lines = payment.putArray("Line");
        BigDecimal credit = Json.decimal(memo, "Balance");
        BigDecimal used = BigDecimal.ZERO;
        for (Row row : draft.change()
                .company()
                .table("Invoice")
                .withValue("CustomerRef", new IdValue(Json.ref(memo, "CustomerRef")))) {
            BigDecimal open =
                    Json.decimal(draft.change().find("Invoice", row.id().text()), "Balance");
            BigDecimal part = open.min(credit.subtract(used));
            if (part.signum() > 0) {
                line(lines, part, row.id().text(), "Invoice");
                used = used.add(part);
            }
        }
        if (used.signum() > 0) {
            line(lines, used, draft.id(), "CreditMemo");
            draft.create("Payment", payment);
        }
    }

    private static void line(ArrayNode lines, BigDecimal amount, String id, String type) {
        lines.addObject()
                .put("Amount", amount)
                .putArray("LinkedTxn")
                .addObject()
                .put("TxnId", id)
                .put("TxnType", type);
    }

    @Override
    public void release(JsonNode stored, Change change) {
        Applications.release("CreditMemo", stored, change, Kind.RECEIVABLE);
    }
}
