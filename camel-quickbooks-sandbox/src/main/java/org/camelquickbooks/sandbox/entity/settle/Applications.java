package org.camelquickbooks.sandbox.entity.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
import org.camelquickbooks.sandbox.entity.transaction.NameValues;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Applies money to open documents: customers' payments to invoices, bill payments to bills, and credits to both. */
public final class Applications {

    /** The two sides on which money is applied. */
    public enum Kind {
        RECEIVABLE("Payment", "Customer", "CustomerRef", "Invoice", "CreditMemo", "Accounts Receivable"),
        PAYABLE("BillPayment", "Vendor", "VendorRef", "Bill", "VendorCredit", "Accounts Payable");

        final String payment;
        final String party;
        final String partyField;
        final String debt;
        final String credit;
        final String accountType;

        Kind(String payment, String party, String partyField, String debt, String credit, String accountType) {
            this.payment = payment;
            this.party = party;
            this.partyField = partyField;
            this.debt = debt;
            this.credit = credit;
            this.accountType = accountType;
        }

        Side side() {
            return this == RECEIVABLE ? Side.RECEIVABLE : Side.PAYABLE;
        }

        /** 1 where a debt is a debit, as customers owe it, -1 where it is a credit. */
        int sign() {
            return this == RECEIVABLE ? 1 : -1;
        }
    }

    private Applications() {}

    /** Checks the lines of a payment and answers what of its total remains unapplied. */
    public static BigDecimal prepare(Draft draft, Kind kind) {
        ObjectNode payment = draft.entity();
        BigDecimal rest = Json.decimal(payment, "TotalAmt");
        ArrayNode kept = Json.array();
        Map<String, BigDecimal> earlier = new HashMap<>();
        for (ObjectNode line : Transactions.lines(payment)) {
            OpenItem item = OpenItem.of(draft.change(), link(line), kind, payment);
            checkParty(draft, kind, item);
            String same = item.identity();
            BigDecimal open = item.open(draft.change()).subtract(earlier.getOrDefault(same, BigDecimal.ZERO));
            if (kind == Kind.PAYABLE && open.signum() == 0) {
                // A bill that is settled already leaves no line in the answer.
                continue;
            }
            BigDecimal amount = amount(line, open);
            earlier.merge(same, amount, BigDecimal::add);
            rest = rest.subtract(item.isCredit() ? amount.negate() : amount);
            line.remove(List.of("Id", "LineNum", "DetailType", "PaymentLineDetail"));
            if (kind == Kind.RECEIVABLE) {
                line.set("LineEx", extension(item.link().id(), open, Json.text(item.target(), "DocNumber")));
            }
            kept.add(line);
        }
        if (rest.signum() < 0) {
            throw QuickBooksFault.business("The amount applied to transactions is more than the payment and the credits"
                    + " together, by " + rest.negate().toPlainString() + ".");
        }
        payment.set("Line", kept);
        return Money.round(rest);
    }

    private static Link link(JsonNode line) {
        List<Link> links = Links.of(line);
        if (links.size() != 1) {
            throw QuickBooksFault.required("Line.LinkedTxn");
        }
        return links.get(0);
    }

    private static BigDecimal amount(JsonNode line, BigDecimal open) {
        if (!line.has("Amount")) {
            throw QuickBooksFault.required("Line.Amount");
        }
        BigDecimal amount = Json.decimal(line, "Amount");
        if (amount.signum() < 0) {
            throw QuickBooksFault.business("You must enter a transaction amount that is 0 or greater.");
        }
        if (amount.compareTo(open) > 0) {
            throw QuickBooksFault.business("You can't apply more than the open balance of the transaction, which is "
                    + Money.round(open).toPlainString() + ".");
        }
        return amount;
    }

    private static void checkParty(Draft draft, Kind kind, OpenItem item) {
        if (!Currencies.of(item.target(), draft.change()).equals(Currencies.of(draft.entity(), draft.change()))) {
            throw Links.refused("the currencies of the two transactions differ");
        }
        if (!isWithin(draft.change(), kind, item.party(), Json.ref(draft.entity(), kind.partyField))) {
            throw Links.refused(item.link().txnType() + " " + item.link().id() + " belongs to another "
                    + kind.party.toLowerCase(Locale.ROOT));
        }
    }

    /** Whether somebody is a payer, or a sub-customer of the payer. */
    public static boolean isWithin(Lookup books, Kind kind, String party, String payer) {
        for (String id = party; id != null; ) {
            if (id.equals(payer)) {
                return true;
            }
            id = Json.ref(books.find(kind.party, id), "ParentRef");
        }
        return false;
    }

    private static ObjectNode extension(String id, BigDecimal open, String number) {
        ObjectNode extension = Json.object();
        ArrayNode any = extension.putArray("any");
        any.add(NameValues.entry("txnId", id));
        any.add(NameValues.entry("txnOpenBalance", Money.round(open).toPlainString()));
        if (number != null) {
            any.add(NameValues.entry("txnReferenceNumber", number));
        }
        return extension;
    }

    /** Takes the payment's lines off the open balances. */
    public static void link(Change change, JsonNode payment, Kind kind) {
        Entry.Key key = key(payment, kind);
        change.settlesNothing(key);
        for (JsonNode line : payment.path("Line")) {
            OpenItem item = OpenItem.of(change, link(line), kind, payment);
            BigDecimal amount = Json.decimal(line, "Amount");
            change.settles(key, item.settledBy(amount, change));
            ObjectNode target = (ObjectNode) item.target();
            Links.add(target, typeOf(payment, kind), Json.text(payment, "Id"));
            if (!item.isJournal()) {
                open(target, Json.decimal(target, "Balance").subtract(amount), item, change);
            }
            store(change, item.link(), target);
        }
    }

    /** Gives them back. */
    public static void unlink(Change change, JsonNode payment, Kind kind) {
        change.settlesNothing(key(payment, kind));
        for (JsonNode line : payment.path("Line")) {
            Link link = link(line);
            if (change.find(link.type().name(), link.id()) == null) {
                continue;
            }
            OpenItem item = OpenItem.of(change, link, kind, payment);
            ObjectNode target = (ObjectNode) item.target();
            if (!item.isJournal()) {
                BigDecimal balance = Json.decimal(target, "Balance").add(Json.decimal(line, "Amount"));
                open(target, balance, item, change);
            }
            Links.remove(target, typeOf(payment, kind), Json.text(payment, "Id"));
            store(change, link, target);
        }
    }

    private static void open(ObjectNode target, BigDecimal balance, OpenItem item, Change change) {
        OpenBalance.set(target, balance, target.has("HomeBalance") ? item.homeOpen(change) : null);
    }

    private static void store(Change change, Link link, ObjectNode target) {
        Links.keepOrder(target, change.company().find(link.type().name(), link.id()));
        change.relate(link.type(), target);
    }

    private static Entry.Key key(JsonNode payment, Kind kind) {
        return new Entry.Key(kind.payment, new IdValue(Json.text(payment, "Id")));
    }

    private static String typeOf(JsonNode payment, Kind kind) {
        return kind == Kind.RECEIVABLE ? "Payment" : "BillPayment" + Json.text(payment, "PayType");
    }

    /** The object goes or is voided: the money that was applied to it is unapplied again. */
    public static void release(String type, JsonNode stored, Change change, Kind kind) {
        String id = Json.text(stored, "Id");
        for (Link back : Links.of(stored)) {
            ObjectNode payment = back.isTo(kind.payment) ? change.edit(kind.payment, back.id()) : null;
            if (payment == null) {
                continue;
            }
            unlink(change, payment, kind);
            ArrayNode lines = payment.withArray("Line");
            for (int i = lines.size() - 1; i >= 0; i--) {
                Link link = link(lines.get(i));
                if (link.id().equals(id) && link.type().name().equals(type)) {
                    lines.remove(i);
                }
            }
            BigDecimal rest = shorten(change, payment, lines, kind);
            if (kind == Kind.RECEIVABLE) {
                payment.put("UnappliedAmt", Money.round(rest));
            }
            link(change, payment, kind);
            change.relate(Change.type(kind.payment), payment);
            change.repost(Change.type(kind.payment), back.id());
        }
    }

    /** Without a credit that is gone, so much less can stay applied; answers what remains unapplied. */
    private static BigDecimal shorten(Change change, JsonNode payment, ArrayNode lines, Kind kind) {
        BigDecimal rest = Json.decimal(payment, "TotalAmt");
        for (JsonNode line : lines) {
            boolean credit = OpenItem.of(change, link(line), kind, payment).isCredit();
            BigDecimal amount = Json.decimal(line, "Amount");
            rest = rest.subtract(credit ? amount.negate() : amount);
        }
        for (int i = lines.size() - 1; i >= 0 && rest.signum() < 0; i--) {
            if (OpenItem.of(change, link(lines.get(i)), kind, payment).isCredit()) {
                continue;
            }
            BigDecimal amount = Json.decimal(lines.get(i), "Amount");
            BigDecimal less = amount.min(rest.negate());
            rest = rest.add(less);
            if (less.compareTo(amount) == 0) {
                lines.remove(i);
            } else {
                ((ObjectNode) lines.get(i)).put("Amount", amount.subtract(less));
            }
        }
        return rest;
    }

    /** Posts the party's side of a payment, each line at the worth that what it settles has in the books. */
    public static void post(EntryBuilder entry, JsonNode payment, Lookup books, Kind kind, String account) {
        BigDecimal rest = Json.decimal(payment, "TotalAmt");
        List<Posting> settled = books instanceof Change change ? change.settledBy(entry.key()) : null;
        for (JsonNode line : payment.path("Line")) {
            OpenItem item = OpenItem.of(books, link(line), kind, payment);
            BigDecimal amount = Json.decimal(line, "Amount");
            rest = rest.subtract(item.isCredit() ? amount.negate() : amount);
            if (settled == null) {
                entry.add(item.converted(amount, books));
            }
        }
        if (settled != null) {
            settled.forEach(entry::add);
        }
        entry.line(
                account,
                rest.multiply(BigDecimal.valueOf(-kind.sign())),
                kind.side(),
                Tags.NONE.withParty(entry.party()));
        String exchange = Accounts.find(books, Role.EXCHANGE, null);
        if (exchange != null) {
            entry.settleOn(exchange);
        }
    }

    /** The accounts that posting will need. */
    public static void ensureAccounts(Draft draft, Kind kind) {
        String currency = Currencies.of(draft.entity(), draft.change());
        String field = kind == Kind.RECEIVABLE ? "ARAccountRef" : "APAccountRef";
        Accounts.check(draft.entity(), field, draft.change(), kind.accountType);
        Currencies.checkAccount(draft, Json.ref(draft.entity(), field), true);
        Accounts.ensure(draft.change(), kind == Kind.RECEIVABLE ? Role.RECEIVABLE : Role.PAYABLE, currency);
        Currencies.ensureExchange(draft);
    }

    public static void refuseDeposited(JsonNode stored) {
        if (stored != null && Links.has(stored, "Deposit")) {
            throw new QuickBooksFault(
                    FaultCode.DEPOSITED,
                    "Deposited Transaction cannot be changed : This transaction has been deposited. If you want to"
                            + " change it, you must first edit the deposit it appears on and remove it.");
        }
    }
}
