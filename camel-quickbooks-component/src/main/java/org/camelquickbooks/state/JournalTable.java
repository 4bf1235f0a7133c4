package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The journal of the flows. An entry is changed only if it is still what the writer has read. */
public final class JournalTable {

    private static final List<String> KEYS = List.of("entry_key");
    private static final List<String> OTHERS = List.of(
            "flow", "company", "message_id", "state", "digest", "revision", "data", "changed_ms", "keep_until_ms");
    private static final String SELECT = "SELECT entry_key, " + String.join(", ", OTHERS) + " FROM qb_journal ";

    private final State state;

    public JournalTable(State state) {
        this.state = state;
    }

    /**
     * A message, and how far it is.
     *
     * @param key one text for flow, company and id
     * @param data all else that is known, which is the flows' affair
     * @param keepUntil when it may be forgotten
     */
    public record Row(
            String key,
            String flow,
            String company,
            String id,
            String state,
            String digest,
            long revision,
            String data,
            long changed,
            long keepUntil) {}

    public Optional<Row> find(Connection connection, String key) throws SQLException {
        return Optional.ofNullable(Sql.first(connection, SELECT + "WHERE entry_key = ?", JournalTable::row, key));
    }

    /** Adds a message; false where there is one with its key. */
    public boolean insert(Connection connection, Row row) throws SQLException {
        return state.dialect()
                .insertIfAbsent(
                        connection,
                        "qb_journal",
                        KEYS,
                        OTHERS,
                        row.key(),
                        row.flow(),
                        row.company(),
                        row.id(),
                        row.state(),
                        row.digest(),
                        row.revision(),
                        row.data(),
                        row.changed(),
                        row.keepUntil());
    }

    /** Changes a message; false where it is no longer as it was before. */
    public boolean replace(Connection connection, String formerState, String formerDigest, long formerRevision, Row row)
            throws SQLException {
        return Sql.update(
                        connection,
                        "UPDATE qb_journal SET state = ?, digest = ?, revision = ?, data = ?, changed_ms = ?,"
                                + " keep_until_ms = ? WHERE entry_key = ? AND state = ? AND digest = ? AND revision = ?",
                        row.state(),
                        row.digest(),
                        row.revision(),
                        row.data(),
                        row.changed(),
                        row.keepUntil(),
                        row.key(),
                        formerState,
                        formerDigest,
                        formerRevision)
                == 1;
    }

    /** Some of the messages of a flow and a company, in the order of their keys, after one of them. */
    public List<Row> page(Connection connection, String flow, String company, String after, int most)
            throws SQLException {
        return Sql.all(
                connection,
                SELECT + "WHERE company = ? AND flow = ? AND entry_key > ? ORDER BY entry_key LIMIT " + most,
                JournalTable::row,
                company,
                flow,
                after);
    }

    /** The messages of a flow and a company that were changed at a time or after it. */
    public List<Row> changedSince(Connection connection, String flow, String company, long time) throws SQLException {
        return Sql.all(
                connection,
                SELECT + "WHERE company = ? AND flow = ? AND changed_ms >= ? ORDER BY entry_key",
                JournalTable::row,
                company,
                flow,
                time);
    }

    /** The messages of a flow and a company that are kept for good, since they are not finished. */
    public List<Row> unfinished(Connection connection, String flow, String company) throws SQLException {
        return Sql.all(
                connection,
                SELECT + "WHERE keep_until_ms = ? AND company = ? AND flow = ? ORDER BY entry_key",
                JournalTable::row,
                Long.MAX_VALUE,
                company,
                flow);
    }

    /** The names of the flows that have messages of a company. */
    public List<String> flows(Connection connection, String company) throws SQLException {
        return Sql.all(
                connection,
                "SELECT DISTINCT flow FROM qb_journal WHERE company = ? ORDER BY flow",
                row -> row.getString(1),
                company);
    }

    /** Forgets what nobody needs any more. */
    public int forget(Connection connection, long now) throws SQLException {
        return Sql.update(connection, "DELETE FROM qb_journal WHERE keep_until_ms < ?", now);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10));
    }
}
