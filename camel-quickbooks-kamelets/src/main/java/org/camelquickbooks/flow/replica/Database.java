package org.camelquickbooks.flow.replica;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The database of the copy. */
final class Database {

    /** Work within a transaction. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** A row of a result. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final DataSource source;
    private volatile Dialect dialect;

    Database(DataSource source) {
        this.source = source;
    }

    Dialect dialect() throws SQLException {
        if (dialect == null) {
            try (Connection connection = source.getConnection()) {
                dialect = Dialect.of(connection);
            }
        }
        return dialect;
    }

    /** All or nothing. A commit whose answer is lost counts as failed: who continues reads how far it is first. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.in(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                end(connection, done, automatic);
            }
        }
    }

    private static void end(Connection connection, boolean done, boolean automatic) {
        try {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(automatic);
        } catch (SQLException e) {
            // What failed before is what is reported; a connection that cannot be rolled back is closed.
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is closed next.
        }
    }

    /** Statements that define tables, each by itself, also where the pool's connections wait for a commit. */
    <T> T automatic(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            if (!automatic) {
                connection.setAutoCommit(true);
            }
            try {
                return work.in(connection);
            } finally {
                if (!automatic) {
                    restore(connection);
                }
            }
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            abort(connection);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet found = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (found.next()) {
                    all.add(row.of(found));
                }
                return all;
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setString(i + 1, (String) values[i]);
            }
        }
    }
}
