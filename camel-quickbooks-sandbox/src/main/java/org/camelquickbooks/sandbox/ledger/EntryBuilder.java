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

    public Entry.Key key() {
        return key;
    }

    public EntryBuilder line(String account, BigDecimal amount, Side side, Tags tags) {
        long foreign = Money.cents(amount);
        return add(new Posting(account, Money.convert(foreign, rate), foreign, side, tags));
    }

    /**
     * A line whose worth in the home currency is known from elsewhere, such as a payment at the invoice's rate. Without an
     * amount it is kept only where it counts pieces, such as those that were given away.
     */
    public EntryBuilder add(Posting posting) {
        BigDecimal pieces = posting.tags().quantity();
        boolean counts = posting.side() == Side.PLAIN && pieces != null && pieces.signum() != 0;
        if (posting.home() != 0 || posting.foreign() != 0 || counts) {
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

    /** Puts what rates and rounding leave over on an account: exchange gain or loss, never a bank or the stock. */
    public EntryBuilder settleOn(String account) {
        long over = imbalance();
        return over == 0 ? this : add(new Posting(account, -over, 0, Side.PLAIN, Tags.NONE));
    }

    public Entry build() {
        return new Entry(key, date, number, party, postings, movements);
    }
}
