package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/**
 * Goods received (positive quantity, at {@code cost} cents) or issued (negative, at the first-in-first-out cost).
 *
 * @param asset the item's inventory account
 * @param offset the account for the cost of issued goods: cost of goods sold, or the adjustment's account
 * @param fallback the cost of one unit, in cents, for goods that are issued before they are received
 * @param line the Id of the transaction's line, or null
 * @param tags by which reports group the cost
 */
public record Movement(
        String item,
        BigDecimal quantity,
        long cost,
        String asset,
        String offset,
        BigDecimal fallback,
        String line,
        Tags tags) {

    /** Goods that no report groups by anything, as they are when a stock begins. */
    public Movement(String item, BigDecimal quantity, long cost, String asset, String offset, BigDecimal fallback) {
        this(item, quantity, cost, asset, offset, fallback, null, Tags.NONE);
    }

    Movement withAccount(String from, String into) {
        return new Movement(
                item,
                quantity,
                cost,
                from.equals(asset) ? into : asset,
                from.equals(offset) ? into : offset,
                fallback,
                line,
                tags);
    }

    Movement with(String kind, String from, String into) {
        return new Movement(
                kind.equals("Item") && item.equals(from) ? into : item,
                quantity,
                cost,
                asset,
                offset,
                fallback,
                line,
                tags.with(kind, from, into));
    }

    boolean isOut() {
        return quantity.signum() < 0;
    }
}
