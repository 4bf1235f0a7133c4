package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camelquickbooks.model.Json;

/** Writes entities into their tables, within a transaction that has locked their offset. */
final class RowWriter {

    /** As many rows as go to the database at once. */
    private static final int CHUNK = 100;

    /** Queries show a change some time after change data capture does; what changed later than this is left to it. */
    private static final Duration LAG = Following.OVERLAP;

    /** What the copy has of a row. */
    private record Stored(long syncToken, boolean deleted, LocalDate postedOn) {}

    private final Dialect dialect;
    private final EntityTable entity;
    private final String realmId;
    private final History history;
    private final List<ListWriter> lists;

    RowWriter(Dialect dialect, EntityTable entity, String realmId, boolean history) {
        this.dialect = dialect;
        this.entity = entity;
        this.realmId = realmId;
        this.history = history ? new History(dialect, entity) : null;
        this.lists = entity.allLists().stream()
                .map(list -> new ListWriter(dialect, list, realmId))
                .toList();
    }

    static boolean isDeleted(JsonNode row) {
        return "Deleted".equals(Json.text(row, "status"));
    }

    static Instant updated(JsonNode row) {
        return (Instant) Values.of(row.path("MetaData").path("LastUpdatedTime"), ColumnType.TIME);
    }

    /** PostgreSQL's JSON has no character 0 either. */
    static String json(JsonNode row) {
        String json = row.toString();
        return json.contains("\\u0000") ? json.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000", "$1") : json;
    }

    static String insert(Dialect dialect, String table, List<Column> columns) {
        return "INSERT INTO " + table + " ("
                + columns.stream().map(column -> dialect.quoted(column.name())).collect(Collectors.joining(", "))
                + ") VALUES ("
                + columns.stream()
                        .map(column -> dialect.placeholder(column.type()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /**
     * Writes rows as they were read after all that was written before.
     *
     * @param whole whether all rows are being read: then a row that is there is not deleted, whatever the copy has
     * @return the first day of whose ledger something changed; null where nothing did
     */
    LocalDate write(Connection connection, Collection<JsonNode> rows, Offset offset, boolean whole, Instant now)
            throws SQLException {
        LocalDate first = null;
        // Of two that have one Id the last counts.
        Map<String, JsonNode> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.path("Id").asText(), row));
        List<JsonNode> left = new ArrayList<>(byId.values());
        for (int i = 0; i < left.size(); i += CHUNK) {
            List<JsonNode> chunk = left.subList(i, Math.min(left.size(), i + CHUNK));
            first = earlier(first, writeChunk(connection, chunk, offset, whole, now));
        }
        return first;
    }

    private LocalDate writeChunk(Connection connection, List<JsonNode> rows, Offset offset, boolean whole, Instant now)
            throws SQLException {
        Map<String, Stored> stored = stored(connection, rows);
        LocalDate first = null;
        List<JsonNode> inserted = new ArrayList<>();
        List<JsonNode> updated = new ArrayList<>();
        List<JsonNode> deleted = new ArrayList<>();
        List<JsonNode> seen = new ArrayList<>();
        for (JsonNode row : rows) {
            Stored before = stored.get(row.path("Id").asText());
            if (before != null && isOutdated(row, before, whole)) {
                if (whole && !isDeleted(row)) {
                    seen.add(row);
                }
                continue;
            }
            if (before == null || isDeleted(row) || token(row) != before.syncToken) {
                // The same version, read again, has posted nothing new.
                first = earlier(first, earlier(before == null ? null : before.postedOn, postedOn(row, before == null)));
            }
            if (before == null) {
                inserted.add(row);
            } else {
                (isDeleted(row) ? deleted : updated).add(row);
            }
        }
        insert(connection, inserted, offset, now);
        update(connection, updated, offset, now);
        markDeleted(connection, deleted, now);
        markSeen(connection, seen, offset);
        List<JsonNode> written = new ArrayList<>(inserted);
        written.addAll(updated);
        for (ListWriter list : lists) {
            list.replace(connection, written);
        }
        if (history != null && !rows.isEmpty()) {
            history.keep(connection, realmId, rows, now);
        }
        return first;
    }

    /** What QuickBooks' indexes still show of a row that was changed, or deleted, shortly before. */
    private static boolean isOutdated(JsonNode row, Stored before, boolean whole) {
        if (isDeleted(row)) {
            return before.deleted;
        }
        // A deleted row that has a newer version was marked by mistake.
        return token(row) < before.syncToken || before.deleted && !whole && token(row) == before.syncToken;
    }

    private static long token(JsonNode row) {
        Object token = Values.of(row.path("SyncToken"), ColumnType.WHOLE);
        return token == null ? 0 : (Long) token;
    }

    private Map<String, Stored> stored(Connection connection, List<JsonNode> rows) throws SQLException {
        boolean dated = entity.has("txn_date");
        Object[] values = new Object[rows.size() + 1];
        values[0] = realmId;
        for (int i = 0; i < rows.size(); i++) {
            values[i + 1] = rows.get(i).path("Id").asText();
        }
        Map<String, Stored> stored = new HashMap<>();
        Database.all(
                connection,
                "SELECT id, sync_token, deleted_at" + (dated ? ", txn_date" : "") + " FROM "
                        + dialect.quoted(entity.name()) + " WHERE realm_id = ? AND id IN ("
                        + "?, ".repeat(rows.size() - 1) + "?)",
                row -> {
                    String day = dated ? row.getString(4) : null;
                    return stored.put(
                            row.getString(1),
                            new Stored(
                                    row.getLong(2),
                                    row.getString(3) != null,
                                    day == null ? null : LocalDate.parse(day.substring(0, 10))));
                },
                values);
        return stored;
    }

    /** The day of the postings that an entity makes; an item makes one when it begins with a stock. */
    private static LocalDate postedOn(JsonNode row, boolean isNew) {
        Object day = Values.of(row.path("TxnDate"), ColumnType.DATE);
        if (day == null && isNew) {
            day = Values.of(row.path("InvStartDate"), ColumnType.DATE);
        }
        return (LocalDate) day;
    }

    static LocalDate earlier(LocalDate one, LocalDate two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.isBefore(two) ? one : two;
    }

    private void insert(Connection connection, List<JsonNode> rows, Offset offset, Instant now) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = insert(dialect, dialect.quoted(entity.name()), entity.columns());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (JsonNode row : rows) {
                bind(statement, row, offset, now);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void update(Connection connection, List<JsonNode> rows, Offset offset, Instant now) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "UPDATE " + dialect.quoted(entity.name()) + " SET "
                + entity.columns().stream()
                        .map(column -> dialect.quoted(column.name()) + " = " + dialect.placeholder(column.type()))
                        .collect(Collectors.joining(", "))
                + " WHERE realm_id = ? AND id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (JsonNode row : rows) {
                int next = bind(statement, row, offset, now);
                statement.setString(next, realmId);
                statement.setString(next + 1, row.path("Id").asText());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private int bind(PreparedStatement statement, JsonNode row, Offset offset, Instant now) throws SQLException {
        int index = 1;
        for (Column column : entity.columns()) {
            Object value =
                    switch (column.name()) {
                        case "realm_id" -> realmId;
                        case "json" -> json(row);
                        case "synced_at" -> now;
                        case "deleted_at" -> isDeleted(row) ? deletedAt(row, now) : null;
                        case "read_number" -> offset.readNumber();
                        default -> Values.of(column.in(row), column.type());
                    };
            dialect.bind(statement, index++, column.type(), value);
        }
        return index;
    }

    private static Instant deletedAt(JsonNode row, Instant now) {
        Instant at = updated(row);
        return at == null ? now : at;
    }

    /** What is deleted stays as it was; it is only said since when it is gone. */
    private void markDeleted(Connection connection, List<JsonNode> rows, Instant now) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + dialect.quoted(entity.name())
                + " SET deleted_at = ?, synced_at = ? WHERE realm_id = ? AND id = ?")) {
            for (JsonNode row : rows) {
                dialect.bind(statement, 1, ColumnType.TIME, deletedAt(row, now));
                dialect.bind(statement, 2, ColumnType.TIME, now);
                statement.setString(3, realmId);
                statement.setString(4, row.path("Id").asText());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The older version of a row says that the row is there, and nothing else. */
    private void markSeen(Connection connection, List<JsonNode> rows, Offset offset) throws SQLException {
        for (JsonNode row : rows) {
            Database.update(
                    connection,
                    "UPDATE " + dialect.quoted(entity.name()) + " SET read_number = ? WHERE realm_id = ? AND id = ?",
                    offset.readNumber(),
                    realmId,
                    row.path("Id").asText());
        }
    }

    /**
     * Marks rows that a reading of all did not find, and that are old enough for it to have found them.
     *
     * @return the first day of whose ledger something changed; null where nothing did
     */
    LocalDate markMissing(Connection connection, Offset offset, Instant now) throws SQLException {
        String where = " WHERE realm_id = ? AND deleted_at IS NULL AND (read_number IS NULL OR read_number < ?)"
                + (isFollowed(offset) ? " AND (last_updated_time IS NULL OR last_updated_time < ?)" : "")
                + (offset.range() == null ? "" : " AND create_time >= ? AND create_time < ?");
        String table = dialect.quoted(entity.name());
        LocalDate first = null;
        if (entity.has("txn_date")) {
            try (PreparedStatement select = connection.prepareStatement("SELECT min(txn_date) FROM " + table + where)) {
                missing(select, 1, offset);
                try (var found = select.executeQuery()) {
                    String day = found.next() ? found.getString(1) : null;
                    first = day == null ? null : LocalDate.parse(day.substring(0, 10));
                }
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE " + table + " SET deleted_at = ?, synced_at = ?" + where)) {
            dialect.bind(update, 1, ColumnType.TIME, now);
            dialect.bind(update, 2, ColumnType.TIME, now);
            missing(update, 3, offset);
            update.executeUpdate();
        }
        return first;
    }

    /** Whether change data capture says what happens to the rows that were changed last. */
    private boolean isFollowed(Offset offset) {
        return offset.since() != null && entity.has("last_updated_time");
    }

    private void missing(PreparedStatement statement, int index, Offset offset) throws SQLException {
        statement.setString(index, realmId);
        statement.setObject(index + 1, offset.readNumber(), Types.BIGINT);
        int next = index + 2;
        if (isFollowed(offset)) {
            dialect.bind(statement, next++, ColumnType.TIME, offset.since().minus(LAG));
        }
        if (offset.range() != null) {
            dialect.bind(statement, next, ColumnType.TIME, offset.range().from());
            dialect.bind(statement, next + 1, ColumnType.TIME, offset.range().until());
        }
    }
}
