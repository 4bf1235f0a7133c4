package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * SQLite: one connection writes, and commits what waits together, so that one write to the disk serves all. Readers have
 * connections of their own and wait for nobody.
 */
final class SqliteDatabase implements Database {

    /** Where connections come from. */
    interface ConnectionSource {

        String name();

        /** Whether what the connections stand on is gone. */
        boolean isLost();

        Connection connect() throws SQLException;

        /** All connections are closed: the next one may be to another file of that name. */
        default void closed() {}
    }

    private static final int LARGEST_GROUP = 256;

    private final ConnectionSource source;
    private final InstantSource clock;
    private Connection writer;
    private final Deque<Connection> readers = new ArrayDeque<>();
    /** How often it was opened; guarded by the readers. */
    private int opening;

    private SqliteDatabase(ConnectionSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    static SqliteDatabase open(ConnectionSource source, InstantSource clock) throws SQLException {
        SqliteDatabase database = new SqliteDatabase(source, clock);
        database.writer();
        return database;
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public int largestGroup() {
        return LARGEST_GROUP;
    }

    private static Connection connect(ConnectionSource source) throws SQLException {
        Connection connection = source.connect();
        try {
            // Another process of the machine may be writing.
            Sql.execute(connection, "PRAGMA busy_timeout = 10000");
            Sql.execute(connection, "PRAGMA journal_mode = WAL");
            Sql.execute(connection, "PRAGMA synchronous = FULL");
            return connection;
        } catch (SQLException | RuntimeException e) {
            closed(connection);
            throw e;
        }
    }

    private Connection writer() throws SQLException {
        if (writer != null && source.isLost()) {
            close();
        }
        if (writer == null) {
            Connection connection = connect(source);
            try {
                Sql.execute(connection, "BEGIN IMMEDIATE");
                Schema.update(connection, Dialect.SQLITE, source.name(), clock.millis());
                Sql.execute(connection, "COMMIT");
            } catch (SQLException | RuntimeException e) {
                closed(connection);
                throw e;
            }
            writer = connection;
        }
        return writer;
    }

    @Override
    public void write(List<QueuedTransaction<?>> transactions) throws SQLException {
        if (together(transactions)) {
            return;
        }
        // One of them has cost the others their transaction; alone, each has its own outcome.
        for (QueuedTransaction<?> transaction : transactions) {
            try {
                if (!together(List.of(transaction)) && transaction.databaseFailure() == null) {
                    throw new SQLException("the transaction was lost");
                }
            } catch (SQLException e) {
                transaction.fail(e);
            }
        }
    }

    /** False where the transaction was lost; then nothing is done. */
    private boolean together(List<QueuedTransaction<?>> transactions) throws SQLException {
        Connection connection = writer();
        boolean committed = false;
        try {
            Sql.execute(connection, "BEGIN IMMEDIATE");
            for (QueuedTransaction<?> transaction : transactions) {
                Sql.execute(connection, "SAVEPOINT work");
                if (!transaction.run(connection) && !undone(connection)) {
                    return false;
                }
                Sql.execute(connection, "RELEASE work");
            }
            Sql.execute(connection, "COMMIT");
            committed = true;
            return true;
        } finally {
            if (!committed) {
                // What it is in is not known: the next begins with a new one.
                closed(connection);
                writer = null;
            }
        }
    }

    /** A full disk ends the whole transaction, and with it the point to which one could return. */
    private static boolean undone(Connection connection) {
        try {
            Sql.execute(connection, "ROLLBACK TO work");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void read(QueuedTransaction<?> transaction) throws SQLException {
        int of;
        synchronized (readers) {
            of = opening;
        }
        Connection connection = reader();
        boolean well = false;
        try {
            // What one work reads is of one moment.
            Sql.execute(connection, "BEGIN");
            transaction.run(connection);
            Sql.execute(connection, "ROLLBACK");
            SQLException failure = transaction.databaseFailure();
            well = failure == null;
        } finally {
            if (!well || !giveBack(connection, of)) {
                closed(connection);
            }
        }
    }

    private Connection reader() throws SQLException {
        if (source.isLost()) {
            throw new SQLException("it was removed");
        }
        synchronized (readers) {
            if (!readers.isEmpty()) {
                return readers.poll();
            }
        }
        return connect(source);
    }

    /** False where the database was closed meanwhile: the connection may be to a file that is gone. */
    private boolean giveBack(Connection connection, int of) {
        synchronized (readers) {
            if (of == opening) {
                readers.push(connection);
            }
            return of == opening;
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            closed(writer);
            writer = null;
        }
        synchronized (readers) {
            readers.forEach(SqliteDatabase::closed);
            readers.clear();
            opening++;
        }
        source.closed();
    }

    private static void closed(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // There is nothing left to do with it.
        }
    }
}
