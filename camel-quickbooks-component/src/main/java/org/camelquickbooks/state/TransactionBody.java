package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The work of one transaction of the state database. It neither commits nor rolls back, keeps nothing open, and does
 * not wait. It may run a second time if the transaction of the first run was not committed.
 */
@FunctionalInterface
public interface TransactionBody<T> {

    T on(Connection connection) throws SQLException;
}
