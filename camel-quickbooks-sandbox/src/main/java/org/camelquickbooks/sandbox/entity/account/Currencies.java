package org.camelquickbooks.sandbox.entity.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;

/** Home and foreign currency of a transaction. */
public final class Currencies {

    /** Names that the service has of its own; the others are those of the JDK. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("USD", "United States Dollar"),
            Map.entry("GBP", "British Pound Sterling"),
            Map.entry("CNY", "Chinese Yuan"),
            Map.entry("AED", "United Arab Emirates Dirham"),
            Map.entry("ZAR", "South African Rand"));

    private Currencies() {}

    public static String home(Lookup books) {
        String home = Json.ref(books.preferences().path("CurrencyPrefs"), "HomeCurrency");
        return home == null ? "USD" : home;
    }

    public static boolean several(Lookup books) {
        return Json.bool(books.preferences(), "CurrencyPrefs.MultiCurrencyEnabled");
    }

    public static String of(JsonNode entity, Lookup books) {
        String own = Json.ref(entity, "CurrencyRef");
        return own == null ? home(books) : own;
    }

    public static BigDecimal rate(JsonNode entity) {
        BigDecimal rate = Json.decimal(entity, "ExchangeRate");
        return rate.signum() == 0 ? BigDecimal.ONE : rate;
    }

    public static ObjectNode reference(String code) {
        return Json.reference(code, name(code));
    }

    public static String name(String code) {
        String own = NAMES.get(code);
        if (own != null) {
            return own;
        }
        try {
            return Currency.getInstance(code).getDisplayName(Locale.US);
        } catch (IllegalArgumentException e) {
            return code;
        }
    }

    /** Gives a transaction its currency and rate, from the party's currency and the rates on record. */
    public static void settle(Draft draft, JsonNode party) {
        ObjectNode entity = draft.entity();
        String home = home(draft.change());
        String given = Json.ref(entity, "CurrencyRef");
        String partys = party == null ? null : Json.ref(party, "CurrencyRef");
        String currency = given != null ? given : partys != null ? partys : home;
        check(draft, currency);
        if (party != null && given != null && !given.equals(Objects.requireNonNullElse(partys, home))) {
            throw QuickBooksFault.business("The transaction's currency must be that of the customer or vendor.");
        }
        entity.set("CurrencyRef", reference(currency));
        ensureExchange(draft);
        if (!several(draft.change())) {
            entity.remove("ExchangeRate");
        } else if (currency.equals(home)) {
            entity.put("ExchangeRate", 1);
        } else if (Json.decimal(entity, "ExchangeRate").signum() <= 0) {
            entity.set(
                    "ExchangeRate",
                    DecimalNode.valueOf(onRecord(draft.change(), currency, Json.text(entity, "TxnDate"))));
        }
    }

    public static void check(Draft draft, String currency) {
        boolean known = Catalogue.get().enumeration("currencyCode").contains(currency);
        boolean usable = currency.equals(home(draft.change()))
                || several(draft.change())
                        && draft.change()
                                        .first(
                                                "CompanyCurrency",
                                                c -> currency.equals(Json.text(c, "Code")) && Json.bool(c, "Active"))
                                != null;
        if (!known || !usable) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_CURRENCY, "Invalid or unsupported currency type : " + currency, "CurrencyRef");
        }
    }

    /** The rate of a currency on a day as it is on record; 1 where none is. */
    public static BigDecimal onRecord(Lookup books, String currency, String date) {
        JsonNode best = null;
        for (JsonNode rate = next(books, currency, date, null);
                rate != null;
                rate = next(books, currency, date, rate)) {
            best = rate;
        }
        return best == null ? BigDecimal.ONE : Json.decimal(best, "Rate");
    }

    /** The next rate after one, in time, that is not after the date. */
    private static JsonNode next(Lookup books, String currency, String date, JsonNode after) {
        return books.first(
                "ExchangeRate",
                r -> currency.equals(Json.text(r, "SourceCurrencyCode"))
                        && (date == null || Json.text(r, "AsOfDate").compareTo(date) <= 0)
                        && (after == null || Json.text(r, "AsOfDate").compareTo(Json.text(after, "AsOfDate")) > 0));
    }

    /** The same amount in the home currency. */
    public static BigDecimal home(BigDecimal amount, JsonNode entity) {
        return Money.amount(Money.convert(Money.cents(amount), rate(entity)));
    }

    /**
     * Refuses an account that is kept in another currency than the transaction. An account in the home currency serves
     * any transaction, converted, but for receivables and payables.
     */
    public static void checkAccount(Draft draft, String account, boolean ofParty) {
        JsonNode found = account == null ? null : draft.change().find("Account", account);
        if (found == null || !several(draft.change())) {
            return;
        }
        String home = home(draft.change());
        String own = of(found, draft.change());
        String wanted = of(draft.entity(), draft.change());
        if (!own.equals(wanted) && (ofParty || !own.equals(home))) {
            throw QuickBooksFault.business("The transaction is in " + wanted + ", and account "
                    + Json.text(found, "FullyQualifiedName") + " is in " + own
                    + ": set CurrencyRef, or choose an account in " + wanted
                    + (ofParty || wanted.equals(home) ? "." : " or " + home + "."));
        }
    }

    /** Refuses somebody whose currency is not the transaction's. */
    public static void checkParty(Draft draft, Party party) {
        JsonNode found = draft.change().find(party.type(), party.id());
        String own = found == null ? null : of(found, draft.change());
        if (own != null && !own.equals(of(draft.entity(), draft.change()))) {
            throw QuickBooksFault.business("The transaction's currency must be that of the customer or vendor.");
        }
    }

    /** The account for what rates and rounding leave over. */
    public static void ensureExchange(Draft draft) {
        if (!of(draft.entity(), draft.change()).equals(home(draft.change()))) {
            Accounts.ensure(draft.change(), Role.EXCHANGE, null);
        }
    }

    /** Cents that converting line by line leaves over are exchange gain or loss. */
    public static void settleRounding(EntryBuilder entry, Lookup books) {
        if (entry.imbalance() != 0) {
            entry.settleOn(Accounts.find(books, Role.EXCHANGE, null));
        }
    }
}
