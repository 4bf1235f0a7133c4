package org.camelquickbooks.model;

import java.io.Serial;

/**
 * The component refused the content of a write. It does this only if it knows of no earlier attempt, so the write was
 * never sent. This needs recorded writes with a stable id, and a record that has not expired.
 */
public final class NeverSentException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    public NeverSentException(String message) {
        super(message);
    }
}
