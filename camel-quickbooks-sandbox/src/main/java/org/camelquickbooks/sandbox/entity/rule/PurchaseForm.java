package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.account.Taxes;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Charges;
import org.camelquickbooks.sandbox.entity.form.Orders;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.entity.stock.Goods;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** What bills, vendor credits, purchases and purchase orders have in common. */
abstract class PurchaseForm implements EntityRule {

    private final String type;

    PurchaseForm(String type) {
        this.type = type;
    }

    /** What only this form has. */
    abstract void finish(Draft draft);

    /** Posts what pays the form, or remains owed for it. */
    abstract void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books);

    /** The other side of the purchase. */
    abstract Party party(JsonNode entity, Lookup books);

    /** 1 where goods and services are bought, -1 where they are given back. */
    int direction(JsonNode entity) {
        return 1;
    }

    @Override
    public void prepare(Draft draft) {
        ObjectNode entity = draft.entity();
        Party party = party(entity, draft.change());
        Currencies.settle(draft, party == null ? null : draft.change().find(party.type(), party.id()));
        Transactions.date(draft);
        Transactions.number(draft, draft.type().isNumbered());
        Links.keepOwn(entity, draft.before(), List.of("PurchaseOrder", "ReimburseCharge"));
        List<Taxes.Taxable> taxables = new ArrayList<>();
        List<ObjectNode> lines = Transactions.lines(entity);
        lines.forEach(line -> taxables.add(prepare(draft, line)));
        BigDecimal tax = Taxes.apply(draft, taxables, () -> BigDecimal.ZERO, Taxes.Direction.PURCHASE);
        BigDecimal net = BigDecimal.ZERO.setScale(2);
        int number = 0;
        for (ObjectNode line : lines) {
            net = net.add(Json.decimal(line, "Amount"));
            line.put("LineNum", ++number);
        }
        Transactions.lineIds(draft, entity.path("Line"), 1);
        Transactions.totals(
                entity,
                net.add(tax),
                Currencies.several(draft.change()) && draft.type().shape().field("HomeTotalAmt") != null);
        Taxes.ensureAccount(draft);
        Tracking.check(draft);
        finish(draft);
        Currencies.checkAccount(draft, Json.ref(entity, "AccountRef"), false);
        Currencies.checkAccount(draft, Json.ref(entity, "APAccountRef"), true);
    }

    private Taxes.Taxable prepare(Draft draft, ObjectNode line) {
        String kind = Transactions.detailType(line);
        ObjectNode detail = line.withObject("/" + kind);
        boolean kept = Transactions.keepFormer(draft, line, detail);
        switch (kind) {
            case "AccountBasedExpenseLineDetail" -> {
                if (!line.has("Amount")) {
                    throw QuickBooksFault.required("Line.Amount");
                }
                if (Json.ref(detail, "AccountRef") == null) {
                    throw QuickBooksFault.required("Line.AccountBasedExpenseLineDetail.AccountRef");
                }
                Party party = party(draft.entity(), draft.change());
                Transactions.checkLine(draft, Json.ref(detail, "AccountRef"), party, Json.ref(detail, "CustomerRef"));
            }
            case "ItemBasedExpenseLineDetail" -> item(draft, line, detail, kept);
            default ->
                throw new QuickBooksFault(
                        FaultCode.INVALID_ENUMERATION,
                        "Invalid Enumeration : " + kind + " is no line of a " + type,
                        "Line.DetailType");
        }
        if ("Billable".equals(Json.text(detail, "BillableStatus")) && Json.ref(detail, "CustomerRef") == null) {
            throw QuickBooksFault.business("A billable line needs a customer: set " + kind + ".CustomerRef.");
        }
        if (!detail.has("BillableStatus")) {
            detail.put("BillableStatus", "NotBillable");
        }
        if (draft.profile().isUnitedStates() && !detail.has("TaxCodeRef")) {
            detail.putObject("TaxCodeRef").put("value", "NON");
        }
        return new Taxes.Taxable(line, detail, true);
    }

    private static void item(Draft draft, ObjectNode line, ObjectNode detail, boolean kept) {
        String id = Json.ref(detail, "ItemRef");
        if (id == null) {
            throw QuickBooksFault.required("Line.ItemBasedExpenseLineDetail.ItemRef");
        }
        JsonNode stocked = Goods.inventoryItem(detail, draft.change());
        if (stocked != null && !detail.has("Qty")) {
            detail.put("Qty", 1);
        }
        Transactions.itemAmount(line, detail);
        if (stocked != null) {
            Goods.checkDate(draft, stocked);
        }
        if (kept) {
            return;
        }
        JsonNode item = draft.change().find("Item", id);
        String account = stocked != null ? Json.ref(item, "AssetAccountRef") : Json.ref(item, "ExpenseAccountRef");
        if (account == null) {
            account = Accounts.ensure(draft.change(), Role.EXPENSE, null);
        }
        String name = Json.text(draft.change().find("Account", account), "FullyQualifiedName");
        detail.set("ItemAccountRef", Json.reference(account, name));
    }

    @Override
    public void link(Draft draft) {
        Goods.touch(draft.change(), draft.entity());
        Orders.receive(draft.change(), draft.entity(), type);
        Charges.make(draft);
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        Goods.touch(change, stored);
        Orders.giveBack(change, stored, type);
        Charges.remove(stored, change);
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        for (ObjectNode line : Transactions.lines(entity)) {
            line.put("Amount", Money.amount(0));
            ObjectNode detail = line.withObject("/" + Transactions.detailType(line));
            for (String field : List.of("Qty", "TaxInclusiveAmt")) {
                if (detail.has(field)) {
                    detail.put(field, 0);
                }
            }
            detail.put("BillableStatus", "NotBillable");
        }
        Transactions.zeroTotals(entity);
    }

    @Override
    public Entry post(ObjectNode entity, Lookup books) {
        EntryBuilder entry = Transactions.entry(type, entity, party(entity, books));
        int direction = direction(entity);
        for (JsonNode line : entity.path("Line")) {
            String kind = Transactions.detailType(line);
            post(entry, entity, line, line.path(kind), direction, books);
        }
        Taxes.post(entry, entity, books, direction);
        settle(entry, entity, Json.decimal(entity, "TotalAmt"), books);
        Currencies.settleRounding(entry, books);
        return entry.build();
    }

    private static void post(
            EntryBuilder entry, JsonNode entity, JsonNode line, JsonNode detail, int direction, Lookup books) {
        BigDecimal amount = Json.decimal(line, "Amount").multiply(BigDecimal.valueOf(direction));
        Tags tags = Transactions.tags(entity, line, detail, entry.party());
        Goods goods = Goods.of(detail, line, entry, books);
        if (goods == null) {
            String account = Json.ref(detail, "AccountRef");
            Transactions.debit(
                    entry,
                    account == null ? Json.ref(detail, "ItemAccountRef") : account,
                    amount,
                    tags,
                    Json.ref(detail, "CustomerRef"),
                    books);
            return;
        }
        BigDecimal quantity = Json.decimal(detail, "Qty").multiply(BigDecimal.valueOf(direction));
        if (quantity.signum() > 0) {
            entry.debit(goods.asset(), amount, tags.withQuantity(quantity));
            goods.in(entry, quantity, Money.convert(Money.cents(amount), Currencies.rate(entity)), tags);
        } else {
            // Goods that go back leave at what they cost; what the vendor grants for them stands against that.
            entry.debit(goods.expense(), amount, tags.withQuantity(quantity));
            goods.out(entry, quantity.negate(), tags);
        }
    }

    /** Credits the vendor's account with what is owed; here a negative amount is a credit, as everywhere in entries. */
    void owed(EntryBuilder entry, JsonNode entity, BigDecimal debit, Lookup books) {
        entry.add(new Posting(
                Accounts.payable(entity, books),
                OpenBalance.postedHome(books, type, entity, Kind.PAYABLE),
                Money.cents(debit),
                Side.PAYABLE,
                Tags.NONE.withParty(entry.party())));
    }

    /** The account of a form that is owed to a vendor. */
    static void ensurePayable(Draft draft) {
        Accounts.check(draft.entity(), "APAccountRef", draft.change(), "Accounts Payable");
        String account = Accounts.ensure(draft.change(), Role.PAYABLE, Currencies.of(draft.entity(), draft.change()));
        if (Json.ref(draft.entity(), "APAccountRef") == null) {
            String name = Json.text(draft.change().find("Account", account), "FullyQualifiedName");
            draft.entity().set("APAccountRef", Json.reference(account, name));
        }
    }

    /** The vendor of a form that names one. */
    static Party vendor(JsonNode entity) {
        return Transactions.party("Vendor", entity, "VendorRef");
    }
}
