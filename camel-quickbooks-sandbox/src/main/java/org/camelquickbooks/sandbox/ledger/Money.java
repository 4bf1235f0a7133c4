package org.camelquickbooks.sandbox.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Cents and amounts. Books are kept in whole cents, so that a balance is a sum of integers. */
public final class Money {

    private Money() {}

    public static BigDecimal round(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    public static long cents(BigDecimal amount) {
        return round(amount).movePointRight(2).longValueExact();
    }

    public static BigDecimal amount(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    /** Converts into the home currency. */
    public static long convert(long cents, BigDecimal rate) {
        return rate.compareTo(BigDecimal.ONE) == 0
                ? cents
                : BigDecimal.valueOf(cents)
                        .multiply(rate)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
    }

    public static BigDecimal percentOf(BigDecimal amount, BigDecimal percent) {
        return round(amount.multiply(percent).movePointLeft(2));
    }
}
