package org.camelquickbooks.flow.replica;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What differs between the databases that a copy can be in. */
enum Dialect {
    POSTGRESQL("varchar(64)", "text", "timestamp", "jsonb"),
    H2("varchar(64)", "varchar", "timestamp", "clob"),
    /** With a setting by which names that nobody quotes are not in capital letters. */
    H2_LOWER("varchar(64)", "varchar", "timestamp", "clob"),
    SQLITE("text", "text", "timestamp", "text"),
    MARIADB("varchar(64)", "text", "datetime(3)", "longtext");

    private static final String DUPLICATE_KEY = "23505";

    private static final DateTimeFormatter SQL_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final String key;
    private final String text;
    private final String time;
    private final String json;

    Dialect(String key, String text, String time, String json) {
        this.key = key;
        this.text = text;
        this.time = time;
        this.json = json;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("postgres")) {
            return POSTGRESQL;
        }
        if (product.equals("h2")) {
            return connection.getMetaData().storesUpperCaseIdentifiers() ? H2 : H2_LOWER;
        }
        if (product.contains("sqlite")) {
            return SQLITE;
        }
        if (product.contains("mariadb") || product.contains("mysql")) {
            return MARIADB;
        }
        throw new IllegalArgumentException("dataSource is a database '" + product
                + "', which the replica flow does not support; use PostgreSQL, H2, SQLite or MariaDB");
    }

    String type(ColumnType type) {
        return switch (type) {
            case KEY -> key;
            case TEXT -> text;
            case DECIMAL -> "decimal(28,10)";
            case DATE -> "date";
            case TIME -> time;
            case BOOLEAN -> "boolean";
            case WHOLE -> "bigint";
            case JSON -> json;
        };
    }

    /** A name as it is when nobody quotes it, so that nobody has to. */
    String quoted(String name) {
        return switch (this) {
            case MARIADB -> "`" + name + "`";
            case H2 -> '"' + name.toUpperCase(Locale.ROOT) + '"';
            default -> '"' + name + '"';
        };
    }

    /** What stands for a value. */
    String placeholder(ColumnType type) {
        return this == POSTGRESQL && type == ColumnType.JSON ? "CAST(? AS jsonb)" : "?";
    }

    /**
     * A statement that inserts nothing where the key is taken; {@link #isDuplicate} where the database has none.
     *
     * @param row the columns and their values
     */
    String insertIfAbsent(String table, String row) {
        return switch (this) {
            case POSTGRESQL, SQLITE -> "INSERT INTO " + table + " " + row + " ON CONFLICT DO NOTHING";
            case MARIADB -> "INSERT IGNORE INTO " + table + " " + row;
            case H2, H2_LOWER -> "INSERT INTO " + table + " " + row;
        };
    }

    /** Whether an insert failed because the key is taken, and the transaction goes on. */
    boolean isDuplicate(SQLException failure) {
        return (this == H2 || this == H2_LOWER) && DUPLICATE_KEY.equals(failure.getSQLState());
    }

    String tableOptions() {
        return this == MARIADB ? " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" : "";
    }

    /** @param value as {@link Values} reads it; null for none */
    void bind(PreparedStatement statement, int index, ColumnType type, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, type.sqlType());
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(index, flag);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof LocalDate day) {
            if (this == SQLITE) {
                statement.setString(index, day.toString());
            } else {
                statement.setObject(index, day);
            }
        } else if (value instanceof java.time.Instant instant) {
            LocalDateTime utc = LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
            if (this == SQLITE) {
                statement.setString(index, SQL_TIME.format(utc));
            } else {
                statement.setObject(index, utc);
            }
        } else {
            statement.setString(index, value.toString());
        }
    }
}
