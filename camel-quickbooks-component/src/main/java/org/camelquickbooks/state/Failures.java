package org.camelquickbooks.state;

import java.sql.SQLException;

/** What failures of databases mean, and what their messages say. */
final class Failures {

    private static final int SQLITE_CONSTRAINT = 19;

    private Failures() {}

    /** Whether the statement was refused for what it holds, by a database that is well. */
    static boolean isRefusal(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("23")
                || (e.getErrorCode() & 0xff) == SQLITE_CONSTRAINT
                        && e.getClass().getName().startsWith("org.sqlite.");
    }

    static StateException of(String home, SQLException e) {
        String message = "The state database " + home + " failed: " + e.getMessage();
        return new StateException(
                isRefusal(e)
                        ? message
                        : message + "; make it accessible again, or set stateDirectory to a directory that can be"
                                + " written, or stateDataSource",
                e);
    }
}
