package org.camelquickbooks.model;

import java.io.Serial;

/** Somebody else has changed the entity since it was read. */
public class QuickBooksStaleObjectException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksStaleObjectException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
