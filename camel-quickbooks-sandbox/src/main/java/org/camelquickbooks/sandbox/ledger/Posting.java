package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;

/**
 * One line of an entry. Debits are positive, credits negative; {@code home} is in the company's currency,
 * {@code foreign} in the transaction's, both in cents.
 */
public record Posting(String account, long home, long foreign, Side side, Tags tags) {

    /** Whether the line stands in a customer's or vendor's open balance. */
    public enum Side {
        PLAIN,
        RECEIVABLE,
        PAYABLE
    }

    /** What reports group by. Any of it may be null. */
    public record Tags(
            Party party, String classId, String departmentId, String itemId, BigDecimal quantity, String memo) {

        public static final Tags NONE = new Tags(null, null, null, null, null, null);

        public Tags withParty(Party other) {
            return new Tags(other, classId, departmentId, itemId, quantity, memo);
        }
    }
}
