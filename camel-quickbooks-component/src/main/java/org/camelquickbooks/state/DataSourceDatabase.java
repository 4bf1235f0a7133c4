package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** A user's database: a transaction for each work, with a connection that is given back. */
final class DataSourceDatabase implements Database {

    private static final System.Logger LOG = System.getLogger(DataSourceDatabase.class.getName());

    private final DataSource dataSource;
    private final Dialect dialect;

    private DataSourceDatabase(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    static Database open(DataSource dataSource, String name, InstantSource clock) throws SQLException {
        Dialect dialect;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
        }
        if (dialect == Dialect.SQLITE) {
            return SqliteDatabase.open(new UserDataSource(dataSource, name), clock);
        }
        DataSourceDatabase database = new DataSourceDatabase(dataSource, dialect);
        database.inTransaction(connection -> {
            Schema.update(connection, dialect, name, clock.millis());
            return true;
        });
        return database;
    }

    /** SQLite of a user's making. */
    private record UserDataSource(DataSource dataSource, String name) implements SqliteDatabase.ConnectionSource {

        @Override
        public boolean isLost() {
            return false;
        }

        @Override
        public Connection connect() throws SQLException {
            return dataSource.getConnection();
        }
    }

    /** Whether its outcome is to be kept. */
    @FunctionalInterface
    private interface Transaction {
        boolean in(Connection connection) throws SQLException;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public int writers() {
        return State.WRITERS;
    }

    @Override
    public int largestGroup() {
        return 1;
    }

    @Override
    public void write(List<QueuedTransaction<?>> transactions) throws SQLException {
        for (QueuedTransaction<?> transaction : transactions) {
            inTransaction(transaction::run);
        }
    }

    @Override
    public void read(QueuedTransaction<?> transaction) throws SQLException {
        inTransaction(transaction::run);
    }

    private void inTransaction(Transaction transaction) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean committed = false;
        try {
            begin(connection);
            if (transaction.in(connection)) {
                connection.commit();
                committed = true;
            }
        } finally {
            giveBack(connection, committed);
        }
    }

    private void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        if (dialect == Dialect.MARIADB) {
            // Its default shows what was there when the transaction began, also to one that waited for a lock.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** What fails here changes nothing of what was committed, or of why it was not. */
    private static void giveBack(Connection connection, boolean committed) {
        try (connection) {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection of stateDataSource could not be returned", e);
        }
    }

    /** The DataSource is the user's. */
    @Override
    public void close() {}
}
