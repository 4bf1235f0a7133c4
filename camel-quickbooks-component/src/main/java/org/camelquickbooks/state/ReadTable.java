package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Metered reads of all companies, by month and endpoint. */
public final class ReadTable {

    /** A row of a month. */
    public record ReadRow(String realmId, String endpoint, long reads, long sinceMillis) {}

    private final State state;

    public ReadTable(State state) {
        this.state = state;
    }

    /**
     * Counts reads.
     *
     * @param period such as 2026-03
     * @param nowMillis kept where they are the first of the period
     */
    public void add(Connection connection, String period, String realmId, String endpoint, long more, long nowMillis)
            throws SQLException {
        if (plus(connection, period, realmId, endpoint, more) == 1) {
            return;
        }
        // Only where there is no row: in MariaDB, two that insert and then update the same row lock each other out.
        state.dialect()
                .insertIfAbsent(
                        connection,
                        "qb_metered_read",
                        List.of("period", "realm_id", "endpoint"),
                        List.of("reads_counted", "since_ms"),
                        period,
                        realmId,
                        endpoint,
                        0L,
                        nowMillis);
        plus(connection, period, realmId, endpoint, more);
    }

    private static int plus(Connection connection, String period, String realmId, String endpoint, long more)
            throws SQLException {
        return Sql.update(
                connection,
                "UPDATE qb_metered_read SET reads_counted = reads_counted + ?"
                        + " WHERE period = ? AND realm_id = ? AND endpoint = ?",
                more,
                period,
                realmId,
                endpoint);
    }

    public List<ReadRow> all(Connection connection, String period) throws SQLException {
        return Sql.all(
                connection,
                "SELECT realm_id, endpoint, reads_counted, since_ms FROM qb_metered_read WHERE period = ?",
                row -> new ReadRow(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                period);
    }
}
