package org.camelquickbooks.model;

import java.io.Serial;

/** A limit was reached: QuickBooks' own, or one of maxQueueSize, maxWait and readBudget. */
public class QuickBooksThrottledException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksThrottledException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
