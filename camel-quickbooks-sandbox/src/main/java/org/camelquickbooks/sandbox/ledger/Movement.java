package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;

/**
 * Goods in (positive quantity, at {@code cost} cents) or out (negative, at the cost that FIFO finds).
 *
 * @param asset the item's inventory account
 * @param offset where the cost of goods that leave goes: cost of goods sold, or the adjustment's account
 * @param fallback the cost of one unit, in cents, for goods that leave before they came
 */
public record Movement(String item, BigDecimal quantity, long cost, String asset, String offset, BigDecimal fallback) {}
