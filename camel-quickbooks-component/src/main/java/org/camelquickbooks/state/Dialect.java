package org.camelquickbooks.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The differences between the databases. */
public enum Dialect {
    SQLITE("sqlite", Map.of("text", "TEXT", "bytes", "BLOB", "table", "")),
    POSTGRESQL("postgresql", Map.of("text", "TEXT", "bytes", "BYTEA", "table", "")),
    // By default MariaDB takes keys that differ in case for the same.
    MARIADB(
            "mariadb",
            Map.of(
                    "text",
                    "LONGTEXT",
                    "bytes",
                    "LONGBLOB",
                    "table",
                    " ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")),
    H2("h2", Map.of("text", "CHARACTER LARGE OBJECT", "bytes", "BINARY LARGE OBJECT", "table", ""));

    private static final String DUPLICATE_KEY = "23505";

    private final String product;
    private final Map<String, String> types;

    Dialect(String product, Map<String, String> types) {
        this.product = product;
        this.types = types;
    }

    /** The database at the other end; MySQL speaks as MariaDB does. */
    static Dialect of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        String product = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(dialect -> product.startsWith(dialect.product))
                .findFirst()
                .or(() -> product.startsWith("mysql") ? java.util.Optional.of(MARIADB) : java.util.Optional.empty())
                .orElseThrow(() -> new StateException("The database of stateDataSource is '" + name
                        + "', which is not supported; use PostgreSQL, MariaDB, H2 or SQLite"));
    }

    /** A statement of the schema in this database's words. */
    String ddl(String statement) {
        String ddl = statement;
        for (Map.Entry<String, String> type : types.entrySet()) {
            ddl = ddl.replace("${" + type.getKey() + "}", type.getValue());
        }
        return ddl;
    }

    /** What a select ends with whose rows nobody else may change until the transaction ends. */
    public String forUpdate() {
        // With SQLite there is one writer, and it holds the whole database.
        return this == SQLITE ? "" : " FOR UPDATE";
    }

    /** Milliseconds since 1970, by the clock that all processes share: the database's where it is a server. */
    public long now(Connection connection, InstantSource clock) throws SQLException {
        return switch (this) {
            case POSTGRESQL ->
                Sql.first(
                        connection,
                        "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
                        row -> row.getLong(1));
            case MARIADB -> Sql.first(connection, "SELECT UNIX_TIMESTAMP() * 1000", row -> row.getLong(1));
            case SQLITE, H2 -> clock.millis();
        };
    }

    /**
     * Inserts a row unless there is one with its key.
     *
     * @param keys the columns of the primary key, which come first in values
     * @return whether it was inserted
     */
    public boolean insertIfAbsent(
            Connection connection, String table, List<String> keys, List<String> others, Object... values)
            throws SQLException {
        List<String> columns = Stream.concat(keys.stream(), others.stream()).toList();
        String insert = into(table, columns);
        return switch (this) {
            case SQLITE, POSTGRESQL ->
                Sql.update(
                                connection,
                                "INSERT " + insert + " ON CONFLICT (" + String.join(", ", keys) + ") DO NOTHING",
                                values)
                        == 1;
            case MARIADB -> Sql.update(connection, "INSERT IGNORE " + insert, values) == 1;
            case H2 -> {
                try {
                    yield Sql.update(connection, "INSERT " + insert, values) == 1;
                } catch (SQLException e) {
                    if (DUPLICATE_KEY.equals(e.getSQLState())) {
                        yield false;
                    }
                    throw e;
                }
            }
        };
    }

    /** Inserts a row, or replaces what the one with its key holds. */
    public void upsert(Connection connection, String table, List<String> keys, List<String> others, Object... values)
            throws SQLException {
        List<String> columns = Stream.concat(keys.stream(), others.stream()).toList();
        String key = String.join(", ", keys);
        Sql.update(
                connection,
                switch (this) {
                    case SQLITE, POSTGRESQL ->
                        "INSERT " + into(table, columns) + " ON CONFLICT (" + key + ") DO UPDATE SET "
                                + set(others, "excluded.", "");
                    case MARIADB ->
                        "INSERT " + into(table, columns) + " ON DUPLICATE KEY UPDATE " + set(others, "VALUES(", ")");
                    case H2 ->
                        "MERGE INTO " + table + " (" + String.join(", ", columns) + ") KEY (" + key + ") VALUES ("
                                + marks(columns.size()) + ")";
                },
                values);
    }

    private static String into(String table, List<String> columns) {
        return "INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks(columns.size()) + ")";
    }

    private static String set(List<String> columns, String before, String after) {
        return columns.stream()
                .map(column -> column + " = " + before + column + after)
                .collect(Collectors.joining(", "));
    }

    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
