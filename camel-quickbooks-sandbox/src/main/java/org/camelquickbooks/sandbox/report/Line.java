package org.camelquickbooks.sandbox.report;

import java.time.LocalDate;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;
import org.camelquickbooks.sandbox.ledger.Posting.Side;

/**
 * A posted line with the transaction that it belongs to, and the day on which it counts: on a cash basis that is the day
 * of the payment.
 */
record Line(Entry entry, Posting posting, LocalDate date) {

    Line(Entry entry, Posting posting) {
        this(entry, posting, entry.date());
    }

    /** Who the line concerns: its own party, or the transaction's. */
    Party party() {
        return posting.tags().party() == null ? entry.party() : posting.tags().party();
    }

    /**
     * Who the line concerns, of one kind: the customer of an expense is whoever it was bought for, also where it was
     * bought from a vendor.
     */
    Party party(String type) {
        if (type.equals("Customer") && posting.tags().customerId() != null) {
            return new Party("Customer", posting.tags().customerId());
        }
        Party party = party();
        if (party != null && !party.type().equals(type)) {
            party = entry.party();
        }
        return party != null && party.type().equals(type) ? party : null;
    }

    /** A part of the line on another day. */
    Line on(LocalDate day, long cents) {
        return new Line(entry, new Posting(posting.account(), cents, cents, posting.side(), posting.tags()), day);
    }

    /** The line on another account, in nobody's balance. */
    Line to(String account) {
        return new Line(
                entry, new Posting(account, posting.home(), posting.foreign(), Side.PLAIN, posting.tags()), date);
    }
}
