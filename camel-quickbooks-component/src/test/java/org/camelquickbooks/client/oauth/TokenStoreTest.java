package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camelquickbooks.CapturedLog;
import org.camelquickbooks.Eventually;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.state.Databases;
import org.camelquickbooks.state.FailingDataSource;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @TempDir
    Path directory;

    private final String name = Databases.newName();
    private final String key = TokenCipher.newKey();
    private final List<State> states = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        states.forEach(State::close);
        timer.shutdownNow();
    }

    private State state(Databases kind) {
        State state = kind.state(directory, name);
        states.add(state);
        return state;
    }

    private StateTokenStore open(Databases kind, String... keys) {
        return open(state(kind), new TokenCipher(List.of(keys)));
    }

    private StateTokenStore open(State state, TokenCipher cipher) {
        return new StateTokenStore(Databases.beating(state, "test"), () -> cipher, new SystemTime(timer, timer));
    }

    private static Token token(String realm, String value) {
        return new Token(realm, "access-" + value, NOON, "refresh-" + value, null);
    }

    @ParameterizedTest
    @EnumSource
    void tokensAreKeptListedReplacedAndRemoved(Databases kind) {
        TokenStore store = open(kind, key);
        assertThat(store.list()).doesNotContain("1");
        store.save(token("1", "a"));
        store.save(token("2", "b"));
        store.save(token("1", "c"));
        assertThat(store.load("1")).contains(token("1", "c"));
        assertThat(store.list()).contains("1", "2");
        store.remove("1");
        assertThat(store.load("1")).isEmpty();
        store.remove("2");
    }

    private static List<String> columns(State state, String columns) {
        return state.readNow(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + columns + " FROM qb_token ORDER BY realm_id")) {
                List<String> values = new ArrayList<>();
                while (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(row.getString(i));
                    }
                }
                return values;
            }
        });
    }

    private static void execute(State state, String sql) {
        state.writeNow(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Test
    void nothingReadableIsKept() throws Exception {
        State state = state(Databases.SQLITE);
        open(state, new TokenCipher(key)).save(token("1", "canary"));
        assertThat(columns(state, "access_token, refresh_token"))
                .hasSize(2)
                .noneMatch(value -> value.contains("canary"));
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("canary");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void anOlderKeyStillReadsWhileItIsListed(Databases kind) {
        open(kind, key).save(token("1", "a"));
        String next = TokenCipher.newKey();
        assertThat(open(kind, next, key).load("1")).isPresent();
        assertThatThrownBy(() -> open(kind, next).load("1")).hasMessageContaining("not one of the configured keys");
        // With the wrong key nothing is overwritten.
        assertThatThrownBy(() -> open(kind, next).save(token("1", "b")))
                .hasMessageContaining("not one of the configured keys");
        assertThat(open(kind, key).load("1")).contains(token("1", "a"));
        open(kind, next, key).save(token("1", "c"));
        assertThat(open(kind, next).load("1")).contains(token("1", "c"));
        assertThatThrownBy(() -> new TokenCipher("short")).hasMessageContaining("openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1:", "{}", "v1:00000000:AAAA:AAAA"})
    void damagedTokensAreSaidAndLeftAsTheyAre(String damage) {
        State state = state(Databases.SQLITE);
        StateTokenStore store = open(state, new TokenCipher(key));
        store.save(token("1", "a"));
        execute(state, "UPDATE qb_token SET refresh_token = '" + damage + "'");
        assertThatThrownBy(() -> store.load("1")).hasMessageContaining("company 1");
        assertThatThrownBy(() -> store.save(token("1", "b"))).hasMessageContaining("company 1");
        assertThatThrownBy(() -> store.refresh("1", CompletableFuture::completedFuture)
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("company 1");
        assertThat(columns(state, "refresh_token")).containsExactly(damage);
    }

    @Test
    void theKeyIsMadeOnceForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("made").resolve("token.key");
        State state = state(Databases.SQLITE);
        open(state, TokenKeys.cipher(null, null, file)).save(token("1", "a"));
        assertThat(open(state, TokenKeys.cipher(null, null, file)).load("1")).isPresent();
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        // The option goes before the environment, and that before the file.
        String option = TokenCipher.newKey();
        TokenCipher given = TokenKeys.cipher(option + "," + Files.readString(file), TokenCipher.newKey(), file);
        assertThat(open(state, given).load("1")).isPresent();
        assertThatThrownBy(() -> open(state, TokenKeys.cipher(null, TokenCipher.newKey(), file))
                        .load("1"))
                .hasMessageContaining("not one of the configured keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE qb_token SET realm_id = '2'",
                "UPDATE qb_token SET realm_id = '2', access_token = refresh_token, refresh_token = access_token",
                "UPDATE qb_token SET realm_id = '2', former_refresh_token = refresh_token, refresh_token = NULL, access_token = NULL"
            })
    void noCompanysTokenCanStandForAnothersAndNoneForOneOfAnotherKind(String swap) {
        State state = state(Databases.SQLITE);
        StateTokenStore store = open(state, new TokenCipher(key));
        store.save(token("1", "a"));
        execute(state, swap);
        assertThatThrownBy(() -> store.load("2")).hasMessageContaining("damaged or changed");
        execute(state, swap.replace("realm_id = '2'", "realm_id = '1'"));
    }

    /** Each says what it has refreshed; the lease of the first was taken away meanwhile. */
    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void tokensAreNotLostWithALease(Databases kind) {
        StateTokenStore first = open(kind, key);
        StateTokenStore second = open(kind, key);
        first.save(token("1", "old"));
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Token> slow = new CompletableFuture<>();
        CompletableFuture<Token> outcome = first.refresh("1", kept -> {
                    asked.complete(null);
                    return slow;
                })
                .toCompletableFuture();
        assertThat(asked).as("the first has its lease").succeedsWithin(Duration.ofMinutes(3));
        execute(states.get(1), "UPDATE qb_lease SET owner = '', until_ms = 0");
        Token theirs = refreshed("theirs", NOON.plusSeconds(5));
        assertThat(second.refresh("1", kept -> CompletableFuture.completedFuture(theirs))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(theirs);
        slow.complete(refreshed("mine", NOON));
        // The newer ones count; the refresh token of the others is tried after it.
        assertThat(outcome.join()).isEqualTo(theirs.withFormer("refresh-mine"));
        assertThat(second.load("1")).contains(theirs.withFormer("refresh-mine"));
    }

    private static Token refreshed(String value, Instant at) {
        return new Token(
                "1", "access-" + value, at.plusSeconds(3600), "refresh-" + value, null, "refresh-old", null, at, null);
    }

    /** What QuickBooks gave is the only way in a day later. */
    @Test
    void newTokensThatCannotBeSavedAreSavedWhenTheyCan() {
        AtomicBoolean broken = new AtomicBoolean();
        State state = State.in(
                FailingDataSource.of(Databases.H2.dataSource(directory, name), broken::get),
                timer,
                Runnable::run,
                Clock.systemUTC());
        states.add(state);
        VirtualTime time = new VirtualTime(NOON, now -> {});
        StateTokenStore store = new StateTokenStore(new Node(state, "test"), () -> new TokenCipher(key), time);
        store.save(token("1", "a"));
        CompletableFuture<Token> outcome = store.refresh("1", kept -> {
                    broken.set(true);
                    return CompletableFuture.completedFuture(refreshed("new", NOON));
                })
                .toCompletableFuture();
        time.runWhile(() -> !outcome.isDone(), () -> !state.isIdle());
        assertThatThrownBy(outcome::join).hasMessageContaining("state database");
        broken.set(false);
        assertThat(store.load("1")).contains(refreshed("new", NOON));
        StateTokenStore other = open(state, new TokenCipher(key));
        assertThat(other.load("1")).contains(refreshed("new", NOON));
        // They are saved once: what others save later stays as it is.
        Token newer = refreshed("newer", NOON.minusSeconds(5)).withFormer("refresh-other");
        other.save(newer);
        List<String> row = columns(state, "refresh_token, former_refresh_token, version");
        assertThat(store.load("1")).contains(newer);
        assertThat(columns(state, "refresh_token, former_refresh_token, version"))
                .isEqualTo(row);
    }

    private StateTokenStore store(AtomicBoolean broken, VirtualTime time) {
        State state = State.in(
                FailingDataSource.of(Databases.H2.dataSource(directory, name), broken::get),
                timer,
                Runnable::run,
                Clock.systemUTC());
        states.add(state);
        return new StateTokenStore(Databases.beating(state, "test"), () -> new TokenCipher(key), time);
    }

    /** The first attempt has failed when somebody loads them; the second finds them saved, and more. */
    @Test
    void anAttemptThatFindsItsTokensSavedChangesNothing() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        VirtualTime time = new VirtualTime(NOON, now -> {});
        StateTokenStore store = store(broken, time);
        store.save(token("1", "a"));
        CompletableFuture<Token> outcome = store.refresh("1", kept -> {
                    broken.set(true);
                    return CompletableFuture.completedFuture(refreshed("new", NOON));
                })
                .toCompletableFuture();
        Eventually.holds(
                "a failed attempt",
                () -> states.get(0).failure() != null && states.get(0).isIdle());
        broken.set(false);
        assertThat(store.load("1")).contains(refreshed("new", NOON));
        Token merged = refreshed("new", NOON).withFormer("refresh-other");
        open(Databases.H2, key).save(merged);
        time.runWhile(() -> !outcome.isDone(), () -> !states.get(0).isIdle());
        assertThat(outcome.join()).isEqualTo(merged);
        assertThat(store.load("1")).contains(merged);
    }

    @Test
    void whatCannotBeSavedBeforeACompanyIsDisconnectedIsForgotten() {
        AtomicBoolean broken = new AtomicBoolean();
        VirtualTime time = new VirtualTime(NOON, now -> {});
        StateTokenStore store = store(broken, time);
        store.save(token("1", "a"));
        CompletableFuture<Token> outcome = store.refresh("1", kept -> {
                    broken.set(true);
                    return CompletableFuture.completedFuture(refreshed("new", NOON));
                })
                .toCompletableFuture();
        time.runWhile(() -> !outcome.isDone(), () -> !states.get(0).isIdle());
        assertThat(outcome).isCompletedExceptionally();
        broken.set(false);
        open(Databases.H2, key).remove("1");
        // Whoever refreshes has nothing to do it with.
        assertThatThrownBy(() -> store.refresh("1", kept -> {
                            assertThat(kept).isNull();
                            return CompletableFuture.failedFuture(new IllegalStateException("no tokens"));
                        })
                        .toCompletableFuture()
                        .join())
                .hasRootCauseMessage("no tokens");
        assertThat(store.load("1")).isEmpty();
    }

    /** Somebody waits for the company's refresh, the store cannot hear of it: its lease is not kept for ever. */
    @Test
    void aRefreshWhoseLeaseCouldNotBeReleasedLeavesItToOthers() {
        AtomicBoolean broken = new AtomicBoolean();
        State state = State.in(
                FailingDataSource.of(Databases.H2.dataSource(directory, name), broken::get),
                timer,
                Runnable::run,
                Clock.systemUTC());
        states.add(state);
        Node node = Databases.beating(state, "test");
        StateTokenStore store = new StateTokenStore(node, () -> new TokenCipher(key), new SystemTime(timer, timer));
        store.save(token("1", "a"));
        assertThatThrownBy(() -> store.refresh("1", kept -> {
                            broken.set(true);
                            return CompletableFuture.failedFuture(new IllegalStateException("refused"));
                        })
                        .toCompletableFuture()
                        .join())
                .hasRootCauseMessage("refused");
        broken.set(false);
        node.heartbeat().toCompletableFuture().join();
        assertThat(open(Databases.H2, key)
                        .refresh("1", kept -> CompletableFuture.completedFuture(token("1", "b")))
                        .toCompletableFuture()
                        .orTimeout(3, TimeUnit.MINUTES)
                        .join())
                .isEqualTo(token("1", "b"));
    }

    @Test
    void aCompanyThatIsDisconnectedDuringARefreshStaysSo() {
        // Time stands still: nothing is tried again.
        StateTokenStore store = store(new AtomicBoolean(), new VirtualTime(NOON, now -> {}));
        store.save(token("1", "a"));
        assertThatThrownBy(() -> store.refresh("1", kept -> {
                            open(Databases.H2, key).remove("1");
                            return CompletableFuture.completedFuture(refreshed("new", NOON));
                        })
                        .toCompletableFuture()
                        .orTimeout(3, TimeUnit.MINUTES)
                        .join())
                .hasMessageContaining("disconnected");
        assertThat(store.list()).isEmpty();
        assertThat(store.load("1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoRefreshesIsAloneOverAllStores(Databases kind) {
        open(kind, key).save(token("9", "0"));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Token>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            TokenStore store = open(kind, key);
            all.add(store.refresh("9", kept -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        int next = Integer.parseInt(kept.refreshToken().substring("refresh-".length())) + 1;
                        inside.decrementAndGet();
                        return CompletableFuture.completedFuture(token("9", Integer.toString(next)));
                    })
                    .toCompletableFuture());
        }
        all.forEach(CompletableFuture::join);
        assertThat(most).hasValue(1);
        TokenStore store = open(kind, key);
        assertThat(store.load("9")).contains(token("9", "12"));
        store.remove("9");
    }

    /** What a restored backup does to a row. */
    private static void putBack(State state, List<String> former) {
        execute(
                state,
                "UPDATE qb_token SET access_token = '" + former.get(0) + "', refresh_token = '" + former.get(1)
                        + "', version = " + former.get(2) + " WHERE realm_id = '1'");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void aStoreThatWasPutBackToAnOlderCopyIsWarnedOfOnce(Databases kind) {
        State state = state(kind);
        StateTokenStore store = open(state, new TokenCipher(key));
        store.save(token("1", "a"));
        List<String> backup = columns(state, "access_token, refresh_token, version");
        store.refresh("1", kept -> CompletableFuture.completedFuture(token("1", "b")))
                .toCompletableFuture()
                .join();
        try (CapturedLog log = new CapturedLog()) {
            store.load("1");
            assertThat(log.text()).doesNotContain("older");
            putBack(state, backup);
            assertThat(store.load("1")).contains(token("1", "a"));
            store.load("1");
            assertThat(log.lines("restored from an older copy"))
                    .hasSize(1)
                    .allMatch(line -> line.contains("WARN") && line.contains("company 1"));
            // A refresh notices it, too.
            store.save(token("1", "c"));
            store.save(token("1", "d"));
            putBack(state, backup);
            store.refresh("1", kept -> CompletableFuture.completedFuture(token("1", "e")))
                    .toCompletableFuture()
                    .join();
            assertThat(log.lines("restored from an older copy")).hasSize(2);
        }
        store.remove("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void aCompanyThatIsConnectedAgainIsNotTakenForAnOlderCopy(Databases kind) {
        State state = state(kind);
        StateTokenStore store = open(state, new TokenCipher(key));
        StateTokenStore other = open(state, new TokenCipher(key));
        for (int i = 0; i < 50; i++) {
            store.save(token("1", "a" + i));
        }
        try (CapturedLog log = new CapturedLog()) {
            store.load("1");
            other.remove("1");
            other.save(token("1", "again"));
            assertThat(store.load("1")).contains(token("1", "again"));
            assertThat(log.text()).doesNotContain("older copy");
        }
        other.remove("1");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "H2"})
    void whereTheRefreshFailsTheOldOneStays(Databases kind) {
        TokenStore store = open(kind, key);
        store.save(token("1", "a"));
        assertThatThrownBy(() -> store.refresh(
                                "1", kept -> CompletableFuture.failedFuture(new IllegalStateException("refused")))
                        .toCompletableFuture()
                        .join())
                .hasRootCauseMessage("refused");
        assertThat(store.load("1")).contains(token("1", "a"));
    }
}
