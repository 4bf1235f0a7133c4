package org.camelquickbooks.flow.replica;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.flow.replica.Offset.Phase;

/** The table of offsets. Times in it are texts of ISO 8601. */
final class Offsets {

    static final String TABLE = "replica_offset";

    static final List<Column> COLUMNS = List.of(
            Column.own("realm_id", ColumnType.KEY),
            Column.own("entity", ColumnType.KEY),
            Column.own("phase", ColumnType.KEY),
            Column.own("last_id", ColumnType.KEY),
            Column.own("since", ColumnType.KEY),
            Column.own("read_number", ColumnType.WHOLE),
            Column.own("months", ColumnType.KEY),
            Column.own("audited_at", ColumnType.KEY),
            Column.own("revision", ColumnType.WHOLE));

    private final String table;

    Offsets(Dialect dialect, String prefix) {
        this.table = dialect.quoted(prefix + TABLE);
    }

    /** Those of a company, by entity. */
    Map<String, Offset> all(Connection connection, String realmId) throws SQLException {
        Map<String, Offset> all = new LinkedHashMap<>();
        Database.all(
                        connection,
                        "SELECT realm_id, entity, phase, last_id, since, read_number, months, revision FROM " + table
                                + " WHERE realm_id = ? ORDER BY entity",
                        Offsets::offset,
                        realmId)
                .forEach(offset -> all.put(offset.entity(), offset));
        return all;
    }

    private static Offset offset(ResultSet row) throws SQLException {
        String since = row.getString(5);
        return new Offset(
                row.getString(1),
                row.getString(2),
                Phase.valueOf(row.getString(3)),
                row.getString(4),
                since == null ? null : Instant.parse(since),
                row.getLong(6),
                MonthRange.parse(row.getString(7)),
                row.getLong(8));
    }

    void insert(Connection connection, Offset offset) throws SQLException {
        Database.update(
                connection,
                "INSERT INTO " + table + " (realm_id, entity, phase, since, read_number, revision)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                offset.realmId(),
                offset.entity(),
                offset.phase().name(),
                text(offset.since()),
                offset.readNumber(),
                offset.revision());
    }

    /**
     * Moves an offset. It is the first statement of the transaction, so that its row is locked until the end.
     *
     * @throws MovedException where somebody else has moved it since it was read
     */
    void move(Connection connection, Offset to) throws SQLException {
        int moved = Database.update(
                connection,
                "UPDATE " + table + " SET phase = ?, last_id = ?, since = ?, read_number = ?, months = ?,"
                        + " revision = ? WHERE realm_id = ? AND entity = ? AND revision = ?",
                to.phase().name(),
                to.lastId(),
                text(to.since()),
                to.readNumber(),
                text(to.range()),
                to.revision() + 1,
                to.realmId(),
                to.entity(),
                to.revision());
        if (moved != 1) {
            throw new MovedException(to);
        }
    }

    /**
     * Entities of which nothing changed up to a time. No revision is asked: that nothing changed since a time is true
     * whatever else was written.
     */
    void unchanged(Connection connection, String realmId, Collection<Offset> offsets, Instant until)
            throws SQLException {
        for (Offset offset : offsets) {
            Database.update(
                    connection,
                    "UPDATE " + table + " SET since = ? WHERE realm_id = ? AND entity = ? AND phase = ? AND since = ?",
                    text(until),
                    realmId,
                    offset.entity(),
                    Phase.FOLLOWING.name(),
                    text(offset.since()));
        }
    }

    /** All companies' rows of an entity are read again; changes are followed from where they were. */
    void readAgain(Connection connection, String entity) throws SQLException {
        Database.update(
                connection,
                "UPDATE " + table + " SET phase = ?, last_id = NULL, months = NULL, read_number = read_number + 1,"
                        + " revision = revision + 1 WHERE entity = ? AND phase <> ?",
                Phase.READING.name(),
                entity,
                Phase.UNAVAILABLE.name());
    }

    /** When the company was audited last; null for never. */
    Instant audited(Connection connection, String realmId) throws SQLException {
        List<String> times = Database.all(
                connection,
                "SELECT max(audited_at) FROM " + table + " WHERE realm_id = ?",
                row -> row.getString(1),
                realmId);
        return times.isEmpty() || times.get(0) == null ? null : Instant.parse(times.get(0));
    }

    void audited(Connection connection, String realmId, Instant at) throws SQLException {
        Database.update(connection, "UPDATE " + table + " SET audited_at = ? WHERE realm_id = ?", text(at), realmId);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
