package org.camelquickbooks.flow.payment;

import java.math.BigDecimal;

/** The part of a payment for one invoice. */
public record Share(OpenInvoice invoice, BigDecimal amount) {

    BigDecimal left() {
        return invoice.balance().subtract(amount);
    }
}
