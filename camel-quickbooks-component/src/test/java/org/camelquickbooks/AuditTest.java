package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.audit.AuditDetail;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

/** What was done in somebody's books is written down: before it is done, and what became of it. */
class AuditTest extends RouteTest {

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        useRefreshToken(component);
        component.setAuditTo("file");
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(state.resolve("audit"))) {
            for (Path file : files.sorted().toList()) {
                // What is being written has no end yet.
                String whole = Files.readString(file);
                whole.substring(0, whole.lastIndexOf('\n') + 1)
                        .lines()
                        .map(Json::parsed)
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private List<JsonNode> lines(String kind) throws IOException {
        return lines().stream()
                .filter(line -> line.path("kind").asText().equals(kind))
                .toList();
    }

    @Test
    void aWriteHasAnIntentAndAnOutcome() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").routeId("orders").to("quickbooks:create/Invoice");
            }
        });
        Exchange made = send("direct:orders", invoice("A-1", "10.00"), QuickBooksConstants.REQUEST_ID, "order-1");
        JsonNode intent = lines("intent").get(0);
        JsonNode outcome = lines("outcome").get(0);
        for (JsonNode line : List.of(intent, outcome)) {
            assertThat(line.path("realmId").asText()).isEqualTo(REALM);
            assertThat(line.path("operation").asText()).isEqualTo("create");
            assertThat(line.path("entity").asText()).isEqualTo("Invoice");
            assertThat(line.path("requestId").asText()).isEqualTo("order-1");
            assertThat(line.path("routeId").asText()).isEqualTo("orders");
            assertThat(line.path("exchangeId").asText()).isEqualTo(made.getExchangeId());
            assertThat(line.path("time").asText()).isNotEmpty();
            assertThat(line.has("amount")).isFalse();
            assertThat(line.has("sent")).isFalse();
        }
        assertThat(outcome.path("outcome").asText()).isEqualTo("done");
        assertThat(outcome.path("id").asText()).isEqualTo(made.getMessage().getHeader(QuickBooksConstants.ENTITY_ID));
        assertThat(outcome.path("intuitTid").asText())
                .isEqualTo(made.getMessage().getHeader(QuickBooksConstants.INTUIT_TID));
    }

    @Test
    void readsAreNotWrittenDown() throws Exception {
        send("quickbooks:read/Customer", customerId());
        send("quickbooks:query", "select * from Customer");
        send("quickbooks:report/TrialBalance", null);
        assertThat(lines("intent")).isEmpty();
    }

    @Test
    void whatEventsAConnectionHasIsWrittenDown() throws Exception {
        send("quickbooks:read/Customer", customerId());
        sandbox().disconnect(REALM);
        send("quickbooks:create/Invoice", invoice("A-1", "10.00"));
        eventually(() -> {
            try {
                return lines("connection").size() >= 2;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(lines("connection"))
                .extracting(line -> line.path("event").asText())
                .contains("refreshed", "reconnect_needed");
        assertThat(lines("outcome").get(0).path("outcome").asText()).isIn("refused", "not sent");
    }

    @Test
    void whatIsRefusedSaysWithWhichCode() throws Exception {
        send("quickbooks:create/Invoice", json("{`CustomerRef`:{`value`:`" + customerId() + "`}}"));
        JsonNode outcome = lines("outcome").get(0);
        assertThat(outcome.path("outcome").asText()).isEqualTo("refused");
        assertThat(outcome.path("code").asText()).isEqualTo("2020");
    }

    @Test
    void whatNobodyHasHeardOfIsUnknown() throws Exception {
        component().setMaxAttempts(1);
        restart();
        send("quickbooks:read/Customer", customerId());
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).method("POST").times(1));
        send("quickbooks:create/Invoice", invoice("A-1", "10.00"));
        assertThat(lines("outcome").get(0).path("outcome").asText()).isEqualTo("unknown");
        assertThat(company().hasInvoice("A-1", "10.00")).isTrue();
    }

    @Test
    void eachOperationOfABatchCallIsALineWithItsExchange() throws Exception {
        component().setCoalesceAt(0);
        restart();
        var sent = IntStream.range(0, 10)
                .mapToObj(i -> start("quickbooks:create/Invoice?coalesce=true", invoice("B-" + i, "1.00"), Map.of()))
                .toList();
        List<String> exchanges =
                sent.stream().map(s -> s.join().getExchangeId()).toList();
        assertThat(lines("intent"))
                .extracting(line -> line.path("exchangeId").asText())
                .containsExactlyInAnyOrderElementsOf(exchanges);
        assertThat(lines("outcome")).hasSize(10).allSatisfy(line -> {
            assertThat(line.path("outcome").asText()).isEqualTo("done");
            assertThat(line.path("operation").asText()).isEqualTo("create");
            assertThat(line.path("entity").asText()).isEqualTo("Invoice");
            assertThat(line.path("bId").asText()).isNotEmpty();
            assertThat(line.path("id").asText()).isNotEmpty();
        });
    }

    @Test
    void aBatchSaysWhatBecameOfEachOfItsOperations() throws Exception {
        send(
                "quickbooks:batch",
                List.of(
                        Map.of("operation", "create", "Customer", Map.of("DisplayName", "One")),
                        Map.of("Query", "select * from Item"),
                        Map.of("operation", "create", "Customer", Map.of("Notes", "Nameless"))));
        assertThat(lines("outcome"))
                .extracting(line -> line.path("outcome").asText())
                .containsExactly("done", "refused");
    }

    @Test
    void aBatchWithoutABodyIsRefusedAndNothingBreaks() {
        Exchange refused = send("quickbooks:request?method=POST&path=batch", null);
        assertThat(refused.getException()).isInstanceOf(QuickBooksException.class);
    }

    @Test
    void amountsAndBodiesAreToldWhereTheyAreAskedFor() throws Exception {
        component().setAuditDetail(AuditDetail.AMOUNTS);
        restart();
        send("quickbooks:create/Invoice", invoice("A-1", "12.50"));
        assertThat(lines("outcome").get(0).path("amount").decimalValue()).isEqualByComparingTo("12.50");
        component().setAuditDetail(AuditDetail.BODIES);
        restart();
        send(
                "quickbooks:create/Vendor",
                json("{`DisplayName`:`Vendor`,`TaxIdentifier`:`123-45-6789`,`AcctNum`:`DE89370400440532013000`}"));
        JsonNode sent = lines("intent").get(1).path("sent");
        assertThat(sent.path("DisplayName").asText()).isEqualTo("Vendor");
        assertThat(Files.readString(file())).doesNotContain("6789", "440532013000");
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("audit"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void anyEndpointTakesEntries() throws Exception {
        List<JsonNode> taken = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:audit")
                        .process(e -> taken.add(Json.parsed(e.getMessage().getBody(String.class))));
            }
        });
        component().setAuditTo("direct:audit");
        restart();
        send("quickbooks:create/Invoice", invoice("A-1", "12.50"));
        assertThat(taken.stream().map(line -> line.path("kind").asText())).contains("intent", "outcome");
    }

    @Test
    void whatCannotBeWrittenDownIsNotSent() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:full").process(e -> {
                    throw new IOException("No space left on device");
                });
            }
        });
        component().setAuditTo("direct:full");
        restart();
        Exchange refused = send("quickbooks:create/Invoice", invoice("A-1", "12.50"));
        assertThat(refused.getException())
                .isInstanceOf(QuickBooksUnavailableException.class)
                .hasMessageContaining("the request was not sent (option auditTo)")
                .hasMessageContaining("No space left on device");
        assertThat(company().hasInvoice("A-1", "12.50")).isFalse();
    }

    @Test
    void aLineThatACrashCutStandsAlone() throws Exception {
        send("quickbooks:create/Invoice", invoice("A-1", "12.50"));
        component().stop();
        Files.writeString(file(), "{\"time\":\"2026-", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        component().start();
        send("quickbooks:create/Invoice", invoice("A-2", "12.50"));
        List<String> lines = Files.readAllLines(file());
        assertThat(lines).contains("{\"time\":\"2026-");
        assertThat(lines.get(lines.size() - 1)).startsWith("{").endsWith("}");
    }

    @Test
    void eachDayHasAFile() throws Exception {
        component().stop();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ShiftedTime shifted = new ShiftedTime(new SystemTime(timer, Runnable::run), Duration.ZERO);
        component().setTime(shifted);
        component().start();
        send("quickbooks:create/Invoice", invoice("A-1", "12.50"));
        shifted.shift(Duration.ofDays(1));
        send("quickbooks:create/Invoice", invoice("A-2", "12.50"));
        try (Stream<Path> files = Files.list(state.resolve("audit"))) {
            assertThat(files).hasSize(2);
        }
        timer.shutdownNow();
    }

    @Test
    void aPlaceThatIsNoneIsNamedAtTheStart() throws Exception {
        for (String nowhere : List.of("nowhere", "quickbooks:create/Invoice")) {
            try (DefaultCamelContext other = new DefaultCamelContext()) {
                other.getComponent("quickbooks", QuickBooksComponent.class).setAuditTo(nowhere);
                assertThatThrownBy(other::start).hasStackTraceContaining("auditTo=" + nowhere);
            }
        }
    }
}
