package org.camelquickbooks.flow.payment;

import java.math.BigDecimal;

/**
 * An invoice of which something is to be paid.
 *
 * @param number as people know it; null where it has none
 * @param due the day until which it is to be paid, as QuickBooks writes it
 */
public record OpenInvoice(String id, String number, String due, BigDecimal balance) {

    /** What people call it. */
    public String name() {
        return number != null ? number : "with the Id " + id;
    }
}
