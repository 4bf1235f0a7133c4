package org.camelquickbooks.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Brings the tables up to date: once, however many processes start at the same time. */
final class Schema {

    /** The newest this code knows. */
    static final int VERSION = 2;

    private static final String VERSIONS =
            "CREATE TABLE IF NOT EXISTS qb_schema (version INTEGER PRIMARY KEY, created_ms BIGINT NOT NULL)";

    /** Any number that nobody else takes for a lock: "quickbo" in ASCII. */
    private static final long LOCK = 0x717569636b626fL;

    private static final int H2_ATTEMPTS = 3;

    private Schema() {}

    /** To be called in a transaction that the caller commits; in SQLite one that may write. */
    static void update(Connection connection, Dialect dialect, String name, long now) throws SQLException {
        lock(connection, dialect);
        try {
            create(connection, dialect, VERSIONS);
            Integer last = Sql.first(connection, "SELECT MAX(version) FROM qb_schema", row -> row.getInt(1));
            int version = last == null ? 0 : last;
            if (version > VERSION) {
                throw new StateException("The state database " + name + " has schema version " + version
                        + ", created by a newer camel-quickbooks; this one supports versions up to " + VERSION
                        + ": use the newer camel-quickbooks, or another stateDirectory or stateDataSource");
            }
            for (int next = version + 1; next <= VERSION; next++) {
                for (String statement : statements(next)) {
                    create(connection, dialect, dialect.ddl(statement));
                }
                // Last: where the database commits each statement by itself, a crash before is made good by the next
                // start.
                dialect.insertIfAbsent(connection, "qb_schema", List.of("version"), List.of("created_ms"), next, now);
            }
        } finally {
            unlock(connection, dialect);
        }
    }

    /**
     * Creates something unless it is there. H2 has no lock for this, since it commits each such statement by itself, and
     * looks whether something is there before it waits for the others: it then fails with an internal error. The next
     * attempt finds what the other process has made.
     */
    private static void create(Connection connection, Dialect dialect, String statement) throws SQLException {
        int attempts = dialect == Dialect.H2 ? H2_ATTEMPTS : 1;
        for (int attempt = 1; ; attempt++) {
            try {
                Sql.execute(connection, statement);
                return;
            } catch (SQLException e) {
                if (attempt == attempts) {
                    throw e;
                }
            }
        }
    }

    private static void lock(Connection connection, Dialect dialect) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> Sql.first(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")", row -> Boolean.TRUE);
            case MARIADB -> {
                Integer taken = Sql.first(connection, "SELECT GET_LOCK('camel-quickbooks', 60)", row -> row.getInt(1));
                if (taken == null || taken != 1) {
                    throw new SQLException("another process has been creating the tables for a minute");
                }
            }
            case SQLITE, H2 -> {}
        }
    }

    private static void unlock(Connection connection, Dialect dialect) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            Sql.first(connection, "SELECT RELEASE_LOCK('camel-quickbooks')", row -> row.getInt(1));
        }
    }

    static List<String> statements(int version) {
        String resource = "schema-" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource org/camelquickbooks/state/" + resource + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Stream.of(text.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The resource org/camelquickbooks/state/" + resource + " is unreadable", e);
        }
    }
}
