package org.camelquickbooks.flow.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camelquickbooks.model.EntityType;

/** The tables of an entity: its own, and one for each list. */
record EntityTable(EntityType type, String name, List<Column> columns, List<ListTable> lists) {

    /** What each table of an entity has besides the entity's fields. */
    static final List<Column> OWN = List.of(
            Column.own("json", ColumnType.JSON),
            Column.own("synced_at", ColumnType.TIME),
            Column.own("deleted_at", ColumnType.TIME),
            Column.own("read_number", ColumnType.WHOLE));

    /** What the table of a list has besides the fields of its elements. */
    static final List<Column> POSITION =
            List.of(Column.own("position", ColumnType.WHOLE), Column.own("parent_position", ColumnType.WHOLE));

    /** Each list, those within lists too. */
    List<ListTable> allLists() {
        List<ListTable> all = new ArrayList<>();
        lists.forEach(
                list -> Stream.concat(Stream.of(list), list.nested().stream()).forEach(all::add));
        return all;
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.name().equals(column));
    }
}
