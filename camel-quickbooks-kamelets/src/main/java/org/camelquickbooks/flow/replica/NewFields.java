package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelquickbooks.model.EntityFields;

/** Fields that the catalogue does not know: they are in the JSON only, and are reported once for all time. */
final class NewFields {

    static final String TABLE = "replica_new_field";

    static final List<Column> COLUMNS = List.of(
            Column.own("entity", ColumnType.KEY),
            Column.own("field", ColumnType.KEY),
            Column.own("first_id", ColumnType.KEY));

    /** A name that is longer is no field of QuickBooks'. */
    private static final int LONGEST = 64;

    private final Dialect dialect;
    private final String table;

    NewFields(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.table = dialect.quoted(prefix + TABLE);
    }

    /** Records those that were not seen before, and gives them. */
    List<String> record(Connection connection, String entity, List<JsonNode> rows) throws SQLException {
        // In one order in all transactions: two that wait for each other would end in a deadlock.
        Map<String, String> first = new TreeMap<>();
        for (JsonNode row : rows) {
            for (String unknown : EntityFields.unknown(entity, row)) {
                String field = field(unknown);
                if (field.length() <= LONGEST) {
                    first.putIfAbsent(field, row.path("Id").asText());
                }
            }
        }
        if (first.isEmpty()) {
            return List.of();
        }
        first.keySet()
                .removeAll(Database.all(
                        connection,
                        "SELECT field FROM " + table + " WHERE entity = ?",
                        each -> each.getString(1),
                        entity));
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> field : first.entrySet()) {
            if (insert(connection, entity, field.getKey(), field.getValue())) {
                found.add(field.getKey());
            }
        }
        return found;
    }

    /** Whether nobody has recorded it before: another company may meet it at the same time. */
    private boolean insert(Connection connection, String entity, String field, String id) throws SQLException {
        String sql = dialect.insertIfAbsent(table, "(entity, field, first_id) VALUES (?, ?, ?)");
        try {
            return Database.update(connection, sql, entity, field, id) == 1;
        } catch (SQLException e) {
            if (dialect.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The path within the quotes. */
    private static String field(String unknown) {
        return unknown.substring(1, unknown.indexOf('\'', 1));
    }
}
