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
import org.camelquickbooks.sandbox.entity.form.Billing;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Settled;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Invoices: due, open until paid, made from estimates, hours and expenses. */
public final class InvoiceRule extends SalesForm {

    public InvoiceRule() {
        super("Invoice");
    }

    @Override
    List<String> callersLinks() {
        return List.of("Estimate", "TimeActivity", "ReimburseCharge");
    }

    @Override
    void finish(Draft draft) {
        ObjectNode entity = draft.entity();
        String customerId = Json.ref(entity, "CustomerRef");
        if (draft.isNew() && !entity.has("SalesTermRef")) {
            Transactions.copy(draft.change().find("Customer", customerId), "SalesTermRef", entity, "SalesTermRef");
        }
        Transactions.dueDate(draft);
        entity.put("AllowIPNPayment", false);
        if (Json.decimal(entity, "Deposit").signum() != 0 && Json.ref(entity, "DepositToAccountRef") == null) {
            entity.set("DepositToAccountRef", Accounts.reference(draft.change(), Role.UNDEPOSITED));
        }
        Accounts.check(entity, "DepositToAccountRef", draft.change(), "Bank", "Other Current Asset");
        Accounts.check(entity, "ARAccountRef", draft.change(), "Accounts Receivable");
        Accounts.ensure(draft.change(), Role.RECEIVABLE, Currencies.of(entity, draft.change()));
        OpenBalance.settle(
                draft, Json.decimal(entity, "TotalAmt").subtract(Json.decimal(entity, "Deposit")), Kind.RECEIVABLE);
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        BigDecimal deposit = Json.decimal(entity, "Deposit");
        owed(entry, entity, total.subtract(deposit), books);
        if (deposit.signum() != 0) {
            long cents = Money.cents(deposit);
            entry.add(new Posting(
                    Json.ref(entity, "DepositToAccountRef"),
                    Money.convert(cents, Currencies.rate(entity)),
                    cents,
                    Side.PLAIN,
                    Tags.NONE.withParty(entry.party()),
                    new Settled(entry.key(), null)));
        }
    }

    @Override
    public void link(Draft draft) {
        super.link(draft);
        for (Link link : Links.deep(draft.entity())) {
            Billing.bill(draft.change(), link, draft.id());
        }
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        super.unlink(stored, change);
        for (Link link : Links.deep(stored)) {
            Billing.release(change, link, Json.text(stored, "Id"));
        }
    }

    @Override
    public void release(JsonNode stored, Change change) {
        Applications.release("Invoice", stored, change, Kind.RECEIVABLE);
    }
}
