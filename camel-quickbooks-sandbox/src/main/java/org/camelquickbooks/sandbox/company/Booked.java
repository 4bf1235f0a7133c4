package org.camelquickbooks.sandbox.company;

import org.camelquickbooks.sandbox.ledger.Entry;

/** What a change booked for an entity; no entry where it posts nothing. */
record Booked(Entry entry) {

    /** The entity was touched by another one and keeps what it has posted. */
    static final Booked AS_BEFORE = new Booked(null);
}
