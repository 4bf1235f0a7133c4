package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The optional table of an entity's versions: each that the copy has seen. */
final class History {

    static final String SUFFIX = "_history";

    static final List<String> KEY = List.of("realm_id", "id", "version");

    /** A version is the SyncToken, or {@code deleted}. */
    static final List<Column> COLUMNS = List.of(
            Column.own("realm_id", ColumnType.KEY),
            Column.own("id", ColumnType.KEY),
            Column.own("version", ColumnType.KEY),
            Column.of("last_updated_time", ColumnType.TIME, List.of("MetaData", "LastUpdatedTime")),
            Column.own("json", ColumnType.JSON),
            Column.own("synced_at", ColumnType.TIME));

    static final String DELETED = "deleted";

    private final Dialect dialect;
    private final String table;

    History(Dialect dialect, EntityTable entity) {
        this.dialect = dialect;
        this.table = dialect.quoted(entity.name() + SUFFIX);
    }

    /** Keeps versions that were not seen before. */
    void keep(Connection connection, String realmId, Collection<JsonNode> rows, Instant now) throws SQLException {
        Set<String> known = new HashSet<>();
        String ids = "?, ".repeat(rows.size() - 1) + "?";
        Object[] values = new Object[rows.size() + 1];
        values[0] = realmId;
        int i = 1;
        for (JsonNode row : rows) {
            values[i++] = row.path("Id").asText();
        }
        known.addAll(Database.all(
                connection,
                "SELECT id, version FROM " + table + " WHERE realm_id = ? AND id IN (" + ids + ")",
                found -> found.getString(1) + " " + found.getString(2),
                values));
        try (PreparedStatement insert = connection.prepareStatement(RowWriter.insert(dialect, table, COLUMNS))) {
            for (JsonNode row : rows) {
                String version = RowWriter.isDeleted(row)
                        ? DELETED
                        : row.path("SyncToken").asText("0");
                if (known.add(row.path("Id").asText() + " " + version)) {
                    dialect.bind(insert, 1, ColumnType.KEY, realmId);
                    dialect.bind(insert, 2, ColumnType.KEY, row.path("Id").asText());
                    dialect.bind(insert, 3, ColumnType.KEY, version);
                    dialect.bind(insert, 4, ColumnType.TIME, RowWriter.updated(row));
                    dialect.bind(insert, 5, ColumnType.JSON, RowWriter.json(row));
                    dialect.bind(insert, 6, ColumnType.TIME, now);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
