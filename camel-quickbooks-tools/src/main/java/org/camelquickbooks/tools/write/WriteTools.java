package org.camelquickbooks.tools.write;

import java.util.List;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.read.Books;

/** The tools that write, if that is allowed. */
public final class WriteTools {

    private WriteTools() {}

    public static List<Tool> all(Books books, Confirmations confirmations) {
        return List.of(new CreateInvoice(books, confirmations), new ReceivePayment(books, confirmations));
    }
}
