package org.camelquickbooks.client.changes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.camelquickbooks.client.sql.Database;

/**
 * Values in a table that several processes share. Tested with PostgreSQL and H2; {@link #createTables()} makes the
 * table, or take its definition from {@link #DDL}.
 */
public final class JdbcCursorStore implements CursorStore {

    /** The table. */
    public static final List<String> DDL = List.of(
            "CREATE TABLE IF NOT EXISTS quickbooks_state (name VARCHAR(200)" + " PRIMARY KEY, content TEXT NOT NULL)");

    private final Database database;

    public JdbcCursorStore(DataSource dataSource) {
        this.database = new Database(dataSource, "The database of the cursors");
    }

    /** Makes the table where it is not there. */
    public JdbcCursorStore createTables() {
        database.create(DDL);
        return this;
    }

    @Override
    public String getState(String key) {
        return database.inTransaction(connection -> select(connection, key, ""));
    }

    @Override
    public void setState(String key, String value) {
        boolean set = false;
        while (!set) {
            set = compareAndSet(key, getState(key), value);
        }
    }

    @Override
    public boolean compareAndSet(String key, String expected, String value) {
        if (expected == null) {
            return database.insert(connection -> {
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO quickbooks_state (content, name) VALUES (?, ?)")) {
                    return execute(insert, value, key);
                }
            });
        }
        return database.inTransaction(connection -> {
            if (!Objects.equals(expected, select(connection, key, " FOR UPDATE"))) {
                return false;
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE quickbooks_state SET content = ? WHERE name = ?")) {
                return execute(update, value, key);
            }
        });
    }

    private static boolean execute(PreparedStatement statement, String value, String key) throws SQLException {
        statement.setString(1, value);
        statement.setString(2, key);
        return statement.executeUpdate() == 1;
    }

    private static String select(Connection connection, String key, String lock) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT content FROM quickbooks_state WHERE name = ?" + lock)) {
            query.setString(1, key);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
