package org.camelquickbooks.client.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CursorStoreTest {

    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    /** The kinds of stores there are, Camel's own among them. */
    enum Kind {
        FILE(test -> new FileCursorStore(test.directory)),
        POSTGRESQL(test -> new JdbcCursorStore(postgres.getPostgresDatabase()).createTables()),
        H2(test -> new JdbcCursorStore(h2(test.directory)).createTables()),
        CAMEL_MEMORY(test -> CursorStore.of(new MemoryStateRepository())),
        CAMEL_FILE(test -> CursorStore.of(FileStateRepository.fileStateRepository(
                test.directory.resolve("state").toFile())));

        private final Function<CursorStoreTest, CursorStore> opening;

        Kind(Function<CursorStoreTest, CursorStore> opening) {
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
        source.setURL("jdbc:h2:" + directory.resolve("state") + ";DB_CLOSE_DELAY=-1");
        return source;
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
    @EnumSource(names = {"FILE", "POSTGRESQL", "H2"})
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

    @Test
    void whatIsNoCursorIsSaid() {
        assertThatThrownBy(() -> Cursor.parse("quickbooks/cdc/1/Invoice", "rubbish"))
                .hasMessageContaining("quickbooks/cdc/1/Invoice")
                .hasMessageContaining("cursorName");
    }
}
