package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Metered reads of companies, by month. */
public final class ReadTable {

    private final State state;

    public ReadTable(State state) {
        this.state = state;
    }

    /**
     * Counts reads.
     *
     * @param period such as 2026-03
     * @return how many there are now
     */
    public long add(Connection connection, String realmId, String period, long more) throws SQLException {
        state.dialect()
                .insertIfAbsent(
                        connection,
                        "qb_read",
                        List.of("realm_id", "period"),
                        List.of("reads_counted"),
                        realmId,
                        period,
                        0L);
        Sql.update(
                connection,
                "UPDATE qb_read SET reads_counted = reads_counted + ? WHERE realm_id = ? AND period = ?",
                more,
                realmId,
                period);
        return count(connection, realmId, period);
    }

    public long count(Connection connection, String realmId, String period) throws SQLException {
        Long count = Sql.first(
                connection,
                "SELECT reads_counted FROM qb_read WHERE realm_id = ? AND period = ?",
                row -> row.getLong(1),
                realmId,
                period);
        return count == null ? 0 : count;
    }
}
