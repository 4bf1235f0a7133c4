package org.camelquickbooks.client.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntentLogTest {

    private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");
    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    /** The kinds of logs there are. */
    enum Kind {
        FILE(test -> new FileIntentLog(test.directory)),
        POSTGRESQL(test -> new JdbcIntentLog(postgres.getPostgresDatabase()).createTables()),
        H2(test -> new JdbcIntentLog(h2(test.directory)).createTables());

        private final Function<IntentLogTest, IntentLog> opening;

        Kind(Function<IntentLogTest, IntentLog> opening) {
            this.opening = opening;
        }
    }

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    private static DataSource h2(Path directory) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("intents") + ";DB_CLOSE_DELAY=0");
        return source;
    }

    private static Intent intent(String id, String... keys) {
        Map<String, String> byBId = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            byBId.put(Integer.toString(i + 1), keys[i]);
        }
        return new Intent(id, "1", NOW, "batch", "{\"id\":\"" + id + " Ünïcödé\"}", byBId);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatWasBegunIsThereAfterACrashAndWhatWasDecidedIsAnswered(Kind kind) {
        IntentLog log = kind.opening.apply(this);
        assertThat(log.begin(intent("a", "k1", "k2"))).isTrue();
        assertThat(log.begin(intent("b", "k3"))).isTrue();
        log.decide(intent("b", "k3"), Map.of("k3", "{\"Invoice\":{}}"), NOW);
        log.close();
        IntentLog again = kind.opening.apply(this);
        assertThat(again.undecided()).singleElement().isEqualTo(intent("a", "k1", "k2"));
        assertThat(again.find("1", "k1").intent()).isEqualTo(intent("a", "k1", "k2"));
        assertThat(again.find("1", "k3").answer()).isEqualTo("{\"Invoice\":{}}");
        assertThat(again.find("2", "k3")).isNull();
        again.decide(intent("a", "k1", "k2"), Map.of("k1", "{}"), NOW);
        // The second was a fault: it may be tried again.
        assertThat(again.find("1", "k2")).isNull();
        assertThat(again.begin(intent("c", "k2"))).isTrue();
        again.decide(intent("c", "k2"), Map.of(), NOW);
        again.forget(NOW.plusSeconds(1));
        assertThat(again.find("1", "k1")).isNull();
        assertThat(again.find("1", "k3")).isNull();
        again.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anOperationIsInOneCallOnly(Kind kind) {
        try (IntentLog log = kind.opening.apply(this)) {
            assertThat(log.begin(intent("d", "x1", "x2"))).isTrue();
            assertThat(log.begin(intent("e", "x2", "x3"))).isFalse();
            assertThat(log.find("1", "x3")).isNull();
            log.decide(intent("d", "x1", "x2"), Map.of(), NOW);
        }
    }

    @Test
    void aLineThatACrashCutIsDropped() throws IOException {
        try (IntentLog log = new FileIntentLog(directory)) {
            log.begin(intent("a", "k1"));
        }
        Path file = directory.resolve("intents.log");
        Files.writeString(file, "{\"id\":\"half", StandardOpenOption.APPEND);
        try (IntentLog log = new FileIntentLog(directory)) {
            assertThat(log.undecided()).hasSize(1);
            assertThat(log.begin(intent("b", "k2"))).isTrue();
        }
        try (IntentLog log = new FileIntentLog(directory)) {
            assertThat(log.undecided()).hasSize(2);
        }
    }

    @Test
    void theFileShrinksWhenAnswersAreForgotten() throws IOException {
        try (IntentLog log = new FileIntentLog(directory)) {
            List<Intent> all = IntStream.range(0, 200)
                    .mapToObj(i -> intent("i" + i, "key" + i))
                    .toList();
            all.forEach(log::begin);
            all.forEach(i -> log.decide(i, Map.of(i.keys().get("1"), "{\"x\":\"" + "y".repeat(500) + "\"}"), NOW));
            long before = Files.size(directory.resolve("intents.log"));
            log.begin(intent("open", "still open"));
            log.forget(NOW.plusSeconds(1));
            assertThat(Files.size(directory.resolve("intents.log"))).isLessThan(before / 50);
            assertThat(log.find("1", "still open").intent().id()).isEqualTo("open");
            assertThat(log.begin(intent("after", "k"))).isTrue();
        }
        try (IntentLog log = new FileIntentLog(directory)) {
            assertThat(log.undecided()).hasSize(2);
        }
    }
}
