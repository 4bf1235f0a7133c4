package org.camelquickbooks.flow.replica;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the tables of the copy, and adds the columns that they lack. Nothing is ever dropped or changed. An entity whose
 * tables get more is read again, so that its rows have what is new.
 */
final class Migration {

    private final Dialect dialect;
    private final String prefix;

    Migration(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = prefix;
    }

    /** What all entities share. */
    void shared(Connection connection) throws SQLException {
        table(connection, prefix + Offsets.TABLE, Offsets.COLUMNS, List.of("realm_id", "entity"));
        table(connection, prefix + NewFields.TABLE, NewFields.COLUMNS, List.of("entity", "field"));
        table(connection, prefix + LedgerMonths.TABLE, LedgerMonths.COLUMNS, List.of("realm_id", "period"));
        table(connection, prefix + LedgerMonths.LINES, LedgerMonths.LINE_COLUMNS, LedgerMonths.LINE_KEY);
    }

    void entity(Connection connection, EntityTable entity, boolean history) throws SQLException {
        if (isIncomplete(connection, entity)) {
            // Before its tables are complete: what stops here is noticed the next time.
            new Offsets(dialect, prefix).readAgain(connection, entity.type().name());
        }
        table(connection, entity.name(), entity.columns(), List.of("realm_id", "id"));
        for (ListTable list : entity.allLists()) {
            table(connection, list.name(), columns(list), List.of("realm_id", "id", "position"));
        }
        if (history) {
            table(connection, entity.name() + History.SUFFIX, History.COLUMNS, History.KEY);
        }
    }

    /** Whether the entity's table is there, and a column of it, or a table or a column of its lists, is not. */
    private boolean isIncomplete(Connection connection, EntityTable entity) throws SQLException {
        if (!exists(connection, entity.name())) {
            return false;
        }
        if (lacks(connection, entity.name(), entity.columns())) {
            return true;
        }
        for (ListTable list : entity.allLists()) {
            if (!exists(connection, list.name()) || lacks(connection, list.name(), columns(list))) {
                return true;
            }
        }
        return false;
    }

    private boolean lacks(Connection connection, String table, List<Column> columns) throws SQLException {
        Set<String> existing = existing(connection, dialect.quoted(table));
        return columns.stream().anyMatch(column -> !existing.contains(column.name()));
    }

    /** In the place where a table would be made. */
    private boolean exists(Connection connection, String table) throws SQLException {
        String schema = dialect == Dialect.SQLITE ? null : connection.getSchema();
        String stored = dialect == Dialect.H2 ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet found = connection.getMetaData().getTables(connection.getCatalog(), schema, stored, null)) {
            while (found.next()) {
                // An underscore in the name stands for any character here.
                if (found.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The columns of a list's table: its keys, then those of its elements. */
    static List<Column> columns(ListTable list) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.own("realm_id", ColumnType.KEY));
        columns.add(Column.own("id", ColumnType.KEY));
        columns.addAll(EntityTable.POSITION);
        columns.addAll(list.columns());
        return columns;
    }

    private void table(Connection connection, String name, List<Column> columns, List<String> keys)
            throws SQLException {
        String table = dialect.quoted(name);
        String defined = columns.stream()
                .map(column -> definition(column) + (keys.contains(column.name()) ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        String key = keys.stream().map(dialect::quoted).collect(Collectors.joining(", "));
        Database.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + table + " (" + defined + ", PRIMARY KEY (" + key + "))"
                        + dialect.tableOptions());
        Set<String> existing = existing(connection, table);
        for (Column column : columns) {
            if (!existing.contains(column.name())) {
                Database.execute(connection, "ALTER TABLE " + table + " ADD COLUMN " + definition(column));
            }
        }
    }

    private String definition(Column column) {
        return dialect.quoted(column.name()) + " " + dialect.type(column.type());
    }

    private static Set<String> existing(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            Set<String> names = new HashSet<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }
}
