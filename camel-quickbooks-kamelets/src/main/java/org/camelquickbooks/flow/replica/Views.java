package org.camelquickbooks.flow.replica;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** The views that are shipped with the flow, in the file {@code views.sql}. */
final class Views {

    private final Dialect dialect;
    private final String prefix;

    Views(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.prefix = prefix;
    }

    void make(Connection connection) throws SQLException {
        for (String statement : statements().split(";")) {
            String sql = statement.strip();
            if (sql.isEmpty()) {
                continue;
            }
            if (dialect == Dialect.SQLITE) {
                // It cannot replace one.
                String name = sql.replaceFirst("(?s)CREATE VIEW (\\S+) .*", "$1");
                Database.execute(connection, "DROP VIEW IF EXISTS " + name);
                Database.execute(connection, sql);
            } else {
                Database.execute(connection, sql.replaceFirst("CREATE VIEW", "CREATE OR REPLACE VIEW"));
            }
        }
    }

    private String statements() {
        try (InputStream in = Views.class.getResourceAsStream("views.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^--.*$", "")
                    .replace("${prefix}", prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource views.sql of camel-quickbooks-kamelets cannot be read", e);
        }
    }
}
