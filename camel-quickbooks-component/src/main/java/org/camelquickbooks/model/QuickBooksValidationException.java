package org.camelquickbooks.model;

import java.io.Serial;

/** The request is not valid. Sending it again does not help. */
public class QuickBooksValidationException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksValidationException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
