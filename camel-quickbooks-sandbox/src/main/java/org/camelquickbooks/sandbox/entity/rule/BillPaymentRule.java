package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
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

/** Payments to vendors, by check or by card. */
public final class BillPaymentRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode payment = draft.entity();
        if (Json.decimal(payment, "TotalAmt").signum() < 0) {
            throw QuickBooksFault.business("You must enter a transaction amount that is 0 or greater.");
        }
        Currencies.settle(draft, draft.change().find("Vendor", Json.ref(payment, "VendorRef")));
        Transactions.date(draft);
        Transactions.number(draft, false);
        Links.keepOwn(payment, draft.before(), List.of());
        String form = form(payment);
        if (Json.text(payment, form + "." + accountField(payment) + ".value") == null) {
            throw QuickBooksFault.required(form + "." + accountField(payment));
        }
        Accounts.check(
                payment.path(form),
                accountField(payment),
                draft.change(),
                form.equals("CheckPayment") ? "Bank" : "Credit Card");
        Currencies.checkAccount(draft, Json.ref(payment.path(form), accountField(payment)), false);
        Applications.prepare(draft, Kind.PAYABLE);
        Applications.ensureAccounts(draft, Kind.PAYABLE);
        Transactions.totals(payment, Json.decimal(payment, "TotalAmt"), false);
    }

    private static String form(JsonNode payment) {
        return switch (Json.text(payment, "PayType")) {
            case "Check" -> "CheckPayment";
            case "CreditCard" -> "CreditCardPayment";
            default -> throw QuickBooksFault.business("PayType must be Check or CreditCard.");
        };
    }

    private static String accountField(JsonNode payment) {
        return "Check".equals(Json.text(payment, "PayType")) ? "BankAccountRef" : "CCAccountRef";
    }

    @Override
    public void link(Draft draft) {
        Applications.link(draft.change(), draft.entity(), Kind.PAYABLE);
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        Applications.unlink(change, stored, Kind.PAYABLE);
    }

    @Override
    public void voidAmounts(ObjectNode payment) {
        payment.put("TotalAmt", Money.amount(0)).putArray("Line");
    }

    @Override
    public Entry post(ObjectNode payment, Lookup books) {
        EntryBuilder entry =
                Transactions.entry("BillPayment", payment, Transactions.party("Vendor", payment, "VendorRef"));
        BigDecimal total = Json.decimal(payment, "TotalAmt");
        String account = Json.ref(payment.path(form(payment)), accountField(payment));
        entry.credit(account, total, Tags.NONE.withParty(entry.party()));
        Applications.post(entry, payment, books, Kind.PAYABLE, Accounts.payable(payment, books));
        return entry.build();
    }
}
