package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTokenStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    private final String key = TokenCipher.newKey();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    private DataSource database(String kind) {
        if (kind.equals("PostgreSQL")) {
            return postgres.getPostgresDatabase();
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("tokens") + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static Token token(String realm, String value) {
        return new Token(realm, "access-" + value, NOON, "refresh-" + value, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    void tokensAreKeptListedReplacedAndRemoved(String kind) {
        JdbcTokenStore store = new JdbcTokenStore(database(kind), new TokenCipher(key)).createTables();
        store.save(token("1", "a"));
        store.save(token("2", "b"));
        store.save(token("1", "c"));
        assertThat(store.load("1")).contains(token("1", "c"));
        assertThat(store.list()).contains("1", "2");
        store.remove("1");
        assertThat(store.load("1")).isEmpty();
        store.remove("2");
    }

    @Test
    void nothingReadableIsInTheTable() throws Exception {
        new JdbcTokenStore(database("H2"), new TokenCipher(key)).createTables().save(token("1", "canary"));
        try (Connection connection = database("H2").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM quickbooks_token")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain("canary");
        }
    }

    @Test
    void anOlderKeyStillReadsWhileItIsListed() {
        DataSource database = database("H2");
        new JdbcTokenStore(database, new TokenCipher(key)).createTables().save(token("1", "a"));
        String next = TokenCipher.newKey();
        assertThat(new JdbcTokenStore(database, new TokenCipher(List.of(next, key))).load("1"))
                .isPresent();
        assertThatThrownBy(() -> new JdbcTokenStore(database, new TokenCipher(next)).load("1"))
                .hasMessageContaining("not among the keys");
        assertThatThrownBy(() -> new TokenCipher("short")).hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void oneCompanysTokensCannotStandForAnothers() throws Exception {
        DataSource database = database("H2");
        JdbcTokenStore store = new JdbcTokenStore(database, new TokenCipher(key)).createTables();
        store.save(token("1", "a"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE quickbooks_token SET realm_id = '2'");
        }
        assertThatThrownBy(() -> store.load("2")).hasMessageContaining("damaged or changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "H2"})
    void whoRefreshesIsAloneOverAllStores(String kind) {
        DataSource database = database(kind);
        new JdbcTokenStore(database, new TokenCipher(key)).createTables().save(token("9", "0"));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Token>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            JdbcTokenStore store = new JdbcTokenStore(database, new TokenCipher(key));
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
        JdbcTokenStore store = new JdbcTokenStore(database, new TokenCipher(key));
        assertThat(store.load("9")).contains(token("9", "12"));
        store.remove("9");
    }

    @Test
    void whereTheRefreshFailsTheOldOneStays() {
        JdbcTokenStore store = new JdbcTokenStore(database("H2"), new TokenCipher(key)).createTables();
        store.save(token("1", "a"));
        assertThatThrownBy(() -> store.refresh(
                                "1", kept -> CompletableFuture.failedFuture(new IllegalStateException("refused")))
                        .toCompletableFuture()
                        .join())
                .hasRootCauseMessage("refused");
        assertThat(store.load("1")).contains(token("1", "a"));
    }
}
