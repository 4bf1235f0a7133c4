package org.camelquickbooks.model;

import java.io.Serial;

/** A limit holds the request back: QuickBooks', or how long and how many we let wait. */
public class QuickBooksThrottledException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksThrottledException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
