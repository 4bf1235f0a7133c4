package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.camelquickbooks.Eventually;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.RequestLog.Entry;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes share a company's tokens: each token is refreshed once, whoever is killed when. */
class TokenRefreshTest {

    private static final boolean FULL = "full".equals(System.getProperty("benchmark.form"));
    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final int PROCESSES = FULL ? 8 : 3;
    private static final int EXPIRIES = FULL ? 200 : 8;
    private static final int KILLS = FULL ? 100 : 3;

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    private final QuickBooksSandbox sandbox = SANDBOX.sandbox();
    private String keys = TokenCipher.newKey();
    private long refreshes;
    private long counted;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    /** The key of the tokens is another one in each test. */
    @BeforeEach
    void emptyDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
    }

    @BeforeEach
    void standStill() {
        sandbox.clock().freeze();
    }

    private String where(String kind) {
        return kind.equals("file")
                ? directory.resolve("state").toString()
                : postgres.getJdbcUrl("postgres", "postgres");
    }

    private void save(String kind, Token token) {
        with(kind, store -> {
            store.save(token);
            return null;
        });
    }

    private <T> T with(String kind, Function<TokenStore, T> use) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (State state = kind.equals("file")
                ? State.inFile(directory.resolve("state").resolve(State.FILE), threads, threads, Clock.systemUTC())
                : State.in(postgres.getPostgresDatabase(), threads, threads, Clock.systemUTC())) {
            return use.apply(new StateTokenStore(new Node(state, "test"), () -> new TokenCipher(keys), null));
        } finally {
            threads.shutdownNow();
        }
    }

    private Child start(String kind) throws Exception {
        return Child.start(TokenUser.class, "96m", sandbox.url(), REALM, where(kind), keys);
    }

    /** The log of requests is short; what was counted is not counted again. */
    private long refreshes() {
        for (Entry request : sandbox.requests().find(r -> r.number() > counted)) {
            counted = request.number();
            refreshes += request.path().contains("tokens/bearer") ? 1 : 0;
        }
        return refreshes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "PostgreSQL"})
    void eachExpiryIsOneRefreshAndNoRequestFails(String kind) throws Exception {
        save(kind, new Token(REALM, null, null, sandbox.tokens(REALM).refreshToken(), null));
        List<Child> all = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                all.add(start(kind));
            }
            for (Child child : all) {
                child.await("READY");
            }
            long passed = 0;
            long told = 0;
            for (int expiry = 1; expiry <= EXPIRIES; expiry++) {
                for (Child child : all) {
                    child.tell(Long.toString(told));
                }
                for (Child child : all) {
                    assertThat(child.await("DONE")).isEqualTo("DONE []");
                }
                awaitRefreshes(expiry);
                // By turns it has ended, ends soon, and has ended without the processes' clocks saying so.
                long minutes = expiry % 3 == 1 ? 57 : 61;
                sandbox.clock().advance(Duration.ofMinutes(minutes));
                passed += minutes;
                told = expiry % 3 == 2 ? told : passed;
            }
            assertThat(refreshes()).isEqualTo(EXPIRIES);
        } finally {
            all.forEach(Child::close);
        }
    }

    /** Ahead of the end nobody waits for a refresh. */
    private void awaitRefreshes(long expected) throws Exception {
        Eventually.holds(expected + " refreshes", () -> refreshes() >= expected, this::refreshes);
        assertThat(refreshes).isEqualTo(expected);
    }

    @Test
    void onAFullDiskTheFormerTokensStay() throws Exception {
        Token former = new Token(REALM, null, null, sandbox.tokens(REALM).refreshToken(), null);
        save("file", former);
        sandbox.clock().advance(Duration.ofHours(25));
        try (Child child = Child.startWithFullDisk(TokenUser.class, "96m", sandbox.url(), REALM, where("file"), keys)) {
            child.await("READY");
            child.tell("0");
            // What cannot be kept is not used.
            assertThat(child.await("DONE")).contains("state database").contains("stateDirectory");
        }
        assertThat(this.<Optional<Token>>with("file", store -> store.load(REALM)))
                .contains(former);
        assertThat(asked("file", Duration.ZERO)).isEqualTo("DONE []");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "PostgreSQL"})
    void whoIsKilledWhileTokensChangeIsNeverLockedOut(String kind) throws Exception {
        save(kind, new Token(REALM, null, null, sandbox.tokens(REALM).refreshToken(), null));
        Random dice = new Random(5);
        Duration passed = Duration.ZERO;
        int kills = 0;
        for (int round = 1; kills < KILLS; round++) {
            // A day later the refresh token is another one.
            passed = pass(passed, Duration.ofHours(25));
            if (round % 5 == 0) {
                keys = TokenCipher.newKey() + "," + keys.split(",")[0];
            }
            for (int i = dice.nextInt(3); i >= 0 && kills < KILLS; i--) {
                killInMidRefresh(kind, passed, dice);
                kills++;
                // Somebody starts it again: the former refresh token is good for a day only, whatever a client does.
                passed = pass(passed, Duration.ofMinutes(30));
            }
            assertThat(asked(kind, passed)).as("after %s kills", kills).isEqualTo("DONE []");
        }
        assertThat(kills).isEqualTo(KILLS);
    }

    private Duration pass(Duration passed, Duration more) {
        sandbox.clock().advance(more);
        return passed.plus(more);
    }

    private void killInMidRefresh(String kind, Duration passed, Random dice) throws Exception {
        try (Child child = start(kind)) {
            child.await("READY");
            sandbox.requests().clear();
            child.tell(Long.toString(passed.toMinutes()));
            // Somewhere between the request for new tokens and their first use.
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (sandbox.requests().count() == 0 && child.isAlive()) {
                if (System.nanoTime() - patience > 0) {
                    throw new AssertionError("Waited three minutes for the first request of a process that refreshes");
                }
                // As soon as it happens, and still leaving the core to those who work.
                Thread.yield();
            }
            long until = System.nanoTime() + dice.nextInt(6_000_000);
            while (System.nanoTime() < until) {
                Thread.yield();
            }
            child.kill();
        }
    }

    private String asked(String kind, Duration passed) throws Exception {
        try (Child child = start(kind)) {
            child.await("READY");
            child.tell(Long.toString(passed.toMinutes()));
            return child.await("DONE");
        }
    }
}
