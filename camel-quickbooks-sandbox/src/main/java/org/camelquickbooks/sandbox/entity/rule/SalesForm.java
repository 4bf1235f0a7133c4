package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.account.Taxes;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.CustomFields;
import org.camelquickbooks.sandbox.entity.form.SalesLines;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.settle.OpenBalance;
import org.camelquickbooks.sandbox.entity.stock.Goods;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** What invoices, receipts, credit memos, refunds and estimates have in common. */
abstract class SalesForm implements EntityRule {

    private static final List<String> AMOUNTS = List.of("Qty", "TaxInclusiveAmt", "DiscountAmt");

    private final String type;

    SalesForm(String type) {
        this.type = type;
    }

    /** The other transactions that a caller may link a form of this kind to. */
    List<String> callersLinks() {
        return List.of();
    }

    /** What only this form has: due dates, balances, accounts. */
    abstract void finish(Draft draft);

    /** Posts what the form's total is settled with; {@code total} includes the tax. */
    abstract void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books);

    /** 1 where goods are sold, -1 where they come back. */
    int direction() {
        return 1;
    }

    @Override
    public void prepare(Draft draft) {
        ObjectNode entity = draft.entity();
        String customerId = Json.ref(entity, "CustomerRef");
        JsonNode customer = customerId == null ? null : draft.change().find("Customer", customerId);
        Currencies.settle(draft, customer);
        Transactions.date(draft);
        Transactions.number(draft, draft.type().isNumbered());
        Links.keepOwn(entity, draft.before(), callersLinks());
        defaults(draft, customer);
        SalesLines lines = SalesLines.read(draft);
        boolean before = Json.bool(entity, "ApplyTaxAfterDiscount");
        BigDecimal tax = Taxes.apply(
                draft, lines.taxables(), before ? lines::discount : () -> BigDecimal.ZERO, Taxes.Direction.SALES);
        BigDecimal net = lines.subtotal().subtract(lines.discount()).add(lines.extras());
        lines.write();
        Transactions.totals(entity, net.add(tax), Currencies.several(draft.change()));
        Taxes.ensureAccount(draft);
        Tracking.check(draft);
        finish(draft);
        Currencies.checkAccount(draft, Json.ref(entity, "DepositToAccountRef"), false);
        Currencies.checkAccount(draft, Json.ref(entity, "ARAccountRef"), true);
        lines.checkAccounts();
    }

    private static void defaults(Draft draft, JsonNode customer) {
        CustomFields.onSale(draft);
        ObjectNode entity = draft.entity();
        if ("NeedToSend".equals(Json.text(entity, "EmailStatus"))
                && Json.text(entity, "BillEmail.Address") == null
                && (customer == null || Json.text(customer, "PrimaryEmailAddr.Address") == null)) {
            throw QuickBooksFault.required("BillEmail.Address");
        }
        if (customer == null || !draft.isNew()) {
            return;
        }
        Transactions.copy(customer, "PrimaryEmailAddr", entity, "BillEmail");
        Transactions.copy(customer, "BillAddr", entity, "BillAddr");
        Transactions.copy(customer, "ShipAddr", entity, "ShipAddr");
        Transactions.copy(customer, "BillAddr", entity, "ShipAddr");
    }

    @Override
    public void link(Draft draft) {
        Goods.touch(draft.change(), draft.entity());
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        Goods.touch(change, stored);
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        for (ObjectNode line : Transactions.lines(entity)) {
            zero(line);
        }
        Transactions.zeroTotals(entity);
    }

    private static void zero(ObjectNode line) {
        if (line.has("Amount")) {
            line.put("Amount", Money.amount(0));
        }
        for (JsonNode detail : line) {
            if (detail instanceof ObjectNode object) {
                AMOUNTS.stream().filter(object::has).forEach(field -> object.put(field, 0));
                object.path("Line").forEach(nested -> zero((ObjectNode) nested));
            }
        }
    }

    @Override
    public Entry post(ObjectNode entity, Lookup books) {
        Party customer = Transactions.party("Customer", entity, "CustomerRef");
        EntryBuilder entry = Transactions.entry(type, entity, customer);
        settle(entry, entity, Json.decimal(entity, "TotalAmt"), books);
        for (JsonNode line : entity.path("Line")) {
            post(entry, entity, line, books);
        }
        Taxes.post(entry, entity, books, -direction());
        Currencies.settleRounding(entry, books);
        return entry.build();
    }

    private void post(EntryBuilder entry, JsonNode entity, JsonNode line, Lookup books) {
        BigDecimal amount = Json.decimal(line, "Amount").multiply(BigDecimal.valueOf(direction()));
        switch (Transactions.detailType(line)) {
            case "SalesItemLineDetail" -> {
                sale(entry, entity, line, line.path("SalesItemLineDetail"), amount, books);
                stock(entry, entity, line, books);
            }
            case "ReimburseLineDetail" -> sale(entry, entity, line, line.path("ReimburseLineDetail"), amount, books);
            case "GroupLineDetail" ->
                line.path("GroupLineDetail").path("Line").forEach(nested -> post(entry, entity, nested, books));
            case "DiscountLineDetail" -> {
                JsonNode detail = line.path("DiscountLineDetail");
                entry.debit(Json.ref(detail, "DiscountAccountRef"), amount, tags(entity, line, detail, entry.party()));
            }
            default -> {
                // Subtotals and descriptions post nothing.
            }
        }
    }

    private void sale(
            EntryBuilder entry, JsonNode entity, JsonNode line, JsonNode detail, BigDecimal amount, Lookup books) {
        Tags tags = tags(entity, line, detail, entry.party());
        Transactions.debit(entry, Json.ref(detail, "ItemAccountRef"), amount.negate(), tags, null, books);
    }

    private Tags tags(JsonNode entity, JsonNode line, JsonNode detail, Party party) {
        Tags tags = Transactions.tags(entity, line, detail, party);
        return direction() > 0 || tags.quantity() == null
                ? tags
                : tags.withQuantity(tags.quantity().negate());
    }

    /** Goods that are sold leave at their cost; what comes back comes at the item's purchase cost of the first posting. */
    private void stock(EntryBuilder entry, JsonNode entity, JsonNode line, Lookup books) {
        JsonNode detail = line.path("SalesItemLineDetail");
        Goods goods = Goods.of(detail, line, entry, books);
        if (goods == null) {
            return;
        }
        BigDecimal quantity = Json.decimal(detail, "Qty");
        Tags tags = Transactions.tags(entity, line, detail, entry.party());
        if (direction() > 0 == quantity.signum() > 0) {
            goods.out(entry, quantity.abs(), tags);
        } else {
            goods.found(entry, quantity.abs(), tags);
        }
    }

    /** Debits the customer's account with what remains owed; a negative amount credits it. */
    void owed(EntryBuilder entry, JsonNode entity, BigDecimal amount, Lookup books) {
        entry.add(new Posting(
                Accounts.receivable(entity, books),
                OpenBalance.postedHome(books, type, entity, Kind.RECEIVABLE),
                Money.cents(amount),
                Side.RECEIVABLE,
                Tags.NONE.withParty(entry.party())));
    }
}
