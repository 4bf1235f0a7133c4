package org.camelquickbooks.model;

import java.io.Serial;

/** The company has to be connected again, or the app has no right to it. */
public class QuickBooksAuthenticationException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    public QuickBooksAuthenticationException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, context, retryable, cause);
    }
}
