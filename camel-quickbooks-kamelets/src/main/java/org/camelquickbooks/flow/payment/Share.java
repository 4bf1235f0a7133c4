package org.camelquickbooks.flow.payment;

import java.math.BigDecimal;

/** What of a payment is for an invoice. */
public record Share(OpenInvoice invoice, BigDecimal amount) {

    BigDecimal left() {
        return invoice.balance().subtract(amount);
    }
}
