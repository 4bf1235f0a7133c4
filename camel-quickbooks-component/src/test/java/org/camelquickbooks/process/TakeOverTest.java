package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.camelquickbooks.Eventually;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL: one follows changes, and when it is killed the other goes on where it was. */
class TakeOverTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;

    @TempDir
    Path directory;

    @Test
    void theOtherProcessGoesOnAndNothingIsLost() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().withCompany(REALM).start()) {
            DataSource database = postgres.getPostgresDatabase();
            execute(database, "CREATE TABLE told(id VARCHAR, version VARCHAR, node VARCHAR)");
            String key = TokenCipher.newKey();
            save(
                    database,
                    key,
                    new Token(REALM, null, null, sandbox.tokens(REALM).refreshToken(), null));
            String url = postgres.getJdbcUrl("postgres", "postgres");
            Set<String> made = new HashSet<>();
            try (Child one = node(sandbox, url, key, "one")) {
                one.await("READY");
                // It follows from its first poll on, at a moment that it does not announce: a customer a look, until
                // one of them is delivered. What was made before the first poll is none of its business.
                Eventually.holds("a first change to reach node one", () -> {
                    made.add(customer(sandbox, made.size()));
                    return !nodes(database).isEmpty();
                });
                try (Child two = node(sandbox, url, key, "two")) {
                    two.await("READY");
                    make(sandbox, 100, made);
                    Eventually.holds(
                            "node one to deliver some while node two stands by",
                            () -> told(database).size() >= 50);
                    assertThat(nodes(database)).containsOnlyKeys("one");
                    one.kill();
                    Set<String> left = make(sandbox, 100, made);
                    Eventually.holds(
                            "node two to deliver what was made after node one was killed",
                            () -> told(database).containsAll(left),
                            () -> nodes(database));
                    Set<String> expected = notMissable(made, told(database));
                    Eventually.holds(
                            "the rest of what node one left",
                            () -> told(database).containsAll(expected),
                            () -> missing(expected, told(database)));
                    assertThat(nodes(database)).containsOnlyKeys("one", "two");
                }
            }
            assertThat(sandbox.throttle().gauges().get("refused")).isZero();
        }
    }

    private static void save(DataSource database, String key, Token token) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (State state = State.in(database, threads, threads, Clock.systemUTC())) {
            new StateTokenStore(new Node(state, "test"), () -> new TokenCipher(key), null).save(token);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Those made before the first poll need not be told of. */
    private static Set<String> notMissable(Set<String> made, Set<String> told) {
        int first = told.stream().mapToInt(Integer::parseInt).min().orElseThrow();
        Set<String> after = new HashSet<>(made);
        after.removeIf(id -> Integer.parseInt(id) < first);
        return after;
    }

    private Child node(QuickBooksSandbox sandbox, String database, String key, String name) throws Exception {
        return Child.start(
                SharedFollower.class, "128m", sandbox.url(), database, key, directory.toString(), REALM, name);
    }

    /** @return the Ids of so many new customers, which are also added to all that were made */
    private static Set<String> make(QuickBooksSandbox sandbox, int count, Set<String> made) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < count; i++) {
            ids.add(customer(sandbox, made.size() + i));
        }
        made.addAll(ids);
        return ids;
    }

    private static String missing(Set<String> expected, Set<String> told) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(told);
        return "missing " + missing;
    }

    private static String customer(QuickBooksSandbox sandbox, int number) {
        return sandbox.company()
                .create("Customer", "{\"DisplayName\":\"Taken over " + number + "\"}")
                .path("Id")
                .asText();
    }

    private static Set<String> told(DataSource database) throws Exception {
        return new HashSet<>(column(database, "SELECT id FROM told"));
    }

    private static Map<String, Integer> nodes(DataSource database) throws Exception {
        Map<String, Integer> nodes = new HashMap<>();
        column(database, "SELECT node FROM told").forEach(node -> nodes.merge(node, 1, Integer::sum));
        return nodes;
    }

    private static List<String> column(DataSource database, String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private static void execute(DataSource database, String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
