package org.camelquickbooks.sandbox.entity.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** The accounts that the service itself uses, found by their sub type, and created if they are missing. */
public final class Accounts {

    /** A role in the books: which account fills it, and its name where it has to be made. */
    public enum Role {
        RECEIVABLE("Accounts Receivable", "AccountsReceivable", "Accounts Receivable (A/R)"),
        PAYABLE("Accounts Payable", "AccountsPayable", "Accounts Payable (A/P)"),
        UNDEPOSITED("Other Current Asset", "UndepositedFunds", "Undeposited Funds"),
        DISCOUNTS("Income", "DiscountsRefundsGiven", "Discounts given"),
        SALES("Income", "SalesOfProductIncome", "Sales of Product Income"),
        SHIPPING("Income", "OtherPrimaryIncome", "Shipping Income"),
        GRATUITY("Other Current Liability", "OtherCurrentLiabilities", "Gratuities payable"),
        OPENING_BALANCE("Equity", "OpeningBalanceEquity", "Opening Balance Equity"),
        EXCHANGE("Other Expense", "ExchangeGainOrLoss", "Exchange Gain or Loss"),
        TAX_PAYABLE("Other Current Liability", "GlobalTaxPayable", "Sales Tax Payable"),
        INVENTORY("Other Current Asset", "Inventory", "Inventory Asset"),
        COST_OF_GOODS("Cost of Goods Sold", "SuppliesMaterialsCogs", "Cost of Goods Sold"),
        SHRINKAGE("Cost of Goods Sold", "SuppliesMaterialsCogs", "Inventory Shrinkage"),
        EXPENSE("Expense", "OtherMiscellaneousServiceCost", "Uncategorized Expense");

        private final String type;
        private final String subType;
        private final String title;

        Role(String type, String subType, String title) {
            this.type = type;
            this.subType = subType;
            this.title = title;
        }
    }

    public static final Map<String, String> CLASSIFICATIONS = Map.ofEntries(
            Map.entry("Bank", "Asset"),
            Map.entry("Accounts Receivable", "Asset"),
            Map.entry("Other Current Asset", "Asset"),
            Map.entry("Fixed Asset", "Asset"),
            Map.entry("Other Asset", "Asset"),
            Map.entry("Accounts Payable", "Liability"),
            Map.entry("Credit Card", "Liability"),
            Map.entry("Other Current Liability", "Liability"),
            Map.entry("Long Term Liability", "Liability"),
            Map.entry("Equity", "Equity"),
            Map.entry("Income", "Revenue"),
            Map.entry("Other Income", "Revenue"),
            Map.entry("Expense", "Expense"),
            Map.entry("Other Expense", "Expense"),
            Map.entry("Cost of Goods Sold", "Expense"),
            Map.entry("Non-Posting", "Asset"));

    /** Roles that several accounts of a sub type could fill. */
    private static final Set<Role> TITLED = EnumSet.of(Role.SHIPPING, Role.GRATUITY, Role.EXPENSE, Role.SHRINKAGE);

    private Accounts() {}

    /** The Id of the account in a role and, for receivables and payables, a currency; null where there is none. */
    public static String find(Lookup books, Role role, String currency) {
        JsonNode account = books.first("Account", a -> fills(a, role, currency));
        return account == null ? null : Json.text(account, "Id");
    }

    private static boolean fills(JsonNode account, Role role, String currency) {
        boolean kind = role.type.equals(Json.text(account, "AccountType"))
                && (role == Role.RECEIVABLE
                        || role == Role.PAYABLE
                        || role.subType.equals(Json.text(account, "AccountSubType")));
        if (!kind || !Json.bool(account, "Active")) {
            return false;
        }
        boolean titled = !TITLED.contains(role) || role.title.equals(Json.text(account, "Name"));
        String own = Json.ref(account, "CurrencyRef");
        return titled && (currency == null || own == null || own.equals(currency));
    }

    /** As {@link #find}, making the account where there is none. */
    public static String ensure(Change change, Role role, String currency) {
        String found = find(change, role, currency);
        if (found != null) {
            return found;
        }
        boolean home = currency == null || currency.equals(Currencies.home(change));
        ObjectNode account = Json.object();
        account.put("Name", home ? role.title : role.title + " - " + currency);
        account.put("SubAccount", false);
        account.put("FullyQualifiedName", Json.text(account, "Name"));
        account.put("Active", true);
        account.put("Classification", CLASSIFICATIONS.get(role.type));
        account.put("AccountType", role.type);
        account.put("AccountSubType", role.subType);
        account.set("CurrencyRef", Currencies.reference(home ? Currencies.home(change) : currency));
        return Json.text(change.put(Change.type("Account"), account, Operation.CREATE), "Id");
    }

    /** A reference to the account in a role, which is made where there is none. */
    public static ObjectNode reference(Change change, Role role) {
        String id = ensure(change, role, null);
        return Json.reference(id, Json.text(change.find("Account", id), "FullyQualifiedName"));
    }

    /** The account that a field refers to, or the one in a role. */
    public static String of(JsonNode entity, String field, Lookup books, Role role, String currency) {
        String given = Json.ref(entity, field);
        return given != null ? given : find(books, role, currency);
    }

    /** Refuses a reference to an account of another type than these. */
    public static void check(JsonNode entity, String field, Lookup books, String... types) {
        String id = Json.ref(entity, field);
        if (id == null) {
            return;
        }
        String type = Json.text(books.find("Account", id), "AccountType");
        for (String allowed : types) {
            if (allowed.equals(type)) {
                return;
            }
        }
        throw new QuickBooksFault(
                FaultCode.ACCOUNT_TYPE,
                "Invalid account type used : " + field + " must be an account of type " + String.join(" or ", types)
                        + ", account " + id + " is of type " + type,
                field);
    }

    /** Refuses an account that is kept in a foreign currency: stock and what it costs are in the home currency. */
    public static void checkHome(JsonNode entity, String field, Lookup books) {
        String id = Json.ref(entity, field);
        String currency = id == null ? null : Currencies.of(books.find("Account", id), books);
        if (currency != null && !currency.equals(Currencies.home(books))) {
            throw QuickBooksFault.business(
                    field + " must be an account in the home currency, account " + id + " is in " + currency + ".");
        }
    }

    /** The account on which a customer's form is owed. */
    public static String receivable(JsonNode form, Lookup books) {
        return of(form, "ARAccountRef", books, Role.RECEIVABLE, Currencies.of(form, books));
    }

    /** The account on which a form is owed to a vendor. */
    public static String payable(JsonNode form, Lookup books) {
        return of(form, "APAccountRef", books, Role.PAYABLE, Currencies.of(form, books));
    }
}
