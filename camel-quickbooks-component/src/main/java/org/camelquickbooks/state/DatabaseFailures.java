package org.camelquickbooks.state;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/** What failures of databases mean, and what their messages say. */
final class DatabaseFailures {

    private static final int SQLITE_CONSTRAINT = 19;

    private DatabaseFailures() {}

    /** Whether the statement was refused for what it holds, by a database that is well. */
    static boolean isRefusal(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("23")
                || (e.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
                        && e.getClass().getName().startsWith("org.sqlite.");
    }

    /** Whether the database could not be reached. */
    static boolean isOfConnection(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    static StateException of(String database, SQLException e) {
        String message = "The state database " + database + " failed: " + e.getMessage();
        return new StateException(
                isRefusal(e)
                        ? message
                        : message + "; make it accessible again, or set stateDirectory to a writable directory, or set "
                                + "stateDataSource",
                e);
    }
}
