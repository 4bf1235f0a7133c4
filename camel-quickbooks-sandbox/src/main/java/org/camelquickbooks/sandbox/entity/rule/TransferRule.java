package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Money moved between accounts of the balance sheet. */
public final class TransferRule implements EntityRule {

    private static final String[] TYPES = {
        "Bank",
        "Credit Card",
        "Other Current Asset",
        "Fixed Asset",
        "Other Asset",
        "Other Current Liability",
        "Long Term Liability",
        "Equity"
    };

    @Override
    public void prepare(Draft draft) {
        ObjectNode transfer = draft.entity();
        requirePositive(transfer);
        Accounts.check(transfer, "FromAccountRef", draft.change(), TYPES);
        Accounts.check(transfer, "ToAccountRef", draft.change(), TYPES);
        if (Json.ref(transfer, "FromAccountRef").equals(Json.ref(transfer, "ToAccountRef"))) {
            throw QuickBooksFault.business("You can't transfer money from and to the same account.");
        }
        Currencies.settle(draft, null);
        Currencies.checkAccount(draft, Json.ref(transfer, "FromAccountRef"), false);
        Currencies.checkAccount(draft, Json.ref(transfer, "ToAccountRef"), false);
        Transactions.date(draft);
        Tracking.check(draft);
    }

    static void requirePositive(ObjectNode entity) {
        if (Json.decimal(entity, "Amount").signum() <= 0) {
            throw QuickBooksFault.business("You must enter a transaction amount that is greater than 0.");
        }
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        entity.put("Amount", Money.amount(0));
    }

    @Override
    public Entry post(ObjectNode transfer, Lookup books) {
        return Transactions.entry("Transfer", transfer, null)
                .debit(Json.ref(transfer, "ToAccountRef"), Json.decimal(transfer, "Amount"), Tags.NONE)
                .credit(Json.ref(transfer, "FromAccountRef"), Json.decimal(transfer, "Amount"), Tags.NONE)
                .build();
    }
}
