package org.camelquickbooks.client.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.state.Databases;
import org.camelquickbooks.state.FailingDataSource;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CursorStoreTest {

    @TempDir
    Path directory;

    private final String name = Databases.newName();
    private final Instant start = Instant.parse("2026-03-10T09:00:00Z");
    private final VirtualTime time = new VirtualTime(start, now -> {});
    private final List<State> states = new ArrayList<>();

    @AfterEach
    void close() {
        states.forEach(State::close);
    }

    private Node node(Databases database, String application) {
        State state = database.state(directory, name, time::now);
        states.add(state);
        return Databases.beating(state, application);
    }

    /** The kinds of stores there are, Camel's own among them. */
    enum Kind {
        SQLITE(test -> new StateCursorStore(test.node(Databases.SQLITE, "test"))),
        POSTGRESQL(test -> new StateCursorStore(test.node(Databases.POSTGRESQL, "test"))),
        MARIADB(test -> new StateCursorStore(test.node(Databases.MARIADB, "test"))),
        H2(test -> new StateCursorStore(test.node(Databases.H2, "test"))),
        CAMEL_MEMORY(test -> CursorStore.of(new MemoryStateRepository())),
        CAMEL_FILE(test -> CursorStore.of(FileStateRepository.fileStateRepository(
                test.directory.resolve("state").toFile())));

        private final Function<CursorStoreTest, CursorStore> opening;

        Kind(Function<CursorStoreTest, CursorStore> opening) {
            this.opening = opening;
        }
    }

    private CursorStore open(Kind kind) {
        CursorStore store = kind.opening.apply(this);
        store.start();
        return store;
    }

    @ParameterizedTest
    @EnumSource
    void aValueIsReplacedOnlyWhereItIsTheOneExpected(Kind kind) {
        CursorStore store = open(kind);
        String key = "quickbooks/cdc/" + kind + "/Invoice";
        assertThat(store.getState(key)).isNull();
        assertThat(store.compareAndSet(key, "something", "one")).isFalse();
        assertThat(store.compareAndSet(key, null, "one")).isTrue();
        assertThat(store.compareAndSet(key, null, "two")).isFalse();
        assertThat(store.compareAndSet(key, "one", "Zwei ✓ 'quoted'")).isTrue();
        assertThat(store.compareAndSet(key, "one", "three")).isFalse();
        assertThat(store.getState(key)).isEqualTo("Zwei ✓ 'quoted'");
        store.setState(key, "four");
        assertThat(store.getState(key)).isEqualTo("four");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB", "H2"})
    void whatIsKeptIsThereForAnotherProcess(Kind kind) {
        open(kind).setState(kind + "/kept", "value");
        assertThat(open(kind).getState(kind + "/kept")).isEqualTo("value");
    }

    @ParameterizedTest
    @EnumSource
    void ofManyAtOnceOneWinsEachTime(Kind kind) {
        CursorStore store = open(kind);
        String key = kind + "/contended";
        AtomicInteger won = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 20; n++) {
                    String now = store.getState(key);
                    String next = Integer.toString(now == null ? 1 : Integer.parseInt(now) + 1);
                    if (store.compareAndSet(key, now, next)) {
                        won.incrementAndGet();
                    }
                }
            }));
        }
        all.forEach(CompletableFuture::join);
        assertThat(store.getState(key)).isEqualTo(won.toString());
    }

    @ParameterizedTest
    @EnumSource
    void twoApplicationsThatFollowOneCursorAreRefused(Databases database) {
        CursorStore mine = new StateCursorStore(node(database, "orders"));
        Node theirs = node(database, "reports");
        CursorStore other = new StateCursorStore(theirs);
        List<String> keys = List.of("quickbooks/cdc/1/Item", "quickbooks/cdc/1/Invoice");
        assertThat(mine.take(keys)).isTrue();
        assertThatThrownBy(() -> other.take(keys.subList(1, 2)))
                .hasMessageContaining("quickbooks/cdc/1/Invoice")
                .hasMessageContaining("application 'orders'")
                .hasMessageContaining("this is 'reports'")
                .hasMessageContaining("cursorName")
                .hasMessageContaining("clusterId");
        assertThat(other.take(List.of("quickbooks/cdc/2/Item"))).isTrue();
        mine.leave("quickbooks/cdc/1");
        assertThat(other.take(keys)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void ofTheNodesOfOneApplicationOneFollowsACursor(Databases database) {
        Node first = node(database, "orders");
        CursorStore mine = new StateCursorStore(first);
        CursorStore other = new StateCursorStore(node(database, "orders"));
        List<String> keys = List.of("quickbooks/cdc/1/Item");
        assertThat(mine.take(keys)).isTrue();
        assertThat(other.take(keys)).isFalse();
        assertThat(mine.take(keys)).isTrue();
        first.leave().toCompletableFuture().join();
        assertThat(other.take(keys)).isTrue();
        // It was away, and does not know yet: its lease is looked at where it commits.
        assertThat(mine.compareAndSet(keys.get(0), null, "late")).isFalse();
        assertThat(other.compareAndSet(keys.get(0), null, "good")).isTrue();
    }

    @Test
    void whoIsSilentLosesItsCursorAndAClockThatWasPutBackShutsNobodyOut() {
        CursorStore mine = new StateCursorStore(node(Databases.SQLITE, "orders"));
        List<String> keys = List.of("quickbooks/cdc/1/Item");
        assertThat(mine.take(keys)).isTrue();
        VirtualTime yesterday = new VirtualTime(start.minus(Duration.ofDays(1)), now -> {});
        State state = Databases.SQLITE.state(directory, name, yesterday::now);
        states.add(state);
        CursorStore other = new StateCursorStore(Databases.beating(state, "orders"));
        assertThat(other.take(keys)).isTrue();
        assertThat(mine.compareAndSet(keys.get(0), null, "late")).isFalse();
        CursorStore third = new StateCursorStore(node(Databases.SQLITE, "reports"));
        time.advance(Node.LEASE_TIME.plusSeconds(1), () -> false);
        assertThat(third.take(keys)).isTrue();
    }

    @Test
    void whatIsNoCursorIsSaid() {
        assertThatThrownBy(() -> Cursor.parse("quickbooks/cdc/1/Invoice", "rubbish"))
                .hasMessageContaining("quickbooks/cdc/1/Invoice")
                .hasMessageContaining("cursorName");
    }

    /** The route has stopped, its process goes on; the database did not hear of it. */
    @Test
    void aCursorThatCouldNotBeReleasedIsTakenOver() {
        AtomicBoolean broken = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        State state = State.in(
                FailingDataSource.of(Databases.H2.dataSource(directory, name), broken::get),
                threads,
                threads,
                time::now);
        states.add(state);
        Node node = Databases.beating(state, "test");
        StateCursorStore stopped = new StateCursorStore(node);
        StateCursorStore other = new StateCursorStore(node(Databases.H2, "test"));
        assertThat(stopped.take(List.of("route/A", "route/B", "kept/A"))).isTrue();
        broken.set(true);
        stopped.leave("route");
        broken.set(false);
        node.heartbeat().toCompletableFuture().join();
        assertThat(other.take(List.of("route/A", "route/B"))).isTrue();
        assertThat(other.take(List.of("kept/A"))).isFalse();
        threads.shutdown();
    }
}
