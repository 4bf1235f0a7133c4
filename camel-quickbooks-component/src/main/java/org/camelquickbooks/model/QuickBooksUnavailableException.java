package org.camelquickbooks.model;

import java.io.Serial;

/**
 * QuickBooks did not answer, or its answer is not valid. The outcome of a write is unknown until it is sent again
 * with its request id.
 */
public class QuickBooksUnavailableException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksUnavailableException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
