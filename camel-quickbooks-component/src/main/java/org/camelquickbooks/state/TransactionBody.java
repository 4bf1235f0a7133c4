package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is done in one transaction of the state database. It neither commits nor rolls back, keeps nothing open, waits
 * for nobody, and may be run a second time where the transaction of the first run was not committed.
 */
@FunctionalInterface
public interface TransactionBody<T> {

    T on(Connection connection) throws SQLException;
}
