package org.camelquickbooks.sandbox.report;

import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;

/** A posted line with the transaction that it belongs to. */
record Line(Entry entry, Posting posting) {

    /** Who the line concerns: its own party, or the transaction's. */
    Party party() {
        return posting.tags().party() == null ? entry.party() : posting.tags().party();
    }
}
