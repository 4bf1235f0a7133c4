package org.camelquickbooks.sandbox.ledger;

import java.time.LocalDate;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.IdValue;

/** What one transaction posts: balanced lines, and the goods it moves. */
public record Entry(
        Key key, LocalDate date, String number, Party party, List<Posting> postings, List<Movement> movements) {

    /** The transaction that an entry belongs to. */
    public record Key(String type, IdValue id) {}

    public Entry {
        postings = List.copyOf(postings);
        movements = List.copyOf(movements);
        long home = 0;
        for (Posting posting : postings) {
            home += posting.home();
        }
        if (home != 0) {
            throw new IllegalStateException(key + " does not balance: debits less credits are " + home + " cents");
        }
    }
}
