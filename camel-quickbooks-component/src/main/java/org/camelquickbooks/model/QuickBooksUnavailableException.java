package org.camelquickbooks.model;

import java.io.Serial;

/** QuickBooks did not answer, or not sensibly. Whether a write was done is open until it is repeated under its requestid. */
public class QuickBooksUnavailableException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksUnavailableException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
