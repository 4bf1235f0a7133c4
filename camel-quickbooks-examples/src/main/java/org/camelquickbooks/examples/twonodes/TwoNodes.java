package org.camelquickbooks.examples.twonodes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.examples.Broker;
import org.camelquickbooks.examples.Jvm;
import org.camelquickbooks.examples.NotSeenException;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.examples.Ports;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes book orders and follow changes together; one is killed, and nothing is missing, twice, or refused for a limit. */
final class TwoNodes {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String VERIFIER = "sandbox-verifier-token";
    private static final int ORDERS = 120;
    private static final int CUSTOMERS = 40;

    /**
     * Where this machine stops for a moment, requests arrive closer together than they were sent. Nodes that did not share
     * the limits would have dozens refused.
     */
    private static final int MOST_REFUSED = 5;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream out;
    private final QuickBooksSandbox sandbox;
    private final JdbcTemplate database;
    private final String databaseUrl;
    private final String brokers;
    private final String key = TokenCipher.newKey();
    private final Path work;
    private final Set<String> made = new HashSet<>();

    private TwoNodes(PrintStream out, QuickBooksSandbox sandbox, EmbeddedPostgres postgres, Broker broker)
            throws IOException {
        this.out = out;
        this.sandbox = sandbox;
        this.database = new JdbcTemplate(postgres.getPostgresDatabase());
        this.databaseUrl = postgres.getJdbcUrl("postgres", "postgres");
        this.brokers = broker.address();
        this.work = Files.createTempDirectory(Files.createDirectories(Path.of("target", "two-nodes")), "run-")
                .toAbsolutePath();
    }

    static Outcome run(PrintStream out) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                Broker broker = new Broker();
                QuickBooksSandbox sandbox =
                        QuickBooksSandbox.create().port(0).withCompany(REALM).start()) {
            return new TwoNodes(out, sandbox, postgres, broker).show();
        }
    }

    private Outcome show() throws Exception {
        Setup.prepare(database.getDataSource(), key, REALM, Setup.refreshToken(sandbox.url(), "", REALM));
        int doorOfOne = Ports.free();
        int doorOfTwo = Ports.free();
        Process one = start("one", doorOfOne);
        // The first one leads, and is the one that dies.
        await("Node one is up", () -> isUp(doorOfOne));
        Process two = start("two", doorOfTwo);
        try {
            sandbox.webhookWindow(Duration.ZERO);
            await("Node two is up", () -> isUp(doorOfTwo));
            sandbox.subscribe(Subscription.legacy("http://localhost:" + doorOfOne + "/quickbooks/webhook"));
            sendOrders();
            changeCustomers(0, CUSTOMERS / 2);
            await("A third of the orders is booked", () -> booked() > ORDERS / 3);
            one.destroyForcibly().waitFor();
            out.println("Node one was killed with kill -9");
            // What a load balancer does by itself.
            sandbox.webhooks().clear();
            sandbox.subscribe(Subscription.legacy("http://localhost:" + doorOfTwo + "/quickbooks/webhook"));
            changeCustomers(CUSTOMERS / 2, CUSTOMERS);
            await("Every order is booked", () -> booked() == ORDERS);
            await("Every customer was delivered", () -> customers().containsAll(made));
            return result();
        } finally {
            one.destroyForcibly().waitFor();
            two.destroyForcibly().waitFor();
        }
    }

    private Process start(String name, int door) throws IOException {
        return Jvm.start(
                Node.class,
                "256m",
                work.resolve(name + ".log"),
                List.of(
                        "node=" + name,
                        "port=" + door,
                        "work=" + work,
                        "database.url=" + databaseUrl,
                        "token.key=" + key,
                        "kafka.brokers=" + brokers,
                        "verifier-token=" + VERIFIER,
                        "sandbox.url=" + sandbox.url(),
                        "sandbox.company=" + REALM));
    }

    private static boolean isUp(int door) {
        try (Socket socket = new Socket("localhost", door)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void sendOrders() {
        SandboxCompany company = sandbox.company();
        String customer = first(company, "select * from Customer maxresults 1");
        String item = first(company, "select * from Item where Type = 'Service' maxresults 1");
        Properties properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        try (KafkaProducer<String, String> shop =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < ORDERS; i++) {
                String number = "NODE-" + i;
                var order = Json.object().put("DocNumber", number);
                order.putObject("CustomerRef").put("value", customer);
                var line =
                        order.putArray("Line").addObject().put("Amount", 10).put("DetailType", "SalesItemLineDetail");
                line.putObject("SalesItemLineDetail").putObject("ItemRef").put("value", item);
                shop.send(new ProducerRecord<>("orders", number, order.toString()));
            }
        }
        out.println(ORDERS + " orders are in a topic");
    }

    private static String first(SandboxCompany company, String query) {
        return company.query(query).get(0).path("Id").asText();
    }

    private void changeCustomers(int from, int to) {
        for (int i = from; i < to; i++) {
            made.add(sandbox.company()
                    .create("Customer", "{\"DisplayName\":\"Node customer " + i + "\"}")
                    .path("Id")
                    .asText());
        }
    }

    private int booked() {
        return database.queryForObject("SELECT count(*) FROM booked", Integer.class);
    }

    private Set<String> customers() {
        return new HashSet<>(database.queryForList("SELECT id FROM customer", String.class));
    }

    private Outcome result() {
        List<String> numbers =
                sandbox.company().query("select * from Invoice where DocNumber like 'NODE-%' maxresults 1000").stream()
                        .map(invoice -> invoice.path("DocNumber").asText())
                        .toList();
        int refused = sandbox.throttle().gauges().get("refused");
        out.println();
        out.printf("%-44s %d%n", "Orders", ORDERS);
        out.printf("%-44s %d%n", "Invoices", numbers.size());
        out.printf(
                "%-44s %d%n",
                "Invoices made twice",
                numbers.size() - numbers.stream().distinct().count());
        for (String node : List.of("one", "two")) {
            out.printf(
                    "%-44s %d%n",
                    "Booked by node " + node,
                    database.queryForObject("SELECT count(*) FROM booked WHERE node = ?", Integer.class, node));
        }
        out.printf("%-44s %d%n", "Customers created and delivered", made.size());
        out.printf("%-44s %d%n", "Refused by QuickBooks for its limits (429)", refused);
        return new Outcome(
                numbers.size() == ORDERS && refused <= MOST_REFUSED,
                "two nodes, one of them killed, booked %d orders as %d invoices; requests refused for a limit: %d"
                        .formatted(ORDERS, numbers.size(), refused),
                work);
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new NotSeenException(what, PATIENCE, work);
            }
            LockSupport.parkNanos(LOOK);
        }
        out.println(what);
    }
}
