package org.camelquickbooks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leases: one node has a name at a time, and none keeps what it no longer wants. */
class NodeTest {

    @TempDir
    Path directory;

    private final String name = Databases.newName();
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-03-10T12:00:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final List<State> states = new ArrayList<>();

    @AfterEach
    void close() {
        states.forEach(State::close);
        threads.shutdownNow();
    }

    private Node node(Databases kind) {
        return node(kind.state(directory, name, clock::get));
    }

    private Node node(State state) {
        states.add(state);
        return Databases.beating(state, "test");
    }

    private Node failing() {
        return node(State.in(
                FailingDataSource.of(Databases.H2.dataSource(directory, name), broken::get),
                threads,
                threads,
                clock::get));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void aNodeThatBeatsKeepsWhatItWants(Databases kind) throws Exception {
        Node one = node(kind);
        Node two = node(kind);
        Lease lease = get(one.acquire("work"));
        for (int i = 0; i < 5; i++) {
            pass(Node.HEARTBEAT);
            get(one.heartbeat());
            assertThat(get(two.acquire("work"))).isNull();
        }
        pass(Node.LEASE_TIME);
        assertThat(get(two.acquire("work")).fence()).isEqualTo(lease.fence() + 1);
    }

    @Test
    void whatCouldNotBeReleasedIsFreeAtTheNextBeat() throws Exception {
        Node one = failing();
        Node two = node(Databases.H2);
        get(one.acquire("kept"));
        get(one.acquire("work"));
        broken.set(true);
        assertThatThrownBy(() -> get(one.release("work"))).hasMessageContaining("state database");
        broken.set(false);
        assertThat(get(two.acquire("work"))).isNull();
        get(one.heartbeat());
        assertThat(get(two.acquire("work"))).isNotNull();
        assertThat(get(two.acquire("kept"))).isNull();
    }

    /** The other one gets it between two statements of this one. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2"})
    void whoAsksWhileAnotherGetsItDoesNotTakeItAway(Databases kind) throws Exception {
        Node one = node(kind);
        Node two = node(kind);
        get(one.acquire("work"));
        get(one.release("work"));
        AtomicBoolean before = new AtomicBoolean(true);
        Lease taken = get(two.state()
                .write(connection -> two.acquire(
                        beforeItIsLookedAt(connection, () -> {
                            if (before.getAndSet(false)) {
                                later(one.state());
                                assertThat(get(one.acquire("work"))).isNotNull();
                            }
                        }),
                        "work")));
        assertThat(before).isFalse();
        assertThat(taken).isNull();
    }

    /** Of a flow's message that died before the clock was put back: its turn would end in a day. */
    @Test
    void theTurnOfAMessageDoesNotOutliveAClockThatIsPutBack() {
        State state = node(Databases.H2).state();
        MessageLeaseTable turns = new MessageLeaseTable(state);
        long length = 60_000;
        assertThat(state.<Boolean>writeNow(connection -> turns.take(connection, "customer", "first", length)))
                .isTrue();
        assertThat(state.<Boolean>writeNow(connection -> turns.take(connection, "customer", "second", length)))
                .isFalse();
        clock.set(clock.get().minus(Duration.ofDays(1)));
        assertThat(state.<Boolean>writeNow(connection -> turns.take(connection, "customer", "second", length)))
                .isTrue();
        assertThat(state.<Boolean>readNow(connection -> turns.holds(connection, "customer", "first")))
                .isFalse();
    }

    /** By the clock that counts. */
    private void later(State state) {
        long start = state.readNow(state::now);
        pass(Duration.ofSeconds(1));
        while (state.<Long>readNow(state::now) == start) {
            Thread.onSpinWait();
        }
    }

    private interface Interference {
        void happen() throws Exception;
    }

    private static Connection beforeItIsLookedAt(Connection connection, Interference other) {
        return (Connection) Proxy.newProxyInstance(
                NodeTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("prepareStatement")
                            && values[0].toString().startsWith("SELECT owner")) {
                        other.happen();
                    }
                    try {
                        return method.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
