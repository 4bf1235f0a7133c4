package org.camelquickbooks.flow.payment;

import java.math.BigDecimal;

/**
 * An invoice of which something is to be paid.
 *
 * @param due the day until which it is to be paid, as QuickBooks writes it
 */
public record OpenInvoice(String id, String number, String due, BigDecimal balance) {}
