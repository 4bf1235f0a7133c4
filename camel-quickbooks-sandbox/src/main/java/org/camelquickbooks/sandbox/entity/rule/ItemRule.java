package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.name.Hierarchy;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * Products and services. An inventory item is stored with its initial quantity (in QtyOnHand) and initial unit cost
 * (in AvgCost). Answers contain the current quantity in the ledger, and no average.
 */
public final class ItemRule implements EntityRule {

    private static final Set<String> TYPES = Set.of("Inventory", "Service", "NonInventory", "Category", "Group");
    private static final Set<String> SIMPLE = Set.of("Service", "NonInventory");

    @Override
    public void prepare(Draft draft) {
        ObjectNode item = draft.entity();
        String type = Json.text(item, "Type");
        if (!TYPES.contains(type)) {
            throw new QuickBooksFault(FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + type, "Type");
        }
        checkTypeChange(draft, type);
        JsonNode parent = Hierarchy.place(draft, "Name", null);
        if (parent == null) {
            item.remove("SubItem");
        } else if (!"Category".equals(Json.text(parent, "Type"))) {
            throw QuickBooksFault.business("The parent of an item must be a category.");
        } else {
            item.put("SubItem", true);
        }
        switch (type) {
            case "Category" -> item.remove(List.of("UnitPrice", "Taxable", "IncomeAccountRef", "TrackQtyOnHand"));
            case "Inventory" -> inventory(draft);
            case "Group" -> group(item);
            default -> simple(draft);
        }
        if (!type.equals("Inventory")) {
            item.remove(List.of("QtyOnHand", "AvgCost", "InvStartDate", "AssetAccountRef"));
            if (!type.equals("Category")) {
                item.put("TrackQtyOnHand", false);
            }
        }
    }

    private static void checkTypeChange(Draft draft, String type) {
        String before = draft.isNew() ? type : Json.text(draft.before(), "Type");
        if (!before.equals(type) && !(SIMPLE.contains(before) && (SIMPLE.contains(type) || type.equals("Inventory")))) {
            throw QuickBooksFault.business("An item of type " + before + " cannot become one of type " + type + ".");
        }
    }

    private static void prices(Draft draft) {
        if (!draft.entity().has("UnitPrice")) {
            draft.entity().put("UnitPrice", 0);
        }
        if (!draft.entity().has("PurchaseCost")) {
            draft.entity().put("PurchaseCost", 0);
        }
        draft.defaultFlag("Taxable", false);
    }

    private static void simple(Draft draft) {
        ObjectNode item = draft.entity();
        if (Json.ref(item, "IncomeAccountRef") == null && Json.ref(item, "ExpenseAccountRef") == null) {
            throw QuickBooksFault.required("IncomeAccountRef");
        }
        prices(draft);
        Accounts.check(
                item,
                "IncomeAccountRef",
                draft.change(),
                "Income",
                "Other Income",
                "Other Current Liability",
                "Expense",
                "Cost of Goods Sold");
        Accounts.check(item, "ExpenseAccountRef", draft.change(), "Expense", "Other Expense", "Cost of Goods Sold");
    }

    private static void group(ObjectNode item) {
        if (item.path("ItemGroupDetail").path("ItemGroupLine").isEmpty()) {
            throw QuickBooksFault.required("ItemGroupDetail.ItemGroupLine");
        }
        for (JsonNode line : item.path("ItemGroupDetail").path("ItemGroupLine")) {
            Transactions.requireReference(line, "ItemRef");
        }
        item.remove(List.of("UnitPrice", "IncomeAccountRef", "ExpenseAccountRef"));
    }

    private static void inventory(Draft draft) {
        ObjectNode item = draft.entity();
        Tracking.require(draft, "ProductAndServicesPrefs.QuantityOnHand", "inventory");
        boolean begins = draft.isNew() || !"Inventory".equals(Json.text(draft.before(), "Type"));
        if (!Json.bool(item, "TrackQtyOnHand") && begins) {
            throw QuickBooksFault.required("TrackQtyOnHand");
        }
        item.put("TrackQtyOnHand", true);
        for (String field : List.of("InvStartDate", "QtyOnHand")) {
            if (!item.has(field)) {
                throw QuickBooksFault.required(field);
            }
        }
        for (String field : List.of("IncomeAccountRef", "ExpenseAccountRef", "AssetAccountRef")) {
            Transactions.requireReference(item, field);
        }
        Accounts.check(item, "IncomeAccountRef", draft.change(), "Income");
        Accounts.check(item, "ExpenseAccountRef", draft.change(), "Cost of Goods Sold");
        Accounts.check(item, "AssetAccountRef", draft.change(), "Other Current Asset");
        Accounts.checkHome(item, "AssetAccountRef", draft.change());
        prices(draft);
        if (begins) {
            item.put("AvgCost", Json.decimal(item, "PurchaseCost"));
        }
        Accounts.ensure(draft.change(), Role.OPENING_BALANCE, null);
    }

    @Override
    public void link(Draft draft) {
        Hierarchy.cascade(draft, "Name");
    }

    @Override
    public Entry post(ObjectNode item, Lookup books) {
        BigDecimal quantity = Json.decimal(item, "QtyOnHand");
        if (!Json.bool(item, "TrackQtyOnHand") || quantity.signum() == 0) {
            return null;
        }
        // What a stock began with stays on the accounts it was posted to, whatever the item has become.
        Entry posted = books.posted("Item", Json.text(item, "Id"));
        Movement former = posted == null || posted.movements().isEmpty()
                ? null
                : posted.movements().get(0);
        String asset = former == null ? Json.ref(item, "AssetAccountRef") : former.asset();
        String equity = former == null ? Accounts.find(books, Role.OPENING_BALANCE, null) : former.offset();
        BigDecimal unitCents =
                former == null ? Json.decimal(item, "PurchaseCost").movePointRight(2) : former.fallback();
        EntryBuilder entry = new EntryBuilder(
                new Entry.Key("Item", new IdValue(Json.text(item, "Id"))),
                LocalDate.parse(Json.text(item, "InvStartDate")),
                BigDecimal.ONE);
        long value = quantity.signum() < 0
                ? 0
                : Money.cents(Json.decimal(item, "AvgCost").multiply(quantity));
        if (quantity.signum() > 0) {
            entry.debit(asset, Money.amount(value), Tags.NONE).credit(equity, Money.amount(value), Tags.NONE);
        }
        // A start below zero is a sale whose goods are yet to come.
        entry.move(new Movement(Json.text(item, "Id"), quantity, value, asset, equity, unitCents));
        return entry.build();
    }
}
