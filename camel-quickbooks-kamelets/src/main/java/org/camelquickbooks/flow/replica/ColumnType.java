package org.camelquickbooks.flow.replica;

import java.sql.Types;

/** What a column of the copy holds. */
enum ColumnType {
    /** An Id, a name of an entity, whatever is in a key. */
    KEY(Types.VARCHAR),
    TEXT(Types.VARCHAR),
    /** Money, quantities, rates: exact. */
    DECIMAL(Types.NUMERIC),
    DATE(Types.DATE),
    /** In UTC. */
    TIME(Types.TIMESTAMP),
    BOOLEAN(Types.BOOLEAN),
    WHOLE(Types.BIGINT),
    JSON(Types.VARCHAR);

    private final int sqlType;

    ColumnType(int sqlType) {
        this.sqlType = sqlType;
    }

    int sqlType() {
        return sqlType;
    }

    /** That of a field of the catalogue; null where it is none that a column holds. */
    static ColumnType of(String field) {
        return switch (field) {
            case "string", "anyURI" -> TEXT;
            case "decimal" -> DECIMAL;
            case "date" -> DATE;
            case "dateTime" -> TIME;
            case "boolean" -> BOOLEAN;
            case "int", "integer", "long", "positiveInteger", "nonNegativeInteger" -> WHOLE;
            default -> field.startsWith("enum ") && !field.endsWith("[]") ? TEXT : null;
        };
    }
}
