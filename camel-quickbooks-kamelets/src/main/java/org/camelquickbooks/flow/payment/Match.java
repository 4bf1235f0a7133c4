package org.camelquickbooks.flow.payment;

import java.util.List;

/**
 * What a payment is for.
 *
 * @param writeOff what is missing of an invoice and is too little to be asked for; null for nothing
 * @param note for the acknowledgement: what is out of the ordinary; null for nothing
 */
public record Match(List<Share> shares, Share writeOff, String note) {}
