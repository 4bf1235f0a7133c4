package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.Draft;
import org.camelquickbooks.sandbox.entity.rule.Accounts.Role;
import org.camelquickbooks.sandbox.entity.rule.Links.Link;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Money applied to what is open: a customer's payment to invoices, a bill payment to bills, and credits to both. */
final class Applications {

    /** The two sides on which money is applied. */
    enum Kind {
        RECEIVABLE("Payment", "Customer", "CustomerRef", "Invoice", "CreditMemo", "Accounts Receivable"),
        PAYABLE("BillPayment", "Vendor", "VendorRef", "Bill", "VendorCredit", "Accounts Payable");

        private final String payment;
        private final String party;
        private final String partyField;
        private final String debt;
        private final String credit;
        private final String accountType;

        Kind(String payment, String party, String partyField, String debt, String credit, String accountType) {
            this.payment = payment;
            this.party = party;
            this.partyField = partyField;
            this.debt = debt;
            this.credit = credit;
            this.accountType = accountType;
        }
    }

    private static final String NAME_VALUE = "{http://schema.intuit.com/finance/v3}NameValue";

    private Applications() {}

    /** Checks the lines of a payment and answers what of its total remains unapplied. */
    static BigDecimal prepare(Draft draft, Kind kind) {
        ObjectNode payment = draft.entity();
        BigDecimal rest = Json.decimal(payment, "TotalAmt");
        ArrayNode kept = Json.array();
        int number = 0;
        for (ObjectNode line : Transactions.lines(payment)) {
            Link link = link(line);
            ObjectNode target = Links.target(draft.change(), link);
            checkParty(draft, kind, link, target);
            BigDecimal open = open(target, link, kind, draft.change());
            if (kind == Kind.PAYABLE && open.signum() == 0) {
                // A bill that is settled already leaves no line in the answer.
                continue;
            }
            BigDecimal amount = amount(line, open);
            rest = rest.subtract(amount.multiply(sign(target, link, kind)));
            line.remove(List.of("Id", "LineNum", "DetailType", "PaymentLineDetail"));
            if (kind == Kind.RECEIVABLE) {
                line.set("LineEx", extension(link.id(), open, Json.text(target, "DocNumber")));
            } else {
                line.put("Id", Integer.toString(++number));
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

    private static void checkParty(Draft draft, Kind kind, Link link, JsonNode target) {
        boolean known = link.isTo(kind.debt) || link.isTo(kind.credit) || link.isTo("JournalEntry");
        if (!known) {
            throw Links.refused("a " + kind.payment + " cannot be applied to a " + link.txnType());
        }
        if (!Currencies.of(target, draft.change()).equals(Currencies.of(draft.entity(), draft.change()))) {
            throw Links.refused("the currencies of the two transactions differ");
        }
        String payer = Json.ref(draft.entity(), kind.partyField);
        String owner = owner(target, link, kind);
        for (String id = owner; id != null; ) {
            if (id.equals(payer)) {
                return;
            }
            id = Json.ref(draft.change().find(kind.party, id), "ParentRef");
        }
        throw Links.refused(link.txnType() + " " + link.id() + " belongs to another " + kind.party.toLowerCase());
    }

    /** Whose the target is; a payment may also come from the parent of that customer. */
    private static String owner(JsonNode target, Link link, Kind kind) {
        if (!link.isTo("JournalEntry")) {
            return Json.ref(target, kind.partyField);
        }
        for (JsonNode line : target.path("Line")) {
            JsonNode entity = line.path("JournalEntryLineDetail").path("Entity");
            if (kind.party.equals(Json.text(entity, "Type"))) {
                return Json.ref(entity, "EntityRef");
            }
        }
        return null;
    }

    private static BigDecimal sign(JsonNode target, Link link, Kind kind) {
        boolean credit = link.isTo("JournalEntry") ? owed(target, kind).signum() < 0 : link.isTo(kind.credit);
        return credit ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    }

    private static BigDecimal open(JsonNode target, Link link, Kind kind, Lookup books) {
        if (!link.isTo("JournalEntry")) {
            return Json.decimal(target, "Balance");
        }
        BigDecimal open = owed(target, kind).abs();
        for (Link back : Links.of(target)) {
            JsonNode payment = back.isTo(kind.payment) ? books.find(kind.payment, back.id()) : null;
            for (JsonNode line : payment == null ? Json.array() : payment.path("Line")) {
                if (Links.of(line).stream().anyMatch(l -> l.isTo("JournalEntry") && l.id().equals(link.id()))) {
                    open = open.subtract(Json.decimal(line, "Amount"));
                }
            }
        }
        return open;
    }

    /** What a journal entry puts on the party's account: more owed, or less. */
    private static BigDecimal owed(JsonNode journalEntry, Kind kind) {
        BigDecimal owed = BigDecimal.ZERO;
        String more = kind == Kind.RECEIVABLE ? "Debit" : "Credit";
        for (JsonNode line : journalEntry.path("Line")) {
            JsonNode detail = line.path("JournalEntryLineDetail");
            if (kind.party.equals(Json.text(detail, "Entity.Type"))) {
                BigDecimal amount = Json.decimal(line, "Amount");
                owed = more.equals(Json.text(detail, "PostingType")) ? owed.add(amount) : owed.subtract(amount);
            }
        }
        return owed;
    }

    private static ObjectNode extension(String id, BigDecimal open, String number) {
        ObjectNode extension = Json.object();
        ArrayNode any = extension.putArray("any");
        pair(any, "txnId", id);
        pair(any, "txnOpenBalance", Money.round(open).toPlainString());
        if (number != null) {
            pair(any, "txnReferenceNumber", number);
        }
        return extension;
    }

    private static void pair(ArrayNode any, String name, String value) {
        ObjectNode element = any.addObject().put("name", NAME_VALUE);
        element.put("declaredType", "com.intuit.schema.finance.v3.NameValue");
        element.put("scope", "javax.xml.bind.JAXBElement$GlobalScope");
        element.putObject("value").put("Name", name).put("Value", value);
        element.put("nil", false).put("globalScope", true).put("typeSubstituted", false);
    }

    /** Takes the payment's lines off the open balances. */
    static void link(Change change, JsonNode payment, Kind kind) {
        move(change, payment, kind, true);
    }

    /** Gives them back. */
    static void unlink(Change change, JsonNode payment, Kind kind) {
        move(change, payment, kind, false);
    }

    private static void move(Change change, JsonNode payment, Kind kind, boolean apply) {
        for (JsonNode line : payment.path("Line")) {
            move(change, payment, line, kind, apply);
        }
    }

    private static void move(Change change, JsonNode payment, JsonNode line, Kind kind, boolean apply) {
        Link link = link(line);
        ObjectNode target = change.edit(link.type().name(), link.id());
        if (target == null) {
            return;
        }
        if (!link.isTo("JournalEntry")) {
            BigDecimal amount = Json.decimal(line, "Amount");
            BigDecimal balance = Json.decimal(target, "Balance");
            OpenBalance.set(target, apply ? balance.subtract(amount) : balance.add(amount), target.has("HomeBalance"));
        }
        if (apply) {
            Links.add(target, typeOf(payment, kind), Json.text(payment, "Id"));
        } else {
            Links.remove(target, typeOf(payment, kind), Json.text(payment, "Id"));
        }
        change.relate(link.type(), target);
    }

    private static String typeOf(JsonNode payment, Kind kind) {
        return kind == Kind.RECEIVABLE ? "Payment" : "BillPayment" + Json.text(payment, "PayType");
    }

    /** The object goes or is voided: the money that was applied to it is unapplied again. */
    static void release(JsonNode stored, Change change, String paymentType) {
        Kind kind = paymentType.equals("Payment") ? Kind.RECEIVABLE : Kind.PAYABLE;
        String id = Json.text(stored, "Id");
        for (Link back : Links.of(stored)) {
            ObjectNode payment = back.isTo(kind.payment) ? change.edit(kind.payment, back.id()) : null;
            if (payment == null) {
                continue;
            }
            ArrayNode lines = payment.withArray("Line");
            for (int i = lines.size() - 1; i >= 0; i--) {
                Link link = link(lines.get(i));
                if (link.id().equals(id) && link.type().name().equals(typeName(stored, kind, change))) {
                    lines.remove(i);
                }
            }
            BigDecimal rest = rest(change, payment, kind);
            // Without a credit that is gone, so much less can stay applied.
            for (int i = lines.size() - 1; i >= 0 && rest.signum() < 0; i--) {
                move(change, payment, lines.get(i), kind, false);
                lines.remove(i);
                rest = rest(change, payment, kind);
            }
            if (kind == Kind.RECEIVABLE) {
                payment.put("UnappliedAmt", Money.round(rest));
            }
            change.relate(Change.type(kind.payment), payment);
        }
    }

    private static String typeName(JsonNode stored, Kind kind, Change change) {
        for (String name : new String[] {kind.debt, kind.credit, "JournalEntry"}) {
            JsonNode found = change.find(name, Json.text(stored, "Id"));
            if (found != null && Objects.equals(found.get("MetaData"), stored.get("MetaData"))) {
                return name;
            }
        }
        return kind.debt;
    }

    private static BigDecimal rest(Lookup books, JsonNode payment, Kind kind) {
        BigDecimal rest = Json.decimal(payment, "TotalAmt");
        for (Application application : of(payment, books, kind)) {
            rest = rest.subtract(application.amount);
        }
        return rest;
    }

    /** A line of a payment with what it was applied to; the amount is negative where a credit was used. */
    private record Application(JsonNode target, Link link, BigDecimal amount) {}

    private static List<Application> of(JsonNode payment, Lookup books, Kind kind) {
        List<Application> applications = new ArrayList<>();
        for (JsonNode line : payment.path("Line")) {
            Link link = link(line);
            JsonNode target = books.find(link.type().name(), link.id());
            if (target != null) {
                BigDecimal amount = Json.decimal(line, "Amount").multiply(sign(target, link, kind));
                applications.add(new Application(target, link, amount));
            }
        }
        return applications;
    }

    /** Posts the party's side of a payment, each line at the rate of what it was applied to. */
    static void post(EntryBuilder entry, JsonNode payment, Lookup books, Kind kind, String account) {
        BigDecimal rest = Json.decimal(payment, "TotalAmt");
        int towards = kind == Kind.RECEIVABLE ? -1 : 1;
        Side side = kind == Kind.RECEIVABLE ? Side.RECEIVABLE : Side.PAYABLE;
        for (Application application : of(payment, books, kind)) {
            rest = rest.subtract(application.amount);
            long cents = Money.cents(application.amount) * towards;
            Party party = new Party(kind.party, owner(application.target, application.link, kind));
            entry.add(new Posting(
                    account,
                    Money.convert(cents, Currencies.rate(application.target)),
                    cents,
                    side,
                    Tags.NONE.withParty(party)));
        }
        entry.line(account, rest.multiply(BigDecimal.valueOf(towards)), side, Tags.NONE.withParty(entry.party()));
        String exchange = Accounts.find(books, Role.EXCHANGE, null);
        if (entry.imbalance() != 0 && exchange != null) {
            entry.settleOn(exchange);
        }
    }

    /** The accounts that posting will need. */
    static void ensureAccounts(Draft draft, Kind kind) {
        String currency = Currencies.of(draft.entity(), draft.change());
        Accounts.check(
                draft.entity(),
                kind == Kind.RECEIVABLE ? "ARAccountRef" : "APAccountRef",
                draft.change(),
                kind.accountType);
        Accounts.ensure(draft.change(), kind == Kind.RECEIVABLE ? Role.RECEIVABLE : Role.PAYABLE, currency);
        if (!currency.equals(Currencies.home(draft.change()))) {
            Accounts.ensure(draft.change(), Role.EXCHANGE, null);
        }
    }

    static void refuseDeposited(JsonNode stored) {
        if (stored != null && Links.has(stored, "Deposit")) {
            throw new QuickBooksFault(
                    FaultCode.DEPOSITED,
                    "Deposited Transaction cannot be changed : This transaction has been deposited. If you want to"
                            + " change it, you must first edit the deposit it appears on and remove it.");
        }
    }
}
