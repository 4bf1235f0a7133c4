package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.function.Predicate;
import org.camelquickbooks.sandbox.entity.Draft;
import org.camelquickbooks.sandbox.entity.rule.Links.Link;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;

/** The open balance of a form: its total less what has been applied to it. */
final class OpenBalance {

    private OpenBalance() {}

    /** Sets the balance after the form's total may have changed; what was applied stays applied. */
    static void settle(Draft draft, BigDecimal total, Predicate<Link> settles) {
        BigDecimal applied = BigDecimal.ZERO;
        if (!draft.isNew() && Links.of(draft.before()).stream().anyMatch(settles)) {
            refuseOtherParty(draft);
            applied = applied(draft.before());
        }
        if (applied.compareTo(total) > 0) {
            throw QuickBooksFault.business(
                    "The amount cannot be less than what has been applied to it, " + applied.toPlainString() + ".");
        }
        set(draft.entity(), total.subtract(applied), Json.has(draft.entity(), "HomeTotalAmt"));
    }

    /** What has been applied so far, in the transaction's currency. */
    static BigDecimal applied(JsonNode stored) {
        return Json.decimal(stored, "TotalAmt")
                .subtract(Json.decimal(stored, "Deposit"))
                .subtract(Json.decimal(stored, "Balance"));
    }

    /** Payments were posted with the party and at the rate that the form had. */
    private static void refuseOtherParty(Draft draft) {
        for (String field : new String[] {"CustomerRef", "VendorRef"}) {
            String now = Json.ref(draft.entity(), field);
            if (now != null && !now.equals(Json.ref(draft.before(), field))) {
                throw QuickBooksFault.business(
                        "The customer or vendor of a transaction with payments cannot be changed.");
            }
        }
        if (Currencies.rate(draft.entity()).compareTo(Currencies.rate(draft.before())) != 0) {
            throw QuickBooksFault.business("The exchange rate of a transaction with payments cannot be changed.");
        }
    }

    static void set(ObjectNode entity, BigDecimal balance, boolean severalCurrencies) {
        entity.put("Balance", Money.round(balance));
        if (entity.has("RemainingCredit") || entity.has("InvoiceRef")) {
            entity.put("RemainingCredit", Money.round(balance));
        }
        if (severalCurrencies) {
            entity.put("HomeBalance", Currencies.home(balance, entity));
        } else {
            entity.remove("HomeBalance");
        }
    }
}
