package org.camelquickbooks.client.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.camelquickbooks.model.Json;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventJournalTest {

    private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");
    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    /** The kinds of journals that outlive the process. */
    enum Kind {
        FILE(test -> new FileEventJournal(test.directory)),
        POSTGRESQL(test -> new JdbcEventJournal(postgres.getPostgresDatabase()).createTables()),
        H2(test -> new JdbcEventJournal(h2(test.directory)).createTables());

        private final Function<EventJournalTest, EventJournal> opening;

        Kind(Function<EventJournalTest, EventJournal> opening) {
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

    private static JdbcDataSource h2(Path directory) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("events") + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private EventJournal open(Kind kind) {
        return kind.opening.apply(this);
    }

    private static WebhookEvent event(String id) {
        return new WebhookEvent(
                id, "1", "Invoice", "45", "created", NOW, null, Json.object().put("name", "Größe"));
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsNewOnce(Kind kind) {
        EventJournal journal = open(kind);
        assertThat(journal.add("new", List.of(event("a"), event("b")), NOW)).hasSize(2);
        assertThat(journal.add("new", List.of(event("b"), event("c")), NOW)).containsExactly(event("c"));
        // Another consumer has its own.
        assertThat(journal.add("other", List.of(event("b")), NOW)).hasSize(1);
        journal.done("new", event("a"), NOW);
        assertThat(journal.add("new", List.of(event("a")), NOW)).isEmpty();
        journal.drop("new", event("b"));
        assertThat(journal.add("new", List.of(event("b")), NOW)).hasSize(1);
        journal.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatACrashLeftIsTakenOver(Kind kind) {
        String consumer = "crash";
        EventJournal first = open(kind);
        first.add(consumer, List.of(event("a"), event("b"), event("c")), NOW);
        first.done(consumer, event("b"), NOW);
        first.close();
        EventJournal second = open(kind);
        Instant later = NOW.plus(Duration.ofMinutes(2));
        assertThat(second.takeOver(consumer, later)).containsExactlyInAnyOrder(event("a"), event("c"));
        assertThat(second.takeOver(consumer, later)).isEmpty();
        assertThat(second.add(consumer, List.of(event("b")), later)).isEmpty();
        second.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void whatALivingProcessIsAtWorkOnIsLeftToIt(Kind kind) {
        String consumer = "alive";
        EventJournal living = open(kind);
        EventJournal other = open(kind);
        living.add(consumer, List.of(event("a")), NOW);
        Instant later = NOW.plus(Duration.ofMinutes(2));
        assertThat(living.takeOver(consumer, later)).isEmpty();
        assertThat(other.takeOver(consumer, later)).isEmpty();
        assertThat(other.takeOver(consumer, later.plus(Duration.ofMinutes(2)))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftIsThereForWhoeverComes(Kind kind) {
        EventJournal journal = open(kind);
        journal.add("left", List.of(event("a")), NOW);
        assertThat(journal.takeOver("left", NOW)).isEmpty();
        journal.leave("left");
        assertThat(journal.takeOver("left", NOW)).containsExactly(event("a"));
        assertThat(journal.takeOver("left", NOW)).isEmpty();
        journal.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDoneLongAgoIsForgotten(Kind kind) {
        EventJournal journal = open(kind);
        journal.add("old", List.of(event("a"), event("b")), NOW);
        journal.done("old", event("a"), NOW);
        journal.forget(NOW.plusSeconds(1));
        assertThat(journal.add("old", List.of(event("a"), event("b")), NOW)).containsExactly(event("a"));
        journal.close();
    }

    @Test
    void aLineThatACrashCutIsDropped() throws IOException {
        try (EventJournal journal = new FileEventJournal(directory)) {
            journal.add("cut", List.of(event("a")), NOW);
        }
        Files.writeString(directory.resolve("events.log"), "{\"key\":\"cut/b\",\"consu", StandardOpenOption.APPEND);
        try (EventJournal journal = new FileEventJournal(directory)) {
            assertThat(journal.takeOver("cut", NOW)).containsExactly(event("a"));
        }
    }

    @Test
    void twoProcessesInOneDirectoryAreToldSo() {
        try (EventJournal journal = new FileEventJournal(directory)) {
            assertThat(journal.takeOver("one", NOW)).isEmpty();
            assertThatThrownBy(() -> new FileEventJournal(directory)).hasMessageContaining("JdbcEventJournal");
        }
    }
}
