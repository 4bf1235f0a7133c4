package org.camelquickbooks.client.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.camelquickbooks.Eventually;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.state.Databases;
import org.camelquickbooks.state.FailingDataSource;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.StateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJournalTest {

    private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

    @TempDir
    Path directory;

    private final String name = Databases.newName();
    private final VirtualTime time = new VirtualTime(NOW, now -> {});
    private final List<State> states = new ArrayList<>();

    @AfterEach
    void close() {
        states.forEach(State::close);
    }

    private Node node(Databases kind) {
        State state = kind.state(directory, name, time::now);
        states.add(state);
        return Databases.beating(state, "test");
    }

    private EventJournal open(Databases kind) {
        return new StateEventJournal(node(kind), time);
    }

    private void settle() {
        Eventually.holds(() -> states.stream().allMatch(State::isIdle));
    }

    private static WebhookEvent event(String id) {
        return new WebhookEvent(
                id, "1", "Invoice", "45", "created", NOW, null, Json.object().put("name", "Größe"));
    }

    @ParameterizedTest
    @EnumSource
    void twoApplicationsDoNotTakeInTheEventsOfOneName(Databases kind) {
        EventJournal mine = open(kind);
        mine.open("webhook");
        State state = kind.state(directory, name, time::now);
        states.add(state);
        EventJournal other = new StateEventJournal(Databases.beating(state, "another"), time);
        assertThatThrownBy(() -> other.open("webhook"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'test'")
                .hasMessageContaining("clusterId");
        other.open("of its own");
        open(kind).open("webhook");
    }

    @ParameterizedTest
    @EnumSource
    void anotherApplicationTakesInTheEventsOfOneThatLeft(Databases kind) {
        EventJournal mine = open(kind);
        mine.open("webhook");
        mine.leave("webhook");
        State state = kind.state(directory, name, time::now);
        states.add(state);
        EventJournal other = new StateEventJournal(Databases.beating(state, "another"), time);
        other.open("webhook");
        assertThat(other.add("webhook", List.of(event("a")), NOW)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsNewOnce(Databases kind) {
        EventJournal journal = open(kind);
        assertThat(journal.add("new", List.of(event("a"), event("b")), NOW)).hasSize(2);
        assertThat(journal.add("new", List.of(event("b"), event("c")), NOW)).containsExactly(event("c"));
        // Another consumer has its own.
        assertThat(journal.add("other", List.of(event("b")), NOW)).hasSize(1);
        journal.done("new", event("a"), NOW);
        settle();
        assertThat(journal.add("new", List.of(event("a")), NOW)).isEmpty();
        journal.drop("new", event("b"));
        settle();
        assertThat(journal.add("new", List.of(event("b")), NOW)).hasSize(1);
        journal.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void whatACrashLeftIsTakenOverWhenItsNodeIsSilent(Databases kind) {
        String consumer = "crash";
        EventJournal first = open(kind);
        first.add(consumer, List.of(event("a"), event("b"), event("c")), NOW);
        first.done(consumer, event("b"), NOW);
        settle();
        EventJournal second = open(kind);
        assertThat(second.takeOver(consumer, NOW)).isEmpty();
        time.advance(Node.LEASE_TIME.plusSeconds(1), () -> false);
        assertThat(second.takeOver(consumer, NOW)).containsExactlyInAnyOrder(event("a"), event("c"));
        assertThat(second.takeOver(consumer, NOW)).isEmpty();
        assertThat(second.add(consumer, List.of(event("b")), NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void whatALivingNodeWorksOnIsLeftToIt(Databases kind) {
        String consumer = "alive";
        Node living = node(kind);
        new StateEventJournal(living, time).add(consumer, List.of(event("a")), NOW);
        EventJournal other = open(kind);
        for (int i = 0; i < 20; i++) {
            time.advance(Node.HEARTBEAT, () -> false);
            living.heartbeat().toCompletableFuture().join();
            assertThat(other.takeOver(consumer, NOW)).isEmpty();
        }
        living.leave().toCompletableFuture().join();
        assertThat(other.takeOver(consumer, NOW)).containsExactly(event("a"));
    }

    /** The clock of the database decides, and no zone has a say. */
    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "America/Los_Angeles"})
    void aNodeInAnotherZoneIsNoDeadNode(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            Node living = node(Databases.POSTGRESQL);
            new StateEventJournal(living, time).add("zone", List.of(event("a")), NOW);
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            living.heartbeat().toCompletableFuture().join();
            EventJournal other = open(Databases.POSTGRESQL);
            assertThat(other.takeOver("zone", NOW)).isEmpty();
            TimeZone.setDefault(before);
            assertThat(other.takeOver("zone", NOW)).isEmpty();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** One failure used to route the whole burst again. */
    @Test
    void thatAnEventWasDeliveredIsWrittenDownWhenTheDatabaseIsBack() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        DataSource database = Databases.H2.dataSource(directory, name);
        State state = State.in(FailingDataSource.of(database, broken::get), Runnable::run, Runnable::run, time::now);
        states.add(state);
        Node node = Databases.beating(state, "test");
        EventJournal journal = new StateEventJournal(node, time);
        journal.add("burst", List.of(event("a"), event("b")), NOW);
        broken.set(true);
        journal.done("burst", event("a"), NOW);
        journal.done("burst", event("b"), NOW);
        assertThat(state.isAvailable()).isFalse();
        broken.set(false);
        assertThat(journal.takeOver("burst", NOW)).isEmpty();
        time.advance(Duration.ofSeconds(2), () -> false);
        node.leave().toCompletableFuture().join();
        assertThat(new StateEventJournal(Databases.beating(state, "test"), time).takeOver("burst", NOW))
                .isEmpty();
    }

    @Test
    void whatACommitThatFailedHasKeptIsFoundByTheNextLookRound() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        DataSource database = Databases.H2.dataSource(directory, name);
        State state =
                State.in(FailingDataSource.afterCommit(database, broken::get), Runnable::run, Runnable::run, time::now);
        states.add(state);
        EventJournal journal = new StateEventJournal(Databases.beating(state, "test"), time);
        broken.set(true);
        assertThatThrownBy(() -> journal.add("commit", List.of(event("a")), NOW))
                .isInstanceOf(StateException.class);
        broken.set(false);
        assertThat(journal.add("commit", List.of(event("a")), NOW)).isEmpty();
        assertThat(journal.takeOver("commit", NOW)).containsExactly(event("a"));
        assertThat(journal.takeOver("commit", NOW)).isEmpty();
    }

    /** Its post was answered with 503, and brings it again. */
    @Test
    void whatComesToTheDatabaseAfterItsPostWasAnsweredIsNotKept() throws Exception {
        AtomicBoolean slow = new AtomicBoolean();
        List<Runnable> late = new ArrayList<>();
        State state = State.in(
                Databases.H2.dataSource(directory, name),
                work -> {
                    if (slow.get()) {
                        late.add(work);
                    } else {
                        work.run();
                    }
                },
                Runnable::run,
                time::now);
        states.add(state);
        state.timeouts(whenLate -> {
            if (slow.get()) {
                whenLate.run();
            }
            return () -> {};
        });
        EventJournal journal = new StateEventJournal(Databases.beating(state, "test"), time);
        slow.set(true);
        assertThatThrownBy(() -> journal.add("late", List.of(event("a")), NOW)).isInstanceOf(StateException.class);
        slow.set(false);
        late.forEach(Runnable::run);
        assertThat(journal.add("late", List.of(event("a")), NOW)).containsExactly(event("a"));
        assertThat(journal.takeOver("late", NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftIsThereForWhoeverComes(Databases kind) {
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
    void whatWasDoneLongAgoIsForgotten(Databases kind) {
        EventJournal journal = open(kind);
        journal.add("old", List.of(event("a"), event("b")), NOW);
        journal.done("old", event("a"), NOW);
        settle();
        journal.forget(NOW.plusSeconds(1));
        assertThat(journal.add("old", List.of(event("a"), event("b")), NOW)).containsExactly(event("a"));
        journal.close();
    }
}
