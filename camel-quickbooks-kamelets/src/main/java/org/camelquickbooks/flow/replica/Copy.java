package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.camelquickbooks.model.EntityType;

/**
 * The copy of the books of all companies. What was read and how far it was read are written in one transaction: after
 * any crash the copy is as if each answer of QuickBooks had been applied once.
 */
final class Copy {

    private final Database database;
    private final ReplicaSettings settings;
    private final Supplier<Instant> clock;
    private final Map<String, EntityTable> tables = new ConcurrentHashMap<>();
    private final Set<String> prepared = ConcurrentHashMap.newKeySet();

    Copy(DataSource source, ReplicaSettings settings, Supplier<Instant> clock) {
        this.database = new Database(source);
        this.settings = settings;
        this.clock = clock;
    }

    /** What was written. */
    record Applied(Offset offset, List<String> newFields) {}

    Instant now() {
        return clock.get();
    }

    EntityTable table(EntityType type) {
        return tables.computeIfAbsent(type.name(), name -> Tables.of(type, settings.tablePrefix()));
    }

    /** Makes and completes tables and views, once in the life of this process. */
    synchronized void prepare() throws SQLException {
        if (!prepared.isEmpty()) {
            return;
        }
        database.automatic(connection -> {
            Migration migration = new Migration(database.dialect(), settings.tablePrefix());
            migration.shared(connection);
            for (EntityType type : settings.entities()) {
                migration.entity(connection, table(type), settings.history());
            }
            if (settings.hasViews()) {
                new Views(database.dialect(), settings.tablePrefix()).make(connection);
            }
            return null;
        });
        prepared.add("all");
    }

    /** The database failed: it may be another one now, without tables. */
    void unprepare() {
        prepared.clear();
    }

    private Offsets offsets() throws SQLException {
        return new Offsets(database.dialect(), settings.tablePrefix());
    }

    private LedgerMonths months() throws SQLException {
        return new LedgerMonths(database.dialect(), settings.tablePrefix());
    }

    Map<String, Offset> offsets(String realmId) throws SQLException {
        Offsets offsets = offsets();
        return database.transaction(connection -> offsets.all(connection, realmId));
    }

    void begin(Collection<Offset> first) throws SQLException {
        Offsets offsets = offsets();
        database.transaction(connection -> {
            for (Offset offset : first) {
                offsets.insert(connection, offset);
            }
            return null;
        });
    }

    /** Moves an offset and writes nothing else. */
    Offset move(Offset to) throws SQLException {
        Offsets offsets = offsets();
        return database.transaction(connection -> {
            offsets.move(connection, to);
            return to.moved();
        });
    }

    /**
     * Writes rows and moves their offset.
     *
     * @param from the offset at which they were read
     * @param to where it is afterwards
     */
    Applied apply(EntityType type, Offset from, Offset to, Collection<JsonNode> rows) throws SQLException {
        Offsets offsets = offsets();
        LedgerMonths months = months();
        Dialect dialect = database.dialect();
        RowWriter writer = new RowWriter(dialect, table(type), from.realmId(), settings.history());
        boolean whole = from.is(Offset.Phase.READING);
        boolean complete = whole && to.is(Offset.Phase.FOLLOWING);
        Instant now = now();
        return database.transaction(connection -> {
            offsets.move(connection, to);
            LocalDate first = writer.write(connection, rows, from, whole, now);
            if (complete) {
                first = RowWriter.earlier(first, writer.markMissing(connection, from, now));
            }
            if (first != null) {
                months.changed(connection, from.realmId(), first, now);
            }
            List<String> fields =
                    new NewFields(dialect, settings.tablePrefix()).record(connection, type.name(), List.copyOf(rows));
            return new Applied(to.moved(), fields);
        });
    }

    /** Of these entities nothing changed up to a time. */
    void unchanged(String realmId, Collection<Offset> entities, Instant until) throws SQLException {
        Offsets offsets = offsets();
        database.transaction(connection -> {
            offsets.unchanged(connection, realmId, entities, until);
            return null;
        });
    }

    Instant audited(String realmId) throws SQLException {
        Offsets offsets = offsets();
        return database.transaction(connection -> offsets.audited(connection, realmId));
    }

    void audited(String realmId, Instant at) throws SQLException {
        Offsets offsets = offsets();
        database.transaction(connection -> {
            offsets.audited(connection, realmId, at);
            return null;
        });
    }

    /** How many rows there are that are not deleted. */
    long count(EntityType type, String realmId, MonthRange months) throws SQLException {
        Dialect dialect = database.dialect();
        String sql = "SELECT count(*) FROM " + dialect.quoted(table(type).name())
                + " WHERE realm_id = ? AND deleted_at IS NULL"
                + (months == null ? "" : " AND create_time >= ? AND create_time < ?");
        return database.transaction(connection -> {
            try (PreparedStatement count = connection.prepareStatement(sql)) {
                count.setString(1, realmId);
                if (months != null) {
                    dialect.bind(count, 2, ColumnType.TIME, months.from());
                    dialect.bind(count, 3, ColumnType.TIME, months.until());
                }
                try (ResultSet found = count.executeQuery()) {
                    found.next();
                    return found.getLong(1);
                }
            }
        });
    }

    List<LedgerPeriod> staleLedger(String realmId) throws SQLException {
        LedgerMonths months = months();
        Instant now = now();
        return database.transaction(connection -> months.stale(connection, realmId, now));
    }

    /** Whether the lines were written: not where something was booked in the period meanwhile. */
    boolean replaceLedger(String realmId, LedgerPeriod period, List<LedgerLine> lines) throws SQLException {
        LedgerMonths months = months();
        Instant now = now();
        return database.transaction(connection -> months.replace(connection, realmId, period, lines, now));
    }

    Map<String, BigDecimal> ledgerBalances(String realmId, LocalDate from, LocalDate until) throws SQLException {
        LedgerMonths months = months();
        return database.transaction(connection -> months.balances(connection, realmId, from, until));
    }

    void staleLedgerOf(String realmId) throws SQLException {
        LedgerMonths months = months();
        database.transaction(connection -> {
            months.allChanged(connection, realmId);
            return null;
        });
    }
}
