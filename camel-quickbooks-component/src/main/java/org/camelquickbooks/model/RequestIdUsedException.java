package org.camelquickbooks.model;

import java.io.Serial;

/** A request id was used for another write before: QuickBooks would return the answer of that one and do nothing. */
public final class RequestIdUsedException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RequestIdUsedException(String message) {
        super(message);
    }
}
