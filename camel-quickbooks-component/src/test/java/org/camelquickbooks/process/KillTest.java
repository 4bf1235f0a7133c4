package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The integration is killed again and again while QuickBooks loses answers: each order is an invoice, once. */
class KillTest {

    private static final boolean FULL = "full".equals(System.getProperty("benchmark.form"));
    private static final int ORDERS = FULL ? 2_000 : 300;
    private static final int KILLS = FULL ? 20 : 4;

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @TempDir
    Path directory;

    @ParameterizedTest(name = "coalesce={0}")
    @ValueSource(booleans = {false, true})
    void eachOrderIsAnInvoiceOnce(boolean coalesce) throws Exception {
        QuickBooksSandbox sandbox = SANDBOX.sandbox();
        Path inbox = Files.createDirectory(directory.resolve("inbox"));
        orderFaults(sandbox);
        Random dice = new Random(coalesce ? 7 : 11);
        String token = sandbox.tokens(QuickBooksSandbox.US_REALM).access().value();
        int written = 0;
        int midst = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            // However fast the processes before were, this one has orders to work on.
            writeOrders(sandbox, inbox, written, ORDERS * kill / KILLS);
            written = ORDERS * kill / KILLS;
            try (Child child = intake(sandbox, token, inbox, coalesce)) {
                child.await("READY");
                // A random number of requests later, wherever the process is then.
                long enough = sandbox.requests().count() + 1 + dice.nextInt(requestsBetweenKills(coalesce));
                while (sandbox.requests().count() < enough && child.isAlive()) {
                    Thread.yield();
                }
                child.kill();
            }
            midst += left(inbox) > 0 ? 1 : 0;
        }
        assertThat(midst).as("kills that left orders").isPositive();
        sandbox.faults().clear();
        try (Child child = intake(sandbox, token, inbox, coalesce)) {
            child.await("DONE");
        }
        assertThat(left(inbox)).isZero();
        assertThat(made(sandbox)).hasSize(ORDERS).allSatisfy((number, count) -> assertThat(count)
                .describedAs(number)
                .isEqualTo(1));
        checkAudit(sandbox);
    }

    private Child intake(QuickBooksSandbox sandbox, String token, Path inbox, boolean coalesce) throws Exception {
        return Child.start(
                OrderIntake.class,
                "128m",
                sandbox.url(),
                token,
                QuickBooksSandbox.US_REALM,
                inbox.toString(),
                directory.resolve("state").toString(),
                Boolean.toString(coalesce));
    }

    /** Each invoice has an outcome, and each outcome its intent; what a kill cut off is an intent without an outcome. */
    private void checkAudit(QuickBooksSandbox sandbox) throws Exception {
        Set<String> intended = new HashSet<>();
        Set<String> done = new HashSet<>();
        try (Stream<Path> files = Files.list(directory.resolve("state").resolve("audit"))) {
            for (Path file : files.sorted().toList()) {
                for (String text : Files.readAllLines(file)) {
                    JsonNode line = text.endsWith("}") ? Json.parsed(text) : Json.object();
                    String name = line.path("requestId").asText() + "/"
                            + line.path("bId").asText();
                    if (line.path("kind").asText().equals("intent")) {
                        intended.add(name);
                    } else if (line.path("outcome").asText().equals("done")) {
                        assertThat(intended).contains(name);
                        done.add(line.path("id").asText());
                    }
                }
            }
        }
        assertThat(done).isEqualTo(ids(sandbox));
    }

    private static Set<String> ids(QuickBooksSandbox sandbox) {
        Set<String> ids = new HashSet<>();
        invoices(sandbox).forEach(invoice -> ids.add(invoice.path("Id").asText()));
        return ids;
    }

    /** So few that kills fall into the work on the orders of their turn. */
    private static int requestsBetweenKills(boolean coalesce) {
        return Math.max(2, ORDERS / KILLS / (coalesce ? 25 : 1));
    }

    private static void orderFaults(QuickBooksSandbox sandbox) {
        for (Effect effect : new Effect[] {Effect.ANSWER_LOST, Effect.RESET_BEFORE, Effect.HTML_502}) {
            sandbox.faults().order(FaultOrder.of(effect).method("POST").probability(0.03));
        }
    }

    private static void writeOrders(QuickBooksSandbox sandbox, Path inbox, int from, int to) throws Exception {
        String customer = sandbox.company()
                .query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        String item = sandbox.company()
                .query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        for (int i = from; i < to; i++) {
            Files.writeString(
                    inbox.resolve("KILL-" + i),
                    ("{`DocNumber`:`KILL-" + i + "`,`CustomerRef`:{`value`:`" + customer
                                    + "`},`Line`:[{`Amount`:19.90,`DetailType`:`SalesItemLineDetail`,"
                                    + "`SalesItemLineDetail`:{`ItemRef`:{`value`:`" + item + "`}}}]}")
                            .replace('`', '"'));
        }
    }

    private static long left(Path inbox) throws Exception {
        try (Stream<Path> files = Files.list(inbox)) {
            return files.count();
        }
    }

    private static Map<String, Integer> made(QuickBooksSandbox sandbox) {
        Map<String, Integer> made = new TreeMap<>();
        invoices(sandbox)
                .forEach(invoice -> made.merge(invoice.path("DocNumber").asText(), 1, Integer::sum));
        return made;
    }

    private static List<ObjectNode> invoices(QuickBooksSandbox sandbox) {
        List<ObjectNode> all = new ArrayList<>();
        for (int start = 1; ; start += 1000) {
            List<ObjectNode> page = sandbox.company()
                    .query("select * from Invoice where DocNumber like 'KILL-%' startposition " + start
                            + " maxresults 1000");
            all.addAll(page);
            if (page.size() < 1000) {
                return all;
            }
        }
    }
}
