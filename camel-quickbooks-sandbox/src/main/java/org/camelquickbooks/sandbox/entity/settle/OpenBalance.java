package org.camelquickbooks.sandbox.entity.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Objects;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting;

/** The open balance of a form: its total minus the amounts applied to it. */
public final class OpenBalance {

    private OpenBalance() {}

    /** Sets the balance after the form's total may have changed; what was applied stays applied. */
    public static void settle(Draft draft, BigDecimal total, Kind kind) {
        BigDecimal applied = BigDecimal.ZERO;
        if (!draft.isNew() && Links.of(draft.before()).stream().anyMatch(Links::isPayment)) {
            refuseOtherParty(draft, kind);
            applied = applied(draft.before());
        }
        if (applied.compareTo(total) > 0) {
            throw QuickBooksFault.business(
                    "The amount cannot be less than what has been applied to it, " + applied.toPlainString() + ".");
        }
        ObjectNode entity = draft.entity();
        if (!Currencies.several(draft.change()) || draft.type().shape().field("HomeBalance") == null) {
            set(entity, total.subtract(applied), null);
            return;
        }
        entity.put("Balance", Money.round(total.subtract(applied)));
        String type = draft.type().name();
        long own = postedHome(draft.change(), type, entity, kind);
        long open = own + settledHome(draft.change(), type, entity, kind);
        set(entity, total.subtract(applied), Money.amount(Math.abs(own) == own ? open : -open));
        BigDecimal deposit = Currencies.home(Json.decimal(entity, "Deposit"), entity);
        if (entity.has("HomeTotalAmt")) {
            entity.put("HomeTotalAmt", Money.amount(Math.abs(own)).add(deposit));
        }
    }

    /**
     * What a form posts on the party's account in the home currency, debits positive. Of a form that is settled that
     * is what settled it, so that nothing is left over.
     */
    public static long postedHome(Lookup books, String type, JsonNode form, Kind kind) {
        boolean credit = type.equals(kind.credit);
        int sign = credit ? -kind.sign() : kind.sign();
        BigDecimal rate = Currencies.rate(form);
        if (rate.compareTo(BigDecimal.ONE) != 0
                && Json.decimal(form, "Balance").signum() == 0
                && Links.of(form).stream().anyMatch(Links::isPayment)) {
            return -settledHome(books, type, form, kind);
        }
        long total = Money.convert(Money.cents(Json.decimal(form, "TotalAmt")), rate);
        long deposit = Money.convert(Money.cents(Json.decimal(form, "Deposit")), rate);
        return sign * (total - deposit);
    }

    private static long settledHome(Lookup books, String type, JsonNode form, Kind kind) {
        return form.has("Id")
                ? OpenItem.settlements(books, type, form, kind).stream()
                        .mapToLong(Posting::home)
                        .sum()
                : 0;
    }

    /** What has been applied so far, in the transaction's currency. */
    public static BigDecimal applied(JsonNode stored) {
        return Json.decimal(stored, "TotalAmt")
                .subtract(Json.decimal(stored, "Deposit"))
                .subtract(Json.decimal(stored, "Balance"));
    }

    /** Payments were posted with the party, on the account and at the rate that the form had. */
    private static void refuseOtherParty(Draft draft, Kind kind) {
        for (String field : new String[] {"CustomerRef", "VendorRef"}) {
            String now = Json.ref(draft.entity(), field);
            if (now != null && !now.equals(Json.ref(draft.before(), field))) {
                throw QuickBooksFault.business(
                        "The customer or vendor of a transaction with payments cannot be changed.");
            }
        }
        String account = account(draft.entity(), draft.change(), kind);
        if (!Objects.equals(account, account(draft.before(), draft.change(), kind))) {
            throw QuickBooksFault.business(
                    "The account of receivables or payables of a transaction with payments cannot be changed.");
        }
        if (Currencies.rate(draft.entity()).compareTo(Currencies.rate(draft.before())) != 0) {
            throw QuickBooksFault.business("The exchange rate of a transaction with payments cannot be changed.");
        }
    }

    private static String account(JsonNode form, Lookup books, Kind kind) {
        return kind == Kind.RECEIVABLE ? Accounts.receivable(form, books) : Accounts.payable(form, books);
    }

    /** @param home the balance in the home currency, or null where the company has one currency only */
    public static void set(ObjectNode entity, BigDecimal balance, BigDecimal home) {
        entity.put("Balance", Money.round(balance));
        if (entity.has("RemainingCredit") || entity.has("InvoiceRef")) {
            entity.put("RemainingCredit", Money.round(balance));
        }
        if (home != null) {
            entity.put("HomeBalance", home);
        } else {
            entity.remove("HomeBalance");
        }
    }

    /** Of a form that is paid when it is made. */
    public static void none(Draft draft) {
        BigDecimal zero = Money.amount(0);
        set(draft.entity(), zero, Currencies.several(draft.change()) ? zero : null);
    }
}
