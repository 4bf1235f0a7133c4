package org.camelquickbooks.flow.revenue;

import java.time.YearMonth;

/**
 * A prepaid item on a document, whatever lines it stands on.
 *
 * @param entity Invoice or SalesReceipt
 * @param id of the document
 * @param item the Id of the item
 */
record Unit(String entity, String id, String item) {

    /** The message of one posting: those of a month are numbered. */
    String posting(YearMonth month, int number) {
        return entity + "/" + id + "/" + item + "/" + month + "/" + number;
    }

    /** That of a message. */
    static Unit of(String posting) {
        String[] parts = posting.split("/");
        return new Unit(parts[0], parts[1], parts[2]);
    }
}
