package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Collects the lines of an entry in the transaction's currency and converts them at its rate. */
public final class EntryBuilder {

    private final Entry.Key key;
    private final LocalDate date;
    private final BigDecimal rate;
    private final List<Posting> postings = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();
    private String number;
    private Party party;

    public EntryBuilder(Entry.Key key, LocalDate date, BigDecimal rate) {
        this.key = key;
        this.date = date;
        this.rate = rate;
    }

    public EntryBuilder number(String docNumber) {
        this.number = docNumber;
        return this;
    }

    public EntryBuilder party(Party who) {
        this.party = who;
        return this;
    }

    public Party party() {
        return party;
    }

    public EntryBuilder debit(String account, BigDecimal amount, Tags tags) {
        return line(account, amount, Side.PLAIN, tags);
    }

    public EntryBuilder credit(String account, BigDecimal amount, Tags tags) {
        return line(account, amount.negate(), Side.PLAIN, tags);
    }

    /** Debits a customer's account; a negative amount credits it. */
    public EntryBuilder receivable(String account, BigDecimal amount, Party customer) {
        return line(account, amount, Side.RECEIVABLE, Tags.NONE.withParty(customer));
    }

    /** Credits a vendor's account; a negative amount debits it. */
    public EntryBuilder payable(String account, BigDecimal amount, Party vendor) {
        return line(account, amount.negate(), Side.PAYABLE, Tags.NONE.withParty(vendor));
    }

    public EntryBuilder line(String account, BigDecimal amount, Side side, Tags tags) {
        long foreign = Money.cents(amount);
        return add(new Posting(account, Money.convert(foreign, rate), foreign, side, tags));
    }

    /** A line whose worth in the home currency is known from elsewhere, such as a payment at the invoice's rate. */
    public EntryBuilder add(Posting posting) {
        if (posting.home() != 0 || posting.foreign() != 0) {
            postings.add(posting);
        }
        return this;
    }

    public EntryBuilder move(Movement movement) {
        if (movement.quantity().signum() != 0) {
            movements.add(movement);
        }
        return this;
    }

    /** What is missing for the entry to balance, in cents of the home currency. */
    public long imbalance() {
        return postings.stream().mapToLong(Posting::home).sum();
    }

    /** Puts what the rates of several transactions leave over on an account. */
    public EntryBuilder settleOn(String account) {
        long over = imbalance();
        return add(new Posting(account, -over, 0, Side.PLAIN, Tags.NONE));
    }

    /** Builds the entry; cents that rounding at the rate has left go to the largest plain line. */
    public Entry build() {
        long over = imbalance();
        if (over != 0 && Math.abs(over) <= postings.size()) {
            int largest = -1;
            for (int i = 0; i < postings.size(); i++) {
                if (postings.get(i).side() == Side.PLAIN
                        && (largest < 0
                                || Math.abs(postings.get(i).home())
                                        > Math.abs(postings.get(largest).home()))) {
                    largest = i;
                }
            }
            if (largest >= 0) {
                Posting p = postings.get(largest);
                postings.set(largest, new Posting(p.account(), p.home() - over, p.foreign(), p.side(), p.tags()));
            }
        }
        return new Entry(key, date, number, party, postings, movements);
    }
}
