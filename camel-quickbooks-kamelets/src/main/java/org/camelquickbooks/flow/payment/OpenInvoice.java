package org.camelquickbooks.flow.payment;

import java.math.BigDecimal;

/**
 * An invoice with an open balance.
 *
 * @param number the document number; null if it has none
 * @param due the due date, as QuickBooks writes it
 * @param currency its ISO code; null if the company has only its own currency
 * @param rate the rate of its currency; null in the company's own
 * @param receivable the Id of its accounts receivable account; null if the invoice does not name it
 * @param classId the Id of the class of all its lines; null where they have none, or several
 * @param location the Id of its location; null for none
 */
public record OpenInvoice(
        String id,
        String number,
        String due,
        BigDecimal balance,
        String currency,
        BigDecimal rate,
        String receivable,
        String classId,
        String location) {

    /** One in the company's currency. */
    public OpenInvoice(String id, String number, String due, BigDecimal balance) {
        this(id, number, due, balance, null, null, null, null, null);
    }

    /** What people call it. */
    public String name() {
        return number != null ? number : "with the Id " + id;
    }
}
