package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.AccountTypes;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.name.Hierarchy;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.AccountSide;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** The chart of accounts: type and sub type imply one another. */
public final class AccountRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode account = draft.entity();
        types(account);
        account.put("Classification", Accounts.CLASSIFICATIONS.get(Json.text(account, "AccountType")));
        JsonNode parent = Hierarchy.place(draft, "Name", "SubAccount");
        if (parent != null && !Json.text(parent, "AccountType").equals(Json.text(account, "AccountType"))) {
            throw QuickBooksFault.business("A sub-account must have the account type of its parent, "
                    + Json.text(parent, "AccountType") + ".");
        }
        if (!draft.isNew() && !Json.text(draft.before(), "AccountType").equals(Json.text(account, "AccountType"))) {
            refuseTypeChange(draft);
        }
        currency(draft);
        if (account.has("AcctNum") && Json.bool(draft.preferences(), "AccountingInfoPrefs.UseAccountNumbers")) {
            refuseTakenNumber(draft, Json.text(account, "AcctNum"));
        }
        if (Json.decimal(account, "OpeningBalance").signum() != 0) {
            Accounts.ensure(draft.change(), Role.OPENING_BALANCE, null);
            draft.defaultText("OpeningBalanceDate", draft.change().today().toString());
        }
    }

    private static void types(ObjectNode account) {
        String type = Json.text(account, "AccountType");
        String subType = Json.text(account, "AccountSubType");
        if (type == null && subType == null) {
            throw QuickBooksFault.required("AccountType");
        }
        if (subType != null
                && !Catalogue.get().enumeration("AccountSubTypeEnum").contains(subType)) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + subType, "AccountSubType");
        }
        if (type == null) {
            account.put("AccountType", AccountTypes.typeOf(subType));
        } else if (subType == null) {
            account.put("AccountSubType", AccountTypes.defaultOf(type));
        } else if (!AccountTypes.fits(type, subType)) {
            throw new QuickBooksFault(
                    FaultCode.ACCOUNT_TYPE,
                    "Invalid account type used : AccountSubType " + subType + " does not belong to AccountType " + type,
                    "AccountSubType");
        }
    }

    private static void refuseTypeChange(Draft draft) {
        if (draft.change().company().ledger().balance(draft.id()) != 0) {
            throw QuickBooksFault.business("The type of an account with a balance cannot be changed.");
        }
    }

    private static void currency(Draft draft) {
        ObjectNode account = draft.entity();
        String before = draft.isNew() ? null : Json.ref(draft.before(), "CurrencyRef");
        String given = Json.ref(account, "CurrencyRef");
        String currency = before != null ? before : given != null ? given : Currencies.home(draft.change());
        if (before != null && given != null && !given.equals(before)) {
            throw QuickBooksFault.business("The currency of an account cannot be changed.");
        }
        Currencies.check(draft, currency);
        boolean statement = Set.of("Revenue", "Expense").contains(Json.text(account, "Classification"));
        if (statement && !currency.equals(Currencies.home(draft.change()))) {
            throw QuickBooksFault.business("Accounts of income and expenses are kept in the home currency.");
        }
        account.set("CurrencyRef", Currencies.reference(currency));
    }

    private static void refuseTakenNumber(Draft draft, String number) {
        JsonNode other = draft.change()
                .first(
                        "Account",
                        a -> number.equals(Json.text(a, "AcctNum"))
                                && !Json.text(a, "Id").equals(draft.id()));
        if (other != null) {
            throw new QuickBooksFault(
                    FaultCode.DUPLICATE_NAME,
                    "The account number supplied already exists. : Id=" + Json.text(other, "Id"),
                    "AcctNum");
        }
    }

    @Override
    public void link(Draft draft) {
        Hierarchy.cascade(draft, "Name");
    }

    /** An opening balance stands against Opening Balance Equity. */
    @Override
    public Entry post(ObjectNode account, Lookup books) {
        BigDecimal opening = Json.decimal(account, "OpeningBalance");
        if (opening.signum() == 0) {
            return null;
        }
        int sign = AccountSide.sign(Json.text(account, "Classification"));
        String id = Json.text(account, "Id");
        long cents = Money.cents(opening) * sign;
        LocalDate date = LocalDate.parse(Json.text(account, "OpeningBalanceDate"));
        Entry posted = books.posted("Account", id);
        if (posted != null
                && posted.date().equals(date)
                && posted.postings().get(0).foreign() == cents) {
            return posted;
        }
        BigDecimal rate = Currencies.onRecord(books, Currencies.of(account, books), date.toString());
        long home = Money.convert(cents, rate);
        String equity = Accounts.find(books, Role.OPENING_BALANCE, null);
        return new EntryBuilder(new Entry.Key("Account", new IdValue(id)), date, rate)
                .add(new Posting(id, home, cents, Side.PLAIN, Tags.NONE))
                .add(new Posting(equity, -home, -home, Side.PLAIN, Tags.NONE))
                .build();
    }
}
