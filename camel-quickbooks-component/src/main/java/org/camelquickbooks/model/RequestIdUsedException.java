package org.camelquickbooks.model;

import java.io.Serial;

/**
 * The request id was already used for another write: QuickBooks would return the answer of that write and do nothing.
 */
public final class RequestIdUsedException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RequestIdUsedException(String message) {
        super(message);
    }
}
