package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;

/**
 * One line of an entry. Debits are positive, credits negative. {@code home} is in the company's currency, {@code
 * foreign} in the transaction's, both in cents.
 *
 * @param settles what the line settles, or null: a payment's line settles an invoice
 */
public record Posting(String account, long home, long foreign, Side side, Tags tags, Settled settles) {

    /** Whether the line stands in a customer's or vendor's open balance. */
    public enum Side {
        PLAIN,
        RECEIVABLE,
        PAYABLE,
        /** What goods have cost, and the stock that it is taken from. */
        COST
    }

    /** An open transaction; of a journal entry, one of its lines, where the caller names it. */
    public record Settled(Entry.Key entry, String line) {}

    /**
     * What reports group by. Any of it may be null.
     *
     * @param customerId the customer for whom something is bought from another party
     */
    public record Tags(
            Party party,
            String classId,
            String departmentId,
            String itemId,
            BigDecimal quantity,
            String memo,
            String customerId) {

        public static final Tags NONE = new Tags(null, null, null, null, null, null, null);

        public Tags withParty(Party other) {
            return new Tags(other, classId, departmentId, itemId, quantity, memo, customerId);
        }

        public Tags withDepartment(String id) {
            return new Tags(party, classId, id, itemId, quantity, memo, customerId);
        }

        Tags with(String kind, String from, String into) {
            return new Tags(
                    Party.renamed(party, kind, from, into),
                    kind.equals("Class") && from.equals(classId) ? into : classId,
                    departmentId,
                    kind.equals("Item") && from.equals(itemId) ? into : itemId,
                    quantity,
                    memo,
                    kind.equals("Customer") && from.equals(customerId) ? into : customerId);
        }

        public Tags withQuantity(BigDecimal other) {
            return new Tags(party, classId, departmentId, itemId, other, memo, customerId);
        }
    }

    public Posting(String account, long home, long foreign, Side side, Tags tags) {
        this(account, home, foreign, side, tags, null);
    }

    Posting withAccount(String other) {
        return new Posting(other, home, foreign, side, tags, settles);
    }

    Posting withTags(Tags other) {
        return new Posting(account, home, foreign, side, other, settles);
    }

    Posting withHome(long cents) {
        return new Posting(account, cents, foreign, side, tags, settles);
    }

    /** Whether the line stands in somebody's balance. */
    public boolean isOpen() {
        return side == Side.RECEIVABLE || side == Side.PAYABLE;
    }

    public boolean settles(Entry.Key other) {
        return settles != null && settles.entry().equals(other);
    }
}
