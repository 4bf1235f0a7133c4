package org.camelquickbooks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateTest {

    @TempDir
    Path directory;

    private final String name = "s" + UUID.randomUUID().toString().replace("-", "");

    private static Boolean insert(State state, Connection connection, String id) throws SQLException {
        return state.dialect()
                .insertIfAbsent(
                        connection, "qb_node", List.of("id"), List.of("application", "seen_ms"), id, "test", 1L);
    }

    private static List<String> nodes(State state) {
        return state.readNow(
                connection -> Sql.all(connection, "SELECT id FROM qb_node ORDER BY id", row -> row.getString(1)));
    }

    private static <T> T get(java.util.concurrent.CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsWrittenIsThereForTheNextState(Databases database) throws Exception {
        try (State state = database.state(directory, name)) {
            assertThat(StateTest.<Boolean>get(state.write(connection -> insert(state, connection, "a"))))
                    .isTrue();
            assertThat(StateTest.<Boolean>get(state.write(connection -> insert(state, connection, "a"))))
                    .isFalse();
            assertThat(StateTest.<Boolean>get(state.write(connection -> insert(state, connection, "A"))))
                    .isTrue();
            state.writeNow(connection -> {
                for (long seen : List.of(5L, 7L)) {
                    state.dialect()
                            .upsert(
                                    connection,
                                    "qb_node",
                                    List.of("id"),
                                    List.of("application", "seen_ms"),
                                    "b",
                                    "Ünïcödé",
                                    seen);
                }
                return null;
            });
        }
        try (State state = database.state(directory, name)) {
            assertThat(nodes(state)).containsExactlyInAnyOrder("A", "a", "b");
            assertThat(state.<String>readNow(connection -> Sql.first(
                            connection,
                            "SELECT application, seen_ms FROM qb_node WHERE id = ?",
                            row -> row.getString(1) + row.getLong(2),
                            "b")))
                    .isEqualTo("Ünïcödé7");
            assertThat(state.isAvailable()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aWorkThatFailsIsUndoneAlone(Databases database) throws Exception {
        try (State state = database.state(directory, name)) {
            List<CompletableFuture<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                all.add(state.write(connection -> {
                            Boolean inserted = insert(state, connection, "n" + (100 + number));
                            if (number % 4 == 1) {
                                throw new IllegalArgumentException("on purpose");
                            }
                            if (number % 4 == 2) {
                                Sql.execute(connection, "SELECT nothing FROM nowhere");
                            }
                            if (number % 4 == 3) {
                                throw new StackOverflowError("on purpose");
                            }
                            return inserted;
                        })
                        .toCompletableFuture());
            }
            for (int i = 0; i < 40; i++) {
                CompletableFuture<Boolean> outcome = all.get(i);
                switch (i % 4) {
                    case 0 -> assertThat(get(outcome)).isTrue();
                    case 1 -> assertThatThrownBy(outcome::join).hasCauseInstanceOf(IllegalArgumentException.class);
                    case 2 -> assertThatThrownBy(outcome::join).hasCauseInstanceOf(StateException.class);
                    default -> assertThatThrownBy(outcome::join).hasCauseInstanceOf(StackOverflowError.class);
                }
            }
            assertThat(nodes(state)).hasSize(10).allMatch(id -> Integer.parseInt(id.substring(1)) % 4 == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void twoThatStartTogetherMakeTheTablesOnce(Databases database) throws Exception {
        List<State> states = new ArrayList<>();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        database.dataSource(directory, name);
        for (int i = 0; i < 6; i++) {
            State state = database.state(directory, name);
            states.add(state);
            all.add(state.write(connection -> insert(state, connection, "one")).toCompletableFuture());
        }
        int inserted = 0;
        for (CompletableFuture<Boolean> outcome : all) {
            inserted += get(outcome) ? 1 : 0;
        }
        assertThat(inserted).isEqualTo(1);
        states.forEach(State::close);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aNewerSchemaIsRefused(Databases database) {
        try (State state = database.state(directory, name)) {
            state.writeNow(
                    connection -> Sql.update(connection, "INSERT INTO qb_schema (version, created_ms) VALUES (99, 1)"));
        }
        try (State state = database.state(directory, name)) {
            assertThatThrownBy(() -> state.readNow(connection -> 1))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("schema version 99")
                    .hasMessageContaining("created by a newer camel-quickbooks")
                    .hasMessageContaining("versions up to " + Schema.VERSION);
            assertThat(state.isAvailable()).isFalse();
        }
    }

    @Test
    void theFileIsItsOwnersAlone() throws Exception {
        try (State state = Databases.SQLITE.state(directory, name)) {
            state.writeNow(connection -> insert(state, connection, "a"));
            for (String file : List.of("quickbooks.db", "quickbooks.db-wal", "quickbooks.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void whatCannotBeOpenedFailsWithTheFixAndIsOpenedOnceItCan() throws Exception {
        Path file = Files.writeString(directory.resolve("state"), "a file in the directory's place");
        try (State state = Databases.SQLITE.state(file, name)) {
            assertThatThrownBy(() -> state.readNow(connection -> 1))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining(file.resolve("quickbooks.db").toString())
                    .hasMessageContaining("stateDirectory")
                    .hasMessageContaining("stateDataSource");
            assertThat(state.isAvailable()).isFalse();
            assertThat(state.failure()).isNotNull();
            Files.delete(file);
            assertThat(state.<Integer>readNow(connection -> 1)).isEqualTo(1);
            assertThat(state.isAvailable()).isTrue();
        }
    }

    @Test
    void aFileThatWasTakenAwayIsMadeAgain() throws Exception {
        try (State state = Databases.SQLITE.state(directory, name)) {
            state.writeNow(connection -> insert(state, connection, "a"));
            for (String file : List.of("quickbooks.db", "quickbooks.db-wal", "quickbooks.db-shm")) {
                Files.delete(directory.resolve(file));
            }
            assertThat(state.<Boolean>writeNow(connection -> insert(state, connection, "a")))
                    .isTrue();
            assertThat(nodes(state)).containsExactly("a");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Files.writeString(directory.resolve("quickbooks.db"), "x".repeat(5000));
        try (State state = Databases.SQLITE.state(directory, name)) {
            assertThatThrownBy(() -> state.readNow(connection -> 1))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("not a database");
        }
    }

    @Test
    void whoWaitsAtTheEndHasItsOutcome() throws Exception {
        State state = Databases.SQLITE.state(directory, name);
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String id = "n" + i;
            all.add(state.write(connection -> insert(state, connection, id)).toCompletableFuture());
        }
        state.close();
        for (CompletableFuture<Boolean> outcome : all) {
            assertThat(get(outcome)).isTrue();
        }
        assertThatThrownBy(state.write(connection -> 1).toCompletableFuture()::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("component was stopped");
    }

    @Test
    void aCallerThatIsInterruptedHearsOfTheOutcome() {
        try (State state = Databases.SQLITE.state(directory, name)) {
            Thread.currentThread().interrupt();
            assertThat(state.<Boolean>writeNow(connection -> insert(state, connection, "a")))
                    .isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(nodes(state)).containsExactly("a");
        }
    }

    @Test
    void aFailureIsReportedOnceAndSoIsItsEnd() throws Exception {
        Path file = Files.writeString(directory.resolve("state"), "a file in the directory's place");
        try (State state = Databases.SQLITE.state(file, name)) {
            List<String> reported = new ArrayList<>();
            state.watch(new State.AvailabilityListener() {
                @Override
                public void failed(StateException why) {
                    reported.add("failed");
                }

                @Override
                public void recovered() {
                    reported.add("recovered");
                }
            });
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> state.readNow(connection -> 1)).isInstanceOf(StateException.class);
                assertThatThrownBy(() -> state.writeNow(connection -> 1)).isInstanceOf(StateException.class);
            }
            Files.delete(file);
            state.readNow(connection -> 1);
            state.writeNow(connection -> 1);
            assertThat(reported).containsExactly("failed", "recovered");
        }
    }

    @Test
    void aFileThatWasPutInThePlaceOfTheOpenOneIsTheOneThatCounts() throws Exception {
        try (State mine = Databases.SQLITE.state(directory, name)) {
            Node node = Databases.beating(mine, "application");
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(directory.resolve(State.FILE + suffix));
            }
            try (State others = Databases.SQLITE.state(directory, name)) {
                Node other = Databases.beating(others, "application");
                node.heartbeat().toCompletableFuture().join();
                other.heartbeat().toCompletableFuture().join();
                assertThat(other.live()).isEqualTo(2);
            }
        }
    }
}
