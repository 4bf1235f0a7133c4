package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes the elements of a list of entities: those of an entity are replaced with it. */
final class ListWriter {

    private final Dialect dialect;
    private final ListTable list;
    private final String realmId;
    private final List<Column> columns;

    ListWriter(Dialect dialect, ListTable list, String realmId) {
        this.dialect = dialect;
        this.list = list;
        this.realmId = realmId;
        this.columns = Migration.columns(list);
    }

    /** Writes the elements of rows. Those of new rows too may be there: somebody may have deleted the rows only. */
    void replace(Connection connection, List<JsonNode> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        delete(connection, rows);
        String sql = RowWriter.insert(dialect, dialect.quoted(list.name()), columns);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            boolean any = false;
            for (JsonNode row : rows) {
                any |= new Elements(statement, row).write();
            }
            if (any) {
                statement.executeBatch();
            }
        }
    }

    private void delete(Connection connection, List<JsonNode> rows) throws SQLException {
        Object[] values = new Object[rows.size() + 1];
        values[0] = realmId;
        for (int i = 0; i < rows.size(); i++) {
            values[i + 1] = rows.get(i).path("Id").asText();
        }
        Database.update(
                connection,
                "DELETE FROM " + dialect.quoted(list.name()) + " WHERE realm_id = ? AND id IN ("
                        + "?, ".repeat(rows.size() - 1) + "?)",
                values);
    }

    /** Those of one entity, counted through. */
    private final class Elements {

        private final PreparedStatement statement;
        private final JsonNode entity;
        private long position;
        private long outer;

        Elements(PreparedStatement statement, JsonNode entity) {
            this.statement = statement;
            this.entity = entity;
        }

        boolean write() throws SQLException {
            if (list.outer() == null) {
                add(ListTable.at(entity, list.path()), null);
            } else {
                within(ListTable.at(entity, list.outer()));
            }
            return position > 0;
        }

        /** Lists in the elements of another, which are counted as those are. */
        private void within(JsonNode elements) throws SQLException {
            for (JsonNode element : elements) {
                long parent = ++outer;
                add(ListTable.at(element, list.path()), parent);
                within(ListTable.at(element, ListTable.GROUP));
            }
        }

        private void add(JsonNode elements, Long parent) throws SQLException {
            for (JsonNode element : elements) {
                long mine = ++position;
                dialect.bind(statement, 1, ColumnType.KEY, realmId);
                dialect.bind(statement, 2, ColumnType.KEY, entity.path("Id").asText());
                dialect.bind(statement, 3, ColumnType.WHOLE, mine);
                dialect.bind(statement, 4, ColumnType.WHOLE, parent);
                int index = 5;
                for (Column column : list.columns()) {
                    dialect.bind(statement, index++, column.type(), Values.of(column.in(element), column.type()));
                }
                statement.addBatch();
                if (list.grouped()) {
                    add(ListTable.at(element, ListTable.GROUP), mine);
                }
            }
        }
    }
}
