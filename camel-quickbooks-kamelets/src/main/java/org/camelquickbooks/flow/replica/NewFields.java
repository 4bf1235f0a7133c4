package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private final String table;

    NewFields(Dialect dialect, String prefix) {
        this.table = dialect.quoted(prefix + TABLE);
    }

    /** Records those that were not seen before, and gives them. */
    List<String> record(Connection connection, String entity, List<JsonNode> rows) throws SQLException {
        List<String> found = new ArrayList<>();
        Set<String> known = null;
        for (JsonNode row : rows) {
            for (String unknown : EntityFields.unknown(entity, row)) {
                String field = field(unknown);
                if (known == null) {
                    known = new HashSet<>(Database.all(
                            connection,
                            "SELECT field FROM " + table + " WHERE entity = ?",
                            each -> each.getString(1),
                            entity));
                }
                if (field.length() <= LONGEST && known.add(field)) {
                    Database.update(
                            connection,
                            "INSERT INTO " + table + " (entity, field, first_id) VALUES (?, ?, ?)",
                            entity,
                            field,
                            row.path("Id").asText());
                    found.add(field);
                }
            }
        }
        return found;
    }

    /** The path within the quotes. */
    private static String field(String unknown) {
        return unknown.substring(1, unknown.indexOf('\'', 1));
    }
}
