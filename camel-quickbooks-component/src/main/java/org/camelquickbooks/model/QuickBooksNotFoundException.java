package org.camelquickbooks.model;

import java.io.Serial;

/** There is no such entity. */
public class QuickBooksNotFoundException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksNotFoundException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
