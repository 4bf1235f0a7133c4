package org.camelquickbooks.flow.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.camelquickbooks.client.sql.Database;

/**
 * A journal in a table that several processes share. Tested with PostgreSQL and H2; {@link #createTables()} makes the
 * table, or take its definition from {@link #DDL}.
 */
public final class JdbcFlowJournal implements FlowJournal {

    /** The table. */
    public static final List<String> DDL = List.of(
            "CREATE TABLE IF NOT EXISTS quickbooks_flow (flow VARCHAR(40) NOT NULL, company VARCHAR(40) NOT NULL,"
                    + " id VARCHAR(200) NOT NULL, state VARCHAR(10) NOT NULL, digest VARCHAR(64) NOT NULL,"
                    + " attempt INTEGER NOT NULL, entity VARCHAR(40), entity_id VARCHAR(40), doc_number VARCHAR(100),"
                    + " amount DECIMAL(24, 7), plan TEXT, reason TEXT, recorded TIMESTAMP NOT NULL,"
                    + " PRIMARY KEY (flow, company, id))");

    private static final String COLUMNS =
            "state, digest, attempt, entity, entity_id, doc_number, amount, plan, reason, recorded, flow, company, id";

    private static final String WHERE = " WHERE flow = ? AND company = ? AND id = ?";

    private final Database database;

    public JdbcFlowJournal(DataSource dataSource) {
        this.database = new Database(dataSource, "The database of the flows' journal");
    }

    /** Makes the table where it is not there. */
    public JdbcFlowJournal createTables() {
        database.create(DDL);
        return this;
    }

    @Override
    public Optional<FlowEntry> find(FlowKey key) {
        return database.inTransaction(connection -> find(connection, key));
    }

    private static Optional<FlowEntry> find(Connection connection, FlowKey key) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM quickbooks_flow" + WHERE)) {
            query.setString(1, key.flow());
            query.setString(2, key.company());
            query.setString(3, key.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(entry(row)) : Optional.empty();
            }
        }
    }

    @Override
    public void put(FlowEntry entry) {
        if (!database.inTransaction(connection -> update(connection, entry, null)) && !insert(entry)) {
            database.inTransaction(connection -> update(connection, entry, null));
        }
    }

    @Override
    public FlowEntry plan(FlowEntry planned) {
        boolean mine = database.inTransaction(connection -> replace(connection, planned)) || insert(planned);
        return mine ? planned : find(planned.key()).orElse(planned);
    }

    /** Over what was refused, and over the version before it, but never over what another process has planned. */
    private static boolean replace(Connection connection, FlowEntry planned) throws SQLException {
        String before = find(connection, planned.key())
                .filter(entry -> entry.is(FlowEntry.State.REFUSED)
                        || entry.is(FlowEntry.State.DONE) && !entry.digest().equals(planned.digest()))
                .map(FlowEntry::digest)
                .orElse(null);
        return before != null && update(connection, planned, before);
    }

    private boolean insert(FlowEntry entry) {
        return database.insert(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO quickbooks_flow (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                bind(insert, entry);
                return insert.executeUpdate();
            }
        });
    }

    /** @param before the digest of what is to be there, unless another process was faster; null for whatever is there */
    private static boolean update(Connection connection, FlowEntry entry, String before) throws SQLException {
        String only = before == null ? "" : " AND state <> 'PLANNED' AND digest = ?";
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE quickbooks_flow SET state = ?, digest = ?, attempt = ?, entity = ?, entity_id = ?, doc_number = ?,"
                        + " amount = ?, plan = ?, reason = ?, recorded = ?" + WHERE + only)) {
            bind(update, entry);
            if (before != null) {
                update.setString(14, before);
            }
            return update.executeUpdate() == 1;
        }
    }

    private static void bind(PreparedStatement statement, FlowEntry entry) throws SQLException {
        statement.setString(1, entry.state().name());
        statement.setString(2, entry.digest());
        statement.setInt(3, entry.attempt());
        statement.setString(4, entry.entity());
        statement.setString(5, entry.entityId());
        statement.setString(6, entry.number());
        statement.setBigDecimal(7, entry.amount());
        statement.setString(8, entry.plan());
        statement.setString(9, entry.reason());
        statement.setTimestamp(10, Timestamp.from(entry.at()));
        statement.setString(11, entry.key().flow());
        statement.setString(12, entry.key().company());
        statement.setString(13, entry.key().id());
    }

    @Override
    public void forEach(String flow, String company, Consumer<FlowEntry> told) {
        List<FlowEntry> all = database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT " + COLUMNS + " FROM quickbooks_flow WHERE flow = ? AND company = ?")) {
                query.setString(1, flow);
                query.setString(2, company);
                List<FlowEntry> entries = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        entries.add(entry(row));
                    }
                }
                return entries;
            }
        });
        all.forEach(told);
    }

    private static FlowEntry entry(ResultSet row) throws SQLException {
        return new FlowEntry(
                new FlowKey(row.getString("flow"), row.getString("company"), row.getString("id")),
                FlowEntry.State.valueOf(row.getString("state")),
                row.getString("digest"),
                row.getInt("attempt"),
                row.getString("entity"),
                row.getString("entity_id"),
                row.getString("doc_number"),
                row.getBigDecimal("amount"),
                row.getString("plan"),
                row.getString("reason"),
                row.getTimestamp("recorded").toInstant());
    }
}
