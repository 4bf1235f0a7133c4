package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Paying off a credit card from a bank account. */
public final class CreditCardPaymentTxnRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        TransferRule.requirePositive(draft.entity());
        Accounts.check(draft.entity(), "CreditCardAccountRef", draft.change(), "Credit Card");
        Accounts.check(draft.entity(), "BankAccountRef", draft.change(), "Bank");
        Currencies.settle(draft, null);
        Currencies.checkAccount(draft, Json.ref(draft.entity(), "CreditCardAccountRef"), false);
        Currencies.checkAccount(draft, Json.ref(draft.entity(), "BankAccountRef"), false);
        Transactions.date(draft);
    }

    @Override
    public Entry post(ObjectNode payment, Lookup books) {
        return Transactions.entry("CreditCardPaymentTxn", payment, Transactions.party("Vendor", payment, "VendorRef"))
                .debit(Json.ref(payment, "CreditCardAccountRef"), Json.decimal(payment, "Amount"), Tags.NONE)
                .credit(Json.ref(payment, "BankAccountRef"), Json.decimal(payment, "Amount"), Tags.NONE)
                .build();
    }
}
