package org.camelquickbooks.flow.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** A turn that a message has, over all processes. */
interface HeldTurn {

    /** Whether it is still that of the message. */
    boolean isHeld(Connection connection) throws SQLException;

    /** Somebody else has, or may have, had the turn since. */
    final class LostException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        LostException(FlowKey key) {
            super("The lease of message " + key
                    + " has expired, because this process was suspended; the message was not booked. Send it again");
        }
    }
}
