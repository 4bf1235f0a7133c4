package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Payments of customers: applied to invoices, the rest stays as their credit. */
public final class PaymentRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode payment = draft.entity();
        Applications.refuseDeposited(draft.before());
        if (Json.decimal(payment, "TotalAmt").signum() < 0) {
            throw QuickBooksFault.business("You must enter a transaction amount that is 0 or greater.");
        }
        Currencies.settle(draft, draft.change().find("Customer", Json.ref(payment, "CustomerRef")));
        Transactions.date(draft);
        Links.keepOwn(payment, draft.before(), List.of());
        draft.defaultFlag("ProcessPayment", false);
        if (Json.ref(payment, "DepositToAccountRef") == null) {
            payment.set("DepositToAccountRef", Accounts.reference(draft.change(), Role.UNDEPOSITED));
        }
        Accounts.check(payment, "DepositToAccountRef", draft.change(), "Bank", "Other Current Asset");
        Currencies.checkAccount(draft, Json.ref(payment, "DepositToAccountRef"), false);
        payment.put("UnappliedAmt", Applications.prepare(draft, Kind.RECEIVABLE));
        Applications.ensureAccounts(draft, Kind.RECEIVABLE);
    }

    @Override
    public void link(Draft draft) {
        Applications.link(draft.change(), draft.entity(), Kind.RECEIVABLE);
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        Applications.unlink(change, stored, Kind.RECEIVABLE);
    }

    @Override
    public void checkDelete(JsonNode stored, Change change) {
        Applications.refuseDeposited(stored);
    }

    @Override
    public void voidAmounts(ObjectNode payment) {
        payment.put("TotalAmt", Money.amount(0))
                .put("UnappliedAmt", Money.amount(0))
                .putArray("Line");
    }

    @Override
    public Entry post(ObjectNode payment, Lookup books) {
        EntryBuilder entry =
                Transactions.entry("Payment", payment, Transactions.party("Customer", payment, "CustomerRef"));
        BigDecimal total = Json.decimal(payment, "TotalAmt");
        entry.debit(Json.ref(payment, "DepositToAccountRef"), total, Tags.NONE.withParty(entry.party()));
        Applications.post(entry, payment, books, Kind.RECEIVABLE, Accounts.receivable(payment, books));
        return entry.build();
    }
}
