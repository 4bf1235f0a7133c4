package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camelquickbooks.flow.engine.FileFlowJournal;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowJournal;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.JdbcFlowJournal;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down is there afterwards, on files and in databases. */
class FlowJournalTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final FlowKey KEY = new FlowKey("invoice", "1", "W-1 Fjørd '\"");

    @TempDir
    static Path directory;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static Stream<FlowJournal> journals() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        JdbcFlowJournal onPostgres = new JdbcFlowJournal(postgres.getPostgresDatabase()).createTables();
        return Stream.of(
                new FileFlowJournal(directory.resolve("f" + System.nanoTime())),
                new JdbcFlowJournal(h2).createTables(),
                onPostgres);
    }

    private static FlowEntry planned(FlowKey key, String plan) {
        return FlowEntry.planned(key, "digest", 0, "Invoice", new BigDecimal("24.95"), plan, NOW);
    }

    @ParameterizedTest
    @MethodSource("journals")
    void anEntryGoesItsWay(FlowJournal journal) {
        FlowKey key = new FlowKey("invoice", "1", KEY.id() + journal.getClass());
        assertThat(journal.find(key)).isEmpty();
        journal.put(FlowEntry.refused(key, "digest", 0, null, "no item", NOW));
        FlowEntry plan = journal.plan(planned(key, "{\"Invoice\":{}}"));
        assertThat(plan.plan()).isEqualTo("{\"Invoice\":{}}");
        journal.put(plan.done("17", "W-1", new BigDecimal("24.95"), null, NOW));
        FlowEntry done = journal.find(key).orElseThrow();
        assertThat(done.state()).isEqualTo(FlowEntry.State.DONE);
        assertThat(done.entityId()).isEqualTo("17");
        assertThat(done.amount()).isEqualByComparingTo("24.95");
        assertThat(done.plan()).isNull();
        assertThat(done.at()).isEqualTo(NOW);
        List<String> all = new ArrayList<>();
        journal.forEach("invoice", "1", entry -> all.add(entry.key().id()));
        assertThat(all).contains(key.id());
        journal.forEach("payment", "1", entry -> {
            throw new AssertionError(entry);
        });
    }

    @ParameterizedTest
    @MethodSource("journals")
    void theNextVersionIsPlannedOverTheOneBefore(FlowJournal journal) {
        FlowKey key = new FlowKey("contacts-in", "1", "crm-1" + journal.getClass());
        journal.put(journal.plan(planned(key, "first")).done("17", null, null, null, NOW));
        FlowEntry next = FlowEntry.planned(key, "other digest", 1, "Customer", null, "second", NOW);
        assertThat(journal.plan(next).plan()).isEqualTo("second");
        assertThat(journal.find(key).orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void ofTwoProcessesOneDecides() {
        JdbcFlowJournal one = new JdbcFlowJournal(postgres.getPostgresDatabase()).createTables();
        JdbcFlowJournal other = new JdbcFlowJournal(postgres.getPostgresDatabase());
        FlowKey key = new FlowKey("payment", "1", "P-1");
        assertThat(one.plan(planned(key, "first")).plan()).isEqualTo("first");
        assertThat(other.plan(planned(key, "second")).plan()).isEqualTo("first");
    }

    @Test
    void aFileIsReadAgainAndBelongsToOneProcess() {
        Path home = directory.resolve("again");
        try (FileFlowJournal journal = new FileFlowJournal(home)) {
            journal.plan(planned(KEY, "plan"));
            assertThatThrownBy(() -> new FileFlowJournal(home)).hasMessageContaining("JdbcFlowJournal");
        }
        try (FileFlowJournal journal = new FileFlowJournal(home)) {
            assertThat(journal.find(KEY).orElseThrow().plan()).isEqualTo("plan");
            assertThat(journal.find(KEY).orElseThrow().requestId()).startsWith("invoice");
        }
    }
}
