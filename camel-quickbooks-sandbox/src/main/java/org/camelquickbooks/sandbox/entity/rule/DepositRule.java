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
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
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

/** Bank deposits: of payments that wait in Undeposited Funds, and of money from elsewhere. */
public final class DepositRule implements EntityRule {

    private static final List<String> DEPOSITABLE = List.of("Payment", "SalesReceipt", "RefundReceipt", "JournalEntry");

    @Override
    public void prepare(Draft draft) {
        ObjectNode deposit = draft.entity();
        Currencies.settle(draft, null);
        Transactions.date(draft);
        Accounts.check(deposit, "DepositToAccountRef", draft.change(), "Bank", "Other Current Asset");
        Currencies.checkAccount(draft, Json.ref(deposit, "DepositToAccountRef"), false);
        BigDecimal total = BigDecimal.ZERO.setScale(2);
        int number = 0;
        List<ObjectNode> own = new ArrayList<>();
        for (ObjectNode line : Transactions.lines(deposit)) {
            total = total.add(prepare(draft, line));
            if (Links.of(line).isEmpty()) {
                line.put("LineNum", ++number);
                own.add(line);
            } else {
                // A line that deposits a transaction is known by it and has no Id.
                line.remove(List.of("Id", "LineNum", "DetailType", "DepositLineDetail"));
                ((ObjectNode) line.path("LinkedTxn").path(0)).put("TxnLineId", "0");
            }
        }
        Transactions.lineIds(draft, own, 1);
        if (deposit.has("CashBack")) {
            Transactions.requireReference(deposit.path("CashBack"), "AccountRef");
            Transactions.checkLine(draft, Json.ref(deposit.path("CashBack"), "AccountRef"), null, null);
            total = total.subtract(Json.decimal(deposit, "CashBack.Amount"));
        }
        Transactions.totals(deposit, total, Currencies.several(draft.change()));
        Accounts.ensure(draft.change(), Role.UNDEPOSITED, null);
        if (!Currencies.of(deposit, draft.change()).equals(Currencies.home(draft.change()))) {
            Accounts.ensure(draft.change(), Role.EXCHANGE, null);
        }
        Tracking.check(draft);
    }

    private static BigDecimal prepare(Draft draft, ObjectNode line) {
        List<Link> links = Links.of(line);
        if (links.isEmpty()) {
            if (!"DepositLineDetail".equals(Transactions.detailType(line))) {
                throw new QuickBooksFault(
                        FaultCode.INVALID_ENUMERATION,
                        "Invalid Enumeration : " + Transactions.detailType(line) + " is no line of a Deposit",
                        "Line.DetailType");
            }
            if (Json.text(line, "DepositLineDetail.AccountRef.value") == null) {
                throw QuickBooksFault.required("Line.DepositLineDetail.AccountRef");
            }
            if (!line.has("Amount")) {
                throw QuickBooksFault.required("Line.Amount");
            }
            JsonNode detail = line.path("DepositLineDetail");
            Transactions.checkLine(draft, Json.ref(detail, "AccountRef"), party(detail, draft.change()), null);
            return Json.decimal(line, "Amount");
        }
        Link link = links.get(0);
        JsonNode target = Links.target(draft.change(), link);
        if (!DEPOSITABLE.contains(link.type().name())) {
            throw Links.refused("a " + link.txnType() + " cannot be deposited");
        }
        if (Links.has(target, "Deposit")) {
            throw Links.refused(link.txnType() + " " + link.id() + " has been deposited already");
        }
        if (!Currencies.of(target, draft.change()).equals(Currencies.of(draft.entity(), draft.change()))) {
            throw QuickBooksFault.business(
                    "The deposit is in " + Currencies.of(draft.entity(), draft.change()) + ", and " + link.txnType()
                            + " " + link.id() + " is in " + Currencies.of(target, draft.change()) + ".");
        }
        if (target.has("DepositToAccountRef")
                && !Json.ref(target, "DepositToAccountRef")
                        .equals(Accounts.find(draft.change(), Role.UNDEPOSITED, null))) {
            throw Links.refused(link.txnType() + " " + link.id() + " is not in Undeposited Funds");
        }
        return linkedAmount(line, link, target, draft.change());
    }

    /** What a journal entry has put into Undeposited Funds. */
    private static BigDecimal undeposited(Link link, JsonNode entry, Lookup books) {
        String account = Accounts.find(books, Role.UNDEPOSITED, null);
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        boolean any = false;
        for (JsonNode line : entry.path("Line")) {
            JsonNode detail = line.path("JournalEntryLineDetail");
            if (account != null && account.equals(Json.ref(detail, "AccountRef"))) {
                BigDecimal amount = Json.decimal(line, "Amount");
                sum = sum.add("Debit".equals(Json.text(detail, "PostingType")) ? amount : amount.negate());
                any = true;
            }
        }
        if (!any) {
            throw Links.refused("JournalEntry " + link.id() + " has no line on Undeposited Funds");
        }
        return sum;
    }

    /** A transaction is deposited whole. */
    private static BigDecimal linkedAmount(ObjectNode line, Link link, JsonNode target, Lookup books) {
        BigDecimal amount = Json.decimal(target, "TotalAmt");
        if (link.isTo("JournalEntry")) {
            amount = undeposited(link, target, books);
        } else if (link.isTo("RefundReceipt")) {
            amount = amount.negate();
        }
        if (line.has("Amount") && Json.decimal(line, "Amount").compareTo(amount) != 0) {
            throw QuickBooksFault.business("The amount of a deposit line must be that of the deposited transaction, "
                    + amount.toPlainString() + ".");
        }
        line.put("Amount", amount);
        return amount;
    }

    @Override
    public void link(Draft draft) {
        for (Link link : Links.deep(draft.entity())) {
            ObjectNode target = Links.target(draft.change(), link);
            Links.add(target, "Deposit", draft.id());
            Links.keepOrder(target, draft.change().company().find(link.type().name(), link.id()));
            draft.change().relate(link.type(), target);
        }
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        for (Link link : Links.deep(stored)) {
            ObjectNode target = change.edit(link.type().name(), link.id());
            if (target != null) {
                Links.remove(target, "Deposit", Json.text(stored, "Id"));
                change.relate(link.type(), target);
            }
        }
    }

    @Override
    public Entry post(ObjectNode deposit, Lookup books) {
        EntryBuilder entry = Transactions.entry("Deposit", deposit, null);
        entry.debit(Json.ref(deposit, "DepositToAccountRef"), Json.decimal(deposit, "TotalAmt"), Tags.NONE);
        if (deposit.has("CashBack")) {
            JsonNode cashBack = deposit.path("CashBack");
            entry.debit(Json.ref(cashBack, "AccountRef"), Json.decimal(cashBack, "Amount"), Tags.NONE);
        }
        for (JsonNode line : deposit.path("Line")) {
            List<Link> links = Links.of(line);
            if (links.isEmpty()) {
                direct(entry, deposit, line, books);
            } else {
                linked(
                        entry,
                        line,
                        books.find(links.get(0).type().name(), links.get(0).id()),
                        books);
            }
        }
        Currencies.settleRounding(entry, books);
        return entry.build();
    }

    private static void direct(EntryBuilder entry, JsonNode deposit, JsonNode line, Lookup books) {
        JsonNode detail = line.path("DepositLineDetail");
        Transactions.debit(
                entry,
                Json.ref(detail, "AccountRef"),
                Json.decimal(line, "Amount").negate(),
                Transactions.tags(deposit, line, detail, party(detail, books)),
                null,
                books);
    }

    /** Whom a line concerns. Customers, vendors and employees number together, so the type may be left out. */
    private static Party party(JsonNode detail, Lookup books) {
        String id = Json.ref(detail, "Entity");
        String given = Json.text(detail, "Entity.type");
        for (String type : new String[] {"Customer", "Vendor", "Employee"}) {
            if (id != null && (given == null || type.equalsIgnoreCase(given)) && books.find(type, id) != null) {
                return new Party(type, id);
            }
        }
        return null;
    }

    /** What was deposited leaves Undeposited Funds at the rate at which it came there. */
    private static void linked(EntryBuilder entry, JsonNode line, JsonNode source, Lookup books) {
        long cents = Money.cents(Json.decimal(line, "Amount"));
        String account = Accounts.find(books, Role.UNDEPOSITED, null);
        entry.add(new Posting(account, -Money.convert(cents, Currencies.rate(source)), -cents, Side.PLAIN, Tags.NONE));
    }
}
