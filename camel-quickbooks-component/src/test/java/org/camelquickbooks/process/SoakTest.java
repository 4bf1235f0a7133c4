package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.camelquickbooks.FreePort;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People work in three companies while everything goes wrong that can; in the end the receiving table is the books, row
 * for row. Where the process is not killed, no version came twice.
 */
class SoakTest {

    private static final boolean FULL = "full".equals(System.getProperty("benchmark.form"));
    private static final int CHANGES = FULL ? 25_000 : 1_500;
    private static final int KILLS = FULL ? 22 : 3;

    private static final int CHANGES_A_REQUEST = 8;

    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

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

    @ParameterizedTest(name = "killed={0}, one at a time={1}")
    @CsvSource({"true,true", "false,false"})
    void theReceivingTableIsTheBooksRowForRow(boolean killed, boolean inTurn) throws Exception {
        String database = killed ? "killed" : "spared";
        execute("postgres", "CREATE DATABASE " + database);
        execute(database, ChangeMirror.TABLES);
        try (QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().throttled(false).withCompanies(3).start()) {
            List<Bookkeeping> people = people(sandbox);
            int port = FreePort.next();
            sandbox.webhookWindow(Duration.ofMillis(100));
            sandbox.subscribe(Subscription.cloudEvents("http://localhost:" + port + "/quickbooks/webhook"));
            sandbox.subscribe(Subscription.legacy("http://localhost:" + port + "/quickbooks/webhook"));
            orderFaults(sandbox);
            AtomicInteger done = new AtomicInteger();
            CompletableFuture<Void> work = CompletableFuture.allOf(people.stream()
                    .map(person -> CompletableFuture.runAsync(() -> {
                        for (int n = done.incrementAndGet(); n <= CHANGES; n = done.incrementAndGet()) {
                            // People are not so fast that all of it could be read at once.
                            while (n > CHANGES_A_REQUEST * (sandbox.requests().count() + 5)) {
                                LockSupport.parkNanos(100_000);
                            }
                            person.change();
                        }
                    }))
                    .toArray(CompletableFuture[]::new));
            String options = "&webhook=true" + (inTurn ? "" : "&maxInFlight=4");
            Random dice = new Random(5);
            for (int kill = 0; killed && kill < KILLS; kill++) {
                try (Child child = mirror(sandbox, database, port, options)) {
                    child.await("READY");
                    long enough = told(database) + 1 + dice.nextInt(CHANGES / KILLS);
                    long requests = sandbox.requests().count() + 60;
                    while (told(database) < enough && sandbox.requests().count() < requests) {
                        Thread.yield();
                    }
                    child.kill();
                }
            }
            try (Child child = mirror(sandbox, database, port, options)) {
                child.await("READY");
                work.join();
                sandbox.faults().clear();
                awaitEqual(database, sandbox.companies(), people);
            }
            if (!killed) {
                assertThat(twice(database)).isEmpty();
            }
            System.out.printf(
                    "Soak: %d changes, %d kills, %d exchanges, %d requests%n",
                    CHANGES,
                    killed ? KILLS : 0,
                    told(database),
                    sandbox.requests().count());
        }
    }

    private static List<Bookkeeping> people(QuickBooksSandbox sandbox) {
        List<Bookkeeping> people = new ArrayList<>();
        for (SandboxCompany company : sandbox.companies()) {
            people.add(new Bookkeeping(company, people.size()));
        }
        assertThat(people).hasSize(3);
        return people;
    }

    private Child mirror(QuickBooksSandbox sandbox, String database, int port, String options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                sandbox.url(),
                postgres.getJdbcUrl("postgres", database),
                directory.resolve("state").toString(),
                Integer.toString(port),
                options));
        for (SandboxCompany company : sandbox.companies()) {
            arguments.add(
                    company.realmId() + "=" + sandbox.tokens(company.realmId()).refreshToken());
        }
        return Child.start(ChangeMirror.class, "192m", arguments.toArray(String[]::new));
    }

    private static void orderFaults(QuickBooksSandbox sandbox) {
        for (Effect effect : List.of(
                Effect.ANSWER_LOST,
                Effect.RESET_BEFORE,
                Effect.RESET_MID_ANSWER,
                Effect.HTML_502,
                Effect.MALFORMED_JSON,
                Effect.TOKEN_REVOKED)) {
            sandbox.faults().order(FaultOrder.of(effect).path("*/v3/*").probability(0.02));
        }
        sandbox.faults()
                .order(FaultOrder.of(Effect.THROTTLE)
                        .path("*/v3/*")
                        .retryAfter(0)
                        .probability(0.02));
        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_LOST).probability(0.2));
        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_DOUBLED).probability(0.2));
        sandbox.faults().order(FaultOrder.of(Effect.WEBHOOK_REORDERED).probability(0.2));
    }

    private static void awaitEqual(String database, List<SandboxCompany> companies, List<Bookkeeping> people)
            throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(FULL ? 10 : 5).toNanos();
        Map<String, JsonNode> books = books(companies, people);
        Map<String, JsonNode> mirror = mirror(database);
        while (!mirror.equals(books) && System.nanoTime() < end) {
            mirror = mirror(database);
        }
        Map<String, JsonNode> found = mirror;
        assertThat(books.keySet().stream().filter(key -> !found.containsKey(key)))
                .as("missing")
                .isEmpty();
        assertThat(found.keySet().stream().filter(key -> !books.containsKey(key)))
                .as("too many")
                .isEmpty();
        assertThat(found).isEqualTo(books);
    }

    private static Map<String, JsonNode> books(List<SandboxCompany> companies, List<Bookkeeping> people) {
        Map<String, JsonNode> all = new HashMap<>();
        for (int i = 0; i < companies.size(); i++) {
            String realm = companies.get(i).realmId();
            people.get(i).books().forEach((name, row) -> all.put(realm + "/" + name, parsed(row.toString())));
        }
        return all;
    }

    /** An entity without what is reckoned when somebody asks: that changes without a new version. */
    private static JsonNode parsed(String text) {
        try {
            ObjectNode entity = (ObjectNode) Json.EXACT.readTree(text);
            if (entity.has("DisplayName")) {
                entity.remove(List.of("Balance", "BalanceWithJobs"));
            }
            return entity;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, JsonNode> mirror(String database) throws Exception {
        Map<String, JsonNode> all = new HashMap<>();
        read(
                database,
                "SELECT realm, entity, id, content FROM mirror",
                row -> all.put(
                        row.getString(1) + "/" + row.getString(2) + "/" + row.getString(3), parsed(row.getString(4))));
        return all;
    }

    private static long told(String database) throws Exception {
        long[] count = new long[1];
        read(database, "SELECT count(*) FROM told", row -> count[0] = row.getLong(1));
        return count[0];
    }

    private static List<String> twice(String database) throws Exception {
        List<String> twice = new ArrayList<>();
        read(
                database,
                "SELECT realm, entity, id, version, count(*) FROM told GROUP BY 1, 2, 3, 4 HAVING count(*) > 1",
                row -> twice.add(row.getString(2) + " " + row.getString(3) + " version " + row.getString(4) + ": "
                        + row.getInt(5) + " times"));
        return twice;
    }

    private interface Row {
        void read(ResultSet row) throws Exception;
    }

    private static void read(String database, String query, Row reader) throws Exception {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }

    private static void execute(String database, String statement) throws Exception {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement work = connection.createStatement()) {
            work.execute(statement);
        }
    }
}
