package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** A user's database: a transaction for each work, with a connection that is given back. */
final class DataSourceHome implements Home {

    private static final System.Logger LOG = System.getLogger(DataSourceHome.class.getName());

    private final DataSource dataSource;
    private final Dialect dialect;

    private DataSourceHome(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    static Home open(DataSource dataSource, String name, InstantSource clock) throws SQLException {
        Dialect dialect;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
        }
        if (dialect == Dialect.SQLITE) {
            return SqliteHome.open(new Source(dataSource, name), clock);
        }
        DataSourceHome home = new DataSourceHome(dataSource, dialect);
        home.inTransaction(connection -> {
            Schema.update(connection, dialect, name, clock.millis());
            return true;
        });
        return home;
    }

    /** SQLite of a user's making. */
    private record Source(DataSource dataSource, String name) implements SqliteHome.Source {

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
    public void write(List<Job<?>> jobs) throws SQLException {
        for (Job<?> job : jobs) {
            inTransaction(job::run);
        }
    }

    @Override
    public void read(Job<?> job) throws SQLException {
        inTransaction(job::run);
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
            LOG.log(System.Logger.Level.DEBUG, "A connection of stateDataSource could not be given back", e);
        }
    }

    /** The DataSource is the user's. */
    @Override
    public void close() {}
}
