package org.camelquickbooks.flow.payment;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a payment is for.
 *
 * @param unapplied what is left over, and stays with the customer
 * @param writeOff what is missing of an invoice and is too little to be asked for; null for nothing
 * @param note for the acknowledgement: what is out of the ordinary; null for nothing
 */
public record Match(List<Share> shares, BigDecimal unapplied, Share writeOff, String note) {}
