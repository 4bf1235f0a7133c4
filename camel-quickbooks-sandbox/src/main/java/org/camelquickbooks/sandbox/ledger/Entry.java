package org.camelquickbooks.sandbox.ledger;

import java.time.LocalDate;
import java.util.List;
import org.camelquickbooks.sandbox.catalogue.IdValue;

/** What one transaction posts: balanced lines, and the goods it moves. */
public record Entry(
        Key key, LocalDate date, String number, Party party, List<Posting> postings, List<Movement> movements) {

    /** The transaction that an entry belongs to. */
    public record Key(String type, IdValue id) {

        /** Large companies ask for it a million times; what a record has of itself is slow until it is compiled. */
        @Override
        public int hashCode() {
            return 31 * type.hashCode() + id.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && id.equals(key.id) && type.equals(key.type);
        }
    }

    /** The same on another account. */
    public Entry withAccount(String from, String into) {
        return new Entry(
                key,
                date,
                number,
                party,
                postings.stream()
                        .map(line -> line.account().equals(from) ? line.withAccount(into) : line)
                        .toList(),
                movements.stream().map(goods -> goods.withAccount(from, into)).toList());
    }

    /** The same with another party, item or class in the place of one. */
    public Entry with(String kind, String from, String into) {
        return new Entry(
                key,
                date,
                number,
                Party.renamed(party, kind, from, into),
                postings.stream()
                        .map(line -> line.withTags(line.tags().with(kind, from, into)))
                        .toList(),
                movements.stream().map(goods -> goods.with(kind, from, into)).toList());
    }

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
