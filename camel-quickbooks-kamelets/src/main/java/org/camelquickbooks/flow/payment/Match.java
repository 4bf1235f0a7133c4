package org.camelquickbooks.flow.payment;

import java.util.List;

/**
 * The invoices that a payment pays.
 *
 * @param writeOff a small missing amount that is written off; null for none
 * @param note a note for the acknowledgement about unusual cases; null for none
 */
public record Match(List<Share> shares, Share writeOff, String note) {}
