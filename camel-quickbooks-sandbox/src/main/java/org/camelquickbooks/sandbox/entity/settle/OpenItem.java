package org.camelquickbooks.sandbox.entity.settle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Settled;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * What a payment can be applied to: an invoice or bill, a credit, or what a journal entry has on the account of one
 * customer or vendor.
 */
public final class OpenItem {

    /** A line of a journal entry on receivables or payables; credits are negative. */
    private record JournalLine(String id, String party, String account, BigDecimal debit) {}

    private final Link link;
    private final JsonNode target;
    private final Kind kind;
    private final String party;
    private final String line;
    private final List<JournalLine> own;

    private OpenItem(Link link, JsonNode target, Kind kind, String party, String line, List<JournalLine> own) {
        this.link = link;
        this.target = target;
        this.kind = kind;
        this.party = party;
        this.line = line;
        this.own = own;
    }

    public static OpenItem of(Lookup books, Link link, Kind kind, JsonNode payment) {
        boolean journal = link.isTo("JournalEntry");
        JsonNode target = books instanceof Change change
                ? change.edit(link.type().name(), link.id())
                : books.find(link.type().name(), link.id());
        if (target == null) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE,
                    "Invalid Reference Id : Transaction element id " + link.id() + " of type " + link.txnType()
                            + " not found");
        }
        if (!journal && !link.isTo(kind.debt) && !link.isTo(kind.credit)) {
            throw Links.refused("a " + kind.payment + " cannot be applied to a " + link.txnType());
        }
        return journal
                ? ofJournal(books, link, target, kind, Json.ref(payment, kind.partyField))
                : new OpenItem(link, target, kind, Json.ref(target, kind.partyField), null, List.of());
    }

    /** Of a journal entry the line that is named, or else all of the payer, or of a sub-customer of the payer. */
    private static OpenItem ofJournal(Lookup books, Link link, JsonNode entry, Kind kind, String payer) {
        List<JournalLine> lines = journalLines(books, entry, kind);
        for (JournalLine l : lines) {
            if (l.id.equals(link.lineId())) {
                return new OpenItem(link, entry, kind, l.party, l.id, List.of(l));
            }
        }
        String party = lines.isEmpty() ? payer : lines.get(0).party;
        for (JournalLine l : lines) {
            if (l.party.equals(payer)) {
                party = payer;
            } else if (!Applications.isWithin(books, kind, party, payer)
                    && Applications.isWithin(books, kind, l.party, payer)) {
                party = l.party;
            }
        }
        String whose = party;
        List<JournalLine> own =
                lines.stream().filter(l -> l.party.equals(whose)).toList();
        return new OpenItem(link, entry, kind, party, null, own);
    }

    private static List<JournalLine> journalLines(Lookup books, JsonNode entry, Kind kind) {
        List<JournalLine> lines = new ArrayList<>();
        for (JsonNode line : entry.path("Line")) {
            JsonNode detail = line.path("JournalEntryLineDetail");
            String account = Json.ref(detail, "AccountRef");
            String party = Json.text(detail, "Entity.EntityRef.value");
            if (account != null
                    && party != null
                    && kind.party.equals(Json.text(detail, "Entity.Type"))
                    && kind.accountType.equals(Json.text(books.find("Account", account), "AccountType"))) {
                BigDecimal amount = Json.decimal(line, "Amount");
                boolean debit = "Debit".equals(Json.text(detail, "PostingType"));
                lines.add(new JournalLine(Json.text(line, "Id"), party, account, debit ? amount : amount.negate()));
            }
        }
        return lines;
    }

    public Link link() {
        return link;
    }

    public JsonNode target() {
        return target;
    }

    /** Whose it is; a payment may also come from the parent of that customer. */
    public String party() {
        return party;
    }

    public boolean isJournal() {
        return link.isTo("JournalEntry");
    }

    /** Tells apart what is open for itself. */
    public String identity() {
        return link.type().name() + link.id() + "/" + line + "/" + party;
    }

    /** Whether it makes the balance smaller, as a credit memo does. */
    public boolean isCredit() {
        return isJournal() ? owed().signum() < 0 : link.isTo(kind.credit);
    }

    /** What a journal entry puts on the party's account: more owed, or less. */
    private BigDecimal owed() {
        BigDecimal debits = BigDecimal.ZERO.setScale(2);
        for (JournalLine l : own) {
            debits = debits.add(l.debit);
        }
        return debits.multiply(BigDecimal.valueOf(kind.sign()));
    }

    /** What is open of it, in its own currency. */
    public BigDecimal open(Lookup books) {
        if (!isJournal()) {
            return Json.decimal(target, "Balance");
        }
        BigDecimal open = owed().abs().subtract(appliedByPayments(books, line));
        if (line == null) {
            return open;
        }
        // What was applied to the entry as a whole has set the party's lines off against one another.
        OpenItem whole = ofJournal(books, new Link(link.txnType(), link.type(), link.id(), null), target, kind, party);
        return whole.appliedByPayments(books, "").signum() == 0
                ? open
                : whole.isCredit() == isCredit() ? open.min(whole.open(books)).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    /** What payments have applied: to a line, to all (null), or to the entry as a whole (empty). */
    private BigDecimal appliedByPayments(Lookup books, String to) {
        BigDecimal applied = BigDecimal.ZERO;
        for (Link back : Links.of(target)) {
            JsonNode payment = back.isTo(kind.payment) ? books.find(kind.payment, back.id()) : null;
            for (JsonNode l : payment == null ? Json.array() : payment.path("Line")) {
                for (Link to2 : Links.of(l)) {
                    if (to2.isTo("JournalEntry") && to2.id().equals(link.id())) {
                        OpenItem other = ofJournal(books, to2, target, kind, Json.ref(payment, kind.partyField));
                        boolean counts = other.party.equals(party)
                                && (to == null || to.isEmpty()
                                        ? to == null || other.line == null
                                        : to.equals(other.line));
                        if (counts) {
                            BigDecimal amount = Json.decimal(l, "Amount");
                            applied = applied.add(other.isCredit() == isCredit() ? amount : amount.negate());
                        }
                    }
                }
            }
        }
        return applied;
    }

    private Entry.Key key() {
        return new Entry.Key(link.type().name(), new IdValue(link.id()));
    }

    private long foreignCents(BigDecimal amount) {
        return Money.cents(amount) * (isCredit() ? 1 : -1) * kind.sign();
    }

    /** The line that settles a part of it. Who settles the rest of it settles its whole worth, cents of rounding too. */
    public Posting settledBy(BigDecimal amount, Change change) {
        long foreign = foreignCents(amount);
        BigDecimal rate = Currencies.rate(target);
        boolean rest = rate.compareTo(BigDecimal.ONE) != 0 && open(change).compareTo(amount) == 0;
        return posting(foreign, rest ? -homeCents(change) : Money.convert(foreign, rate), change);
    }

    /** As {@link #settledBy}, at the rate alone, as older journals have it. */
    public Posting converted(BigDecimal amount, Lookup books) {
        long foreign = foreignCents(amount);
        return posting(foreign, Money.convert(foreign, Currencies.rate(target)), books);
    }

    private Posting posting(long foreign, long home, Lookup books) {
        Party whose = new Party(kind.party, party);
        return new Posting(
                account(books), home, foreign, kind.side(), Tags.NONE.withParty(whose), new Settled(key(), line));
    }

    private String account(Lookup books) {
        if (isJournal() && !own.isEmpty()) {
            return own.get(0).account;
        }
        Entry posted = books.posted(link.type().name(), link.id());
        if (posted != null) {
            for (Posting p : posted.postings()) {
                if (p.side() == kind.side() && p.settles() == null) {
                    return p.account();
                }
            }
        }
        return kind == Kind.RECEIVABLE ? Accounts.receivable(target, books) : Accounts.payable(target, books);
    }

    /** What is open of it in the home currency, as its HomeBalance says it. */
    public BigDecimal homeOpen(Change change) {
        return Money.amount(homeCents(change) * kind.sign() * (isCredit() ? -1 : 1));
    }

    /** What the books have on the party's account for it: what it posted itself and what others have settled. */
    private long homeCents(Change change) {
        long home = postedCents(change);
        for (Posting p : settlements(change, link.type().name(), target, kind)) {
            boolean mine = party.equals(p.tags().party().id());
            if (mine && (line == null || line.equals(p.settles().line()))) {
                home += p.home();
            }
        }
        return home;
    }

    private long postedCents(Change change) {
        BigDecimal rate = Currencies.rate(target);
        if (isJournal()) {
            return own.stream()
                    .mapToLong(l -> Money.convert(Money.cents(l.debit), rate))
                    .sum();
        }
        Entry posted = change.posted(link.type().name(), link.id());
        if (posted != null) {
            return posted.postings().stream()
                    .filter(p -> p.side() == kind.side() && p.settles() == null)
                    .mapToLong(Posting::home)
                    .sum();
        }
        long total = Money.convert(Money.cents(Json.decimal(target, "TotalAmt")), rate);
        long deposit = Money.convert(Money.cents(Json.decimal(target, "Deposit")), rate);
        return (total - deposit) * kind.sign() * (isCredit() ? -1 : 1);
    }

    /** The lines by which payments settle a transaction, as this change leaves them. */
    public static List<Posting> settlements(Lookup books, String type, JsonNode target, Kind kind) {
        Entry.Key key = new Entry.Key(type, new IdValue(Json.text(target, "Id")));
        List<Posting> settlements = new ArrayList<>();
        for (Link back : Links.of(target)) {
            if (back.isTo(kind.payment)) {
                List<Posting> changed = books instanceof Change change
                        ? change.settledBy(new Entry.Key(kind.payment, new IdValue(back.id())))
                        : null;
                Entry posted = changed == null ? books.posted(kind.payment, back.id()) : null;
                List<Posting> lines = changed != null ? changed : posted == null ? List.of() : posted.postings();
                lines.stream().filter(p -> p.settles(key)).forEach(settlements::add);
            }
        }
        return settlements;
    }
}
