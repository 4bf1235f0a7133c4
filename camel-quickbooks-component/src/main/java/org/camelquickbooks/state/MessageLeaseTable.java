package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Leases of the flows' messages, for all processes. The owner of a lease is a message, so that a redelivered message
 * gets its own lease again.
 */
public final class MessageLeaseTable {

    private static final String PREFIX = "message ";

    private final State state;

    public MessageLeaseTable(State state) {
        this.state = state;
    }

    /**
     * Takes a turn, or keeps it for longer; false where another message has it. An end that is much farther away than a
     * turn is long comes from a clock that was put back since.
     */
    public boolean take(Connection connection, String name, String owner, long millis) throws SQLException {
        long now = state.now(connection);
        int taken = Sql.update(
                connection,
                "UPDATE qb_lease SET owner = ?, until_ms = ?, fence = fence + 1 WHERE name = ? AND (until_ms < ? OR"
                        + " until_ms > ? OR owner = ?)",
                owner,
                now + millis,
                PREFIX + name,
                now,
                now + 2 * millis,
                owner);
        return taken == 1
                || state.dialect()
                        .insertIfAbsent(
                                connection,
                                "qb_lease",
                                List.of("name"),
                                List.of("owner", "until_ms", "fence"),
                                PREFIX + name,
                                owner,
                                now + millis,
                                1L);
    }

    /** Whether it is still that of the message; asked within the transaction that depends on it. */
    public boolean holds(Connection connection, String name, String owner) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT 1 FROM qb_lease WHERE name = ? AND owner = ? AND until_ms >= ?",
                        row -> true,
                        PREFIX + name,
                        owner,
                        state.now(connection))
                != null;
    }

    /** Gives it back, where it is still that of the message. */
    public boolean release(Connection connection, String name, String owner) throws SQLException {
        return Sql.update(connection, "DELETE FROM qb_lease WHERE name = ? AND owner = ?", PREFIX + name, owner) == 1;
    }
}
