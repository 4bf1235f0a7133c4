package org.camelquickbooks.sandbox.company;

import java.util.ArrayDeque;
import java.util.Deque;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;

/** The entries that a change puts into the ledger, until it is journalled. */
final class Booking {

    private record Replaced(Entry.Key key, Entry former) {}

    private final Ledger ledger;
    private final Deque<Replaced> replaced = new ArrayDeque<>();

    Booking(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Books an entry in the place of the former one; null takes that one out. */
    void put(Entry.Key key, Entry entry) {
        Entry former = ledger.entry(key);
        if (entry == null ? former != null : !entry.equals(former)) {
            replaced.push(new Replaced(key, former));
            ledger.replace(key, entry);
        }
    }

    /** Makes the ledger what it was. */
    void undo() {
        replaced.forEach(r -> ledger.replace(r.key, r.former));
    }
}
