package org.camelquickbooks.flow.replica;

/** Another process has moved an offset since it was read: what this one was about to write is older. */
final class MovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MovedException(Offset offset) {
        super("Another process has moved the offset of " + offset.entity() + " of company " + offset.realmId()
                + " meanwhile; this one wrote nothing, and continues from there at the next run");
    }
}
