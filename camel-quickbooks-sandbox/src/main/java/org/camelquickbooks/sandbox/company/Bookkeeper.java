package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.ledger.Entry;

/** The part of a company that posts entities, and computes fields when they are read. */
public interface Bookkeeper {

    /** What the entity posts, or null where it posts nothing. Called again only when the entity itself was changed. */
    Entry post(String type, ObjectNode entity, Lookup books);

    /** Refuses a change of the books in a period that is closed. Either entry may be null. */
    void checkOpenPeriod(Entry former, Entry entry, Change change);

    /** Fills in the fields that are not stored: balances and quantities. */
    void complete(String type, ObjectNode entity, Company company);
}
