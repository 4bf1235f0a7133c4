package org.camelquickbooks.model;

import java.io.Serial;

/**
 * A write was refused when its content was put together. That is done only where nothing is known of the write: so it was
 * never sent, as far as writes with a stable id are recorded and the record of an earlier attempt is still kept.
 */
public final class NeverSentException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    public NeverSentException(String message) {
        super(message);
    }
}
