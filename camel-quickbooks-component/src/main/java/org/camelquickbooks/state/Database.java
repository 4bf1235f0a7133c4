package org.camelquickbooks.state;

import java.sql.SQLException;
import java.util.List;

/** Where the state is, once it is open. */
interface Database extends AutoCloseable {

    Dialect dialect();

    /** How many may write at the same time. */
    int writers();

    /** How many works one transaction may hold. */
    int largestGroup();

    /**
     * Runs works, each undone alone where it fails. All have ended when it returns or throws; no job is ended here.
     *
     * @throws SQLException where the database failed: then none of them is done
     */
    void write(List<QueuedTransaction<?>> transactions) throws SQLException;

    void read(QueuedTransaction<?> transaction) throws SQLException;

    @Override
    void close();
}
