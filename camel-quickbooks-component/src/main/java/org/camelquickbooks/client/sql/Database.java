package org.camelquickbooks.client.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Work in one transaction of a database that is the user's. */
public final class Database {

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final String purpose;

    /** @param purpose whose database it is, for messages: such as "The intent log's database" */
    public Database(DataSource dataSource, String purpose) {
        this.dataSource = dataSource;
        this.purpose = purpose;
    }

    /** Makes tables. */
    public void create(List<String> tables) {
        inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : tables) {
                    statement.execute(table);
                }
            }
            return null;
        });
    }

    public <T> T inTransaction(Work<T> work) {
        try {
            return transact(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Whether it was done; false, and nothing is done, where a key is there already: somebody else was first. */
    public boolean insert(Work<?> work) {
        try {
            transact(work);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
                return false;
            }
            throw failed(e);
        }
    }

    private <T> T transact(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean auto = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(auto);
            }
        }
    }

    private IllegalStateException failed(SQLException e) {
        return new IllegalStateException(purpose + " failed: " + e.getMessage(), e);
    }
}
