package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Cursors and delivered versions. They are one value, so that both change in one transaction. */
public final class CursorTable {

    private static final int LONGEST_NAME = 250;

    private final State state;

    public CursorTable(State state) {
        this.state = state;
    }

    /** Null where there is none. */
    public String find(Connection connection, String name) throws SQLException {
        return select(connection, Keys.bounded(name, LONGEST_NAME), "");
    }

    private static String select(Connection connection, String key, String lock) throws SQLException {
        return Sql.first(
                connection, "SELECT content FROM qb_cursor WHERE name = ?" + lock, row -> row.getString(1), key);
    }

    /**
     * Moves a cursor.
     *
     * @param expected as it was read; null where there was none
     * @return false, and nothing is moved, where it is another one now
     */
    public boolean move(Connection connection, String name, String expected, String content) throws SQLException {
        String key = Keys.bounded(name, LONGEST_NAME);
        long now = state.now(connection);
        if (expected == null) {
            return state.dialect()
                    .insertIfAbsent(
                            connection,
                            "qb_cursor",
                            List.of("name"),
                            List.of("content", "moved_ms"),
                            key,
                            content,
                            now);
        }
        if (!Objects.equals(expected, select(connection, key, state.dialect().forUpdate()))) {
            return false;
        }
        return Sql.update(
                        connection, "UPDATE qb_cursor SET content = ?, moved_ms = ? WHERE name = ?", content, now, key)
                == 1;
    }
}
