package org.camelquickbooks.model;

import java.io.Serial;

/** The name or the number is already taken. */
public class QuickBooksDuplicateException extends QuickBooksValidationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksDuplicateException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
