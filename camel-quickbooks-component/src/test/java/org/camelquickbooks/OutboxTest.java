package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.QuickBooksDuplicateException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/idempotency.md guarantees of writes with a stable id. */
class OutboxTest extends RouteTest {

    /** The ways in which one invoice can be made. */
    enum Way {
        SINGLE("quickbooks:create/Invoice"),
        COALESCED("quickbooks:create/Invoice?coalesce=true"),
        BATCH("quickbooks:batch"),
        REQUEST("quickbooks:request?method=POST&path=invoice");

        private final String uri;

        Way(String uri) {
            this.uri = uri;
        }

        Object body(ObjectNode invoice) {
            return this == BATCH ? List.of(BatchItem.create("Invoice", invoice)) : invoice;
        }
    }

    /** What refuses an attempt without QuickBooks having looked at it. */
    enum Refusal {
        THROTTLED,
        PAUSED,
        UNAUTHORIZED,
        STOPPED,
        SEVERE_FAULT,
        UNREACHABLE
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setMaxAttempts(1);
        component.setCoalesceAt(0);
    }

    private static Map<String, Object> id(String id) {
        return Map.of(QuickBooksConstants.REQUEST_ID, id);
    }

    private Exchange write(Way way, ObjectNode invoice, String id) {
        return start(way.uri, way.body(invoice), id(id)).join();
    }

    private static List<RequestLog.Entry> posts() {
        return sandbox()
                .requests()
                .find(r -> r.method().equals("POST") && !r.path().endsWith("/query"));
    }

    private static void lose(int times) {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).method("POST").times(times));
    }

    private static int invoices(String docNumber) {
        return company()
                .query("select * from Invoice where DocNumber = '" + docNumber + "'")
                .size();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anAnswerIsRememberedAlsoOverARestart(Way way) {
        ObjectNode invoice = invoice("REM", "7.00");
        Exchange first = write(way, invoice, "rem");
        assertThat(first.getException()).isNull();
        int posted = posts().size();
        Exchange again = write(way, invoice, "rem");
        restart();
        Exchange later = write(way, invoice, "rem");
        assertThat(posts()).hasSize(posted);
        assertThat(answer(again)).isEqualTo(answer(first));
        assertThat(answer(later)).isEqualTo(answer(first));
        assertThat(invoices("REM")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "BATCH", mode = EnumSource.Mode.EXCLUDE)
    void anotherBodyUnderTheSameIdIsRefusedAlsoAfterARestart(Way way) {
        assertThat(write(way, invoice("ONE", "7.00"), "same").getException()).isNull();
        Exchange other = write(way, invoice("TWO", "8.00"), "same");
        restart();
        Exchange later = write(way, invoice("TWO", "8.00"), "same");
        for (Exchange refused : List.of(other, later)) {
            assertThat(refused.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The request id 'same' was already used for another write")
                    .hasMessageContaining("requestIdExpression");
        }
        assertThat(invoices("TWO")).isZero();
    }

    @Test
    void anotherOperationUnderTheSameIdIsRefused() {
        assertThat(write(Way.SINGLE, invoice("ONE", "7.00"), "same").getException())
                .isNull();
        Exchange other = start("quickbooks:create/Customer", json("{`DisplayName`:`Same`}"), id("same"))
                .join();
        assertThat(other.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(create/Invoice, now create/Customer)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?coalesce=true"})
    void aRefusalFreesTheIdForTheCorrectedBodyUnderAnotherRequestId(String options) {
        company().create("Customer", "{\"DisplayName\":\"Taken\"}");
        String uri = "quickbooks:create/Customer" + options;
        Exchange refused =
                start(uri, json("{`DisplayName`:`Taken`}"), id("c-1")).join();
        assertThat(refused.getException()).isInstanceOf(QuickBooksDuplicateException.class);
        restart();
        Exchange corrected =
                start(uri, json("{`DisplayName`:`Free`}"), id("c-1")).join();
        assertThat(answer(corrected).path("DisplayName").asText()).isEqualTo("Free");
        List<RequestLog.Entry> posts = posts();
        assertThat(posts).hasSize(2);
        assertThat(posts.get(0).query()).isNotEqualTo(posts.get(1).query());
    }

    /** Defect 2: an answer that was lost, a local refusal, and a redelivery were two invoices. */
    @ParameterizedTest
    @CsvSource({
        "SINGLE, THROTTLED",
        "SINGLE, PAUSED",
        "SINGLE, UNAUTHORIZED",
        "SINGLE, STOPPED",
        "SINGLE, SEVERE_FAULT",
        "SINGLE, UNREACHABLE",
        "COALESCED, THROTTLED",
        "COALESCED, PAUSED",
        "COALESCED, UNAUTHORIZED",
        "COALESCED, STOPPED",
        "COALESCED, SEVERE_FAULT",
        "COALESCED, UNREACHABLE",
        "BATCH, THROTTLED",
        "BATCH, PAUSED",
        "BATCH, UNAUTHORIZED",
        "BATCH, STOPPED",
        "BATCH, SEVERE_FAULT",
        "BATCH, UNREACHABLE",
        "REQUEST, PAUSED"
    })
    void aLostAnswerAndALocalRefusalLeaveTheWriteUndecided(Way way, Refusal refusal) {
        ObjectNode invoice = invoice("LOST", "7.00");
        if (refusal == Refusal.PAUSED) {
            waitNoLonger();
        }
        lose(1);
        assertThat(write(way, invoice, "lost").getException()).isNotNull();
        assertThat(invoices("LOST")).isEqualTo(1);
        refuse(way, invoice, refusal);
        Exchange again = write(way, invoice, "lost");
        assertThat(again.getException()).isNull();
        assertThat(invoices("LOST")).isEqualTo(1);
        // A request of a test before this one may still have been under way.
        List<RequestLog.Entry> posts =
                posts().stream().filter(post -> post.body().contains("LOST")).toList();
        assertThat(posts).hasSizeGreaterThan(1).allSatisfy(post -> {
            assertThat(post.query()).isEqualTo(posts.get(0).query());
            assertThat(post.body()).isEqualTo(posts.get(0).body());
        });
    }

    /** For who waits in vain; whatever else waits for a slow machine would be refused, too. */
    private void waitNoLonger() {
        component().setMaxWait(100);
        restart();
    }

    private void refuse(Way way, ObjectNode invoice, Refusal refusal) {
        switch (refusal) {
            case THROTTLED -> {
                sandbox()
                        .faults()
                        .order(FaultOrder.of(Effect.THROTTLE)
                                .method("POST")
                                .retryAfter(0)
                                .times(1));
                Exchange refused = write(way, invoice, "lost");
                assertThat(refused.getException()).isNotNull();
            }
            case PAUSED -> {
                component().runtime().client().pause(REALM);
                assertThat(write(way, invoice, "lost").getException()).isNotNull();
                component().runtime().client().resume(REALM);
            }
            case UNAUTHORIZED -> {
                component().setAccessToken("wrong");
                restart();
                assertThat(write(way, invoice, "lost").getException()).isNotNull();
                component().setAccessToken(sandbox().tokens(REALM).access().value());
                restart();
            }
            case STOPPED -> restart();
            case SEVERE_FAULT -> {
                sandbox()
                        .faults()
                        .order(FaultOrder.of(Effect.FAULT)
                                .status(10000, null, null)
                                .method("POST")
                                .times(1));
                assertThat(write(way, invoice, "lost").getException()).isNotNull();
            }
            case UNREACHABLE -> {
                sandbox()
                        .faults()
                        .order(FaultOrder.of(Effect.RESET_BEFORE).method("POST").times(1));
                assertThat(write(way, invoice, "lost").getException()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
    void a429AtRecoveryLeavesTheWriteUndecided(Way way) {
        ObjectNode invoice = invoice("RECOVER", "7.00");
        lose(1);
        assertThat(write(way, invoice, "recover").getException()).isNotNull();
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.THROTTLE)
                        .method("POST")
                        .retryAfter(0)
                        .times(1));
        int before = posts().size();
        restart();
        // The start sends it again by itself, and is throttled.
        startProducer(way.uri);
        eventually(() -> posts().size() > before);
        // One that comes while the start is still at it has the refusal of the start.
        eventually(() -> write(way, invoice, "recover").getException() == null);
        assertThat(posts()).allSatisfy(post -> assertThat(post.query())
                .isEqualTo(posts().get(0).query()));
        assertThat(invoices("RECOVER")).isEqualTo(1);
    }

    private void startProducer(String uri) {
        try {
            context.getEndpoint(uri).createAsyncProducer().start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAStoppedProcessHasNotHeardOfIsSentAgainWordForWordAtTheStart() {
        lose(1);
        List<BatchItem> items = IntStream.range(0, 5)
                .mapToObj(i ->
                        BatchItem.create("Invoice", invoice("W-" + i, "1.00")).withId("w" + i))
                .toList();
        assertThat(send("quickbooks:batch", items).getException()).isNotNull();
        restart();
        startProducer("quickbooks:batch");
        eventually(() -> posts().size() == 2);
        assertThat(posts().get(1).query()).isEqualTo(posts().get(0).query());
        assertThat(posts().get(1).body()).isEqualTo(posts().get(0).body());
        // Another composition: each has its answer by its own id.
        List<BatchItem> others = new ArrayList<>(items.subList(2, 5));
        others.add(BatchItem.create("Invoice", invoice("W-9", "1.00")).withId("w9"));
        assertThat(answer(send("quickbooks:batch", others))).hasSize(4);
        assertThat(company().query("select * from Invoice where DocNumber like 'W-%'"))
                .hasSize(6);
    }

    @Test
    void anUndecidedUpdateIsRepeatedToTheByteAlthoughTheVersionHasMovedOn() {
        String customer = company()
                .create("Customer", "{\"DisplayName\":\"Up\"}")
                .path("Id")
                .asText();
        ObjectNode change = json("{`Id`:`" + customer + "`,`Notes`:`first`}");
        lose(1);
        assertThat(start("quickbooks:update/Customer", change, id("up-1"))
                        .join()
                        .getException())
                .isNotNull();
        company().update("Customer", customer, "{\"Notes\":\"somebody else\"}");
        JsonNode again =
                answer(start("quickbooks:update/Customer", change, id("up-1")).join());
        assertThat(again.path("Notes").asText()).isEqualTo("first");
        assertThat(company().read("Customer", customer).path("Notes").asText()).isEqualTo("somebody else");
        assertThat(company().read("Customer", customer).path("SyncToken").asText())
                .isEqualTo("2");
        assertThat(posts().get(1).body()).isEqualTo(posts().get(0).body());
    }

    @Test
    void anUpdateWithoutAVersionLooksAgainWhenSomebodyElseWasFaster() {
        String customer = company()
                .create("Customer", "{\"DisplayName\":\"Race\"}")
                .path("Id")
                .asText();
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.FAULT)
                        .status(5010, null, null)
                        .method("POST")
                        .times(1));
        ObjectNode change = json("{`Id`:`" + customer + "`,`Notes`:`mine`}");
        assertThat(answer(start("quickbooks:update/Customer", change, id("race"))
                                .join())
                        .path("Notes")
                        .asText())
                .isEqualTo("mine");
        assertThat(posts()).hasSize(2);
        assertThat(posts().get(0).query()).isNotEqualTo(posts().get(1).query());
    }

    @Test
    void aVersionThatTheCallerGivesIsHonoured() {
        String customer = company()
                .create("Customer", "{\"DisplayName\":\"Given\"}")
                .path("Id")
                .asText();
        company().update("Customer", customer, "{\"Notes\":\"newer\"}");
        ObjectNode change = json("{`Id`:`" + customer + "`,`SyncToken`:`0`,`Notes`:`mine`}");
        Exchange stale =
                start("quickbooks:update/Customer", change, id("given")).join();
        assertThat(stale.getException()).isInstanceOf(org.camelquickbooks.model.QuickBooksStaleObjectException.class);
        assertThat(company().read("Customer", customer).path("Notes").asText()).isEqualTo("newer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUpsertWhoseAnswerWasLostGoesOnWhereItWas(boolean there) {
        if (there) {
            company().create("Customer", "{\"DisplayName\":\"Ups\"}");
        }
        ObjectNode body = json("{`DisplayName`:`Ups`,`Notes`:`n`}");
        lose(1);
        assertThat(start("quickbooks:upsert/Customer", body, id("ups")).join().getException())
                .isNotNull();
        restart();
        Exchange again = start("quickbooks:upsert/Customer", body, id("ups")).join();
        assertThat(answer(again).path("Notes").asText()).isEqualTo("n");
        assertThat(again.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo(there ? "updated" : "created");
        assertThat(posts()).allSatisfy(post -> assertThat(post.query())
                .isEqualTo(posts().get(0).query()));
        assertThat(company().query("select * from Customer where DisplayName = 'Ups'"))
                .hasSize(1);
    }

    @Test
    void aDocumentIsMailedOnceAndAFileIsUploadedOnce() {
        String invoice =
                company().create("Invoice", invoice("MAIL", "1.00")).path("Id").asText();
        lose(1);
        String mail = "quickbooks:send/Invoice?sendTo=a@example.com";
        assertThat(start(mail, invoice, id("mail")).join().getException()).isNotNull();
        assertThat(start(mail, invoice, id("mail")).join().getException()).isNull();
        assertThat(company().letters()).hasSize(1);
        int files = company().count("Attachable");
        lose(1);
        byte[] file = "receipt".getBytes(StandardCharsets.UTF_8);
        String upload = "quickbooks:upload?fileName=receipt.txt";
        assertThat(start(upload, file, id("file")).join().getException()).isNotNull();
        restart();
        assertThat(start(upload, file, id("file")).join().getException()).isNull();
        assertThat(company().count("Attachable")).isEqualTo(files + 1);
        Exchange other = start(upload, "another".getBytes(StandardCharsets.UTF_8), id("file"))
                .join();
        assertThat(other.getException()).hasMessageContaining("was already used for another write");
    }

    @Test
    void whoWaitsWhenTheComponentStopsIsToldAndTheWriteIsDoneOnce() {
        component().setCoalesceWindow(600_000);
        restart();
        ObjectNode gathered = invoice("GATHERED", "1.00");
        ObjectNode sent = invoice("SENT", "1.00");
        CompletableFuture<Exchange> waiting = start(Way.COALESCED.uri, gathered, id("gathered"));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.LATENCY)
                        .method("POST")
                        .millis(3_000)
                        .times(1));
        CompletableFuture<Exchange> inFlight = start(Way.SINGLE.uri, sent, id("sent"));
        CompletableFuture<Exchange> nameless = start(Way.COALESCED.uri, invoice("NAMELESS", "1.00"), Map.of());
        eventually(() -> {
            ThrottleState state = component().runtime().client().throttleState(REALM);
            return state != null && state.inFlight() > 0;
        });
        component().stop();
        for (CompletableFuture<Exchange> told : List.of(waiting, inFlight, nameless)) {
            assertThat(told.join().getException())
                    .isInstanceOf(QuickBooksUnavailableException.class)
                    .hasMessageMatching("(?s).*component (is stopping|stopped|was stopped).*");
        }
        component().setCoalesceWindow(20);
        component().start();
        assertThat(write(Way.COALESCED, gathered, "gathered").getException()).isNull();
        eventually(() -> write(Way.SINGLE, sent, "sent").getException() == null);
        eventually(() -> posts().stream().anyMatch(post -> "LATENCY".equals(post.fault())));
        assertThat(invoices("GATHERED")).isEqualTo(1);
        assertThat(invoices("SENT")).isEqualTo(1);
    }

    /** Without the log a stable id still becomes the request id, however many others are gathered. */
    @Test
    void withoutTheIntentLogACoalescedWriteKeepsItsRequestId() {
        component().setIntentLogEnabled(false);
        restart();
        ObjectNode invoice = invoice("NO-LOG", "7.00");
        lose(1);
        assertThat(write(Way.COALESCED, invoice, "no-log").getException()).isNotNull();
        assertThat(write(Way.COALESCED, invoice, "no-log").getException()).isNull();
        assertThat(invoices("NO-LOG")).isEqualTo(1);
    }

    private static JdbcDataSource h2(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    private static void sql(DataSource database, String statement) {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
    void withoutItsStateAWriteWithAnIdIsRefusedAndOneWithoutGoesOn(Way way) {
        FailingDataSource database = new FailingDataSource(h2("refused" + way));
        component().setStateDataSource(database);
        restart();
        assertThat(write(way, invoice("BEFORE", "1.00"), "before").getException())
                .isNull();
        int posted = posts().size();
        database.fail(1, Long.MAX_VALUE);
        Exchange refused = write(way, invoice("FAIL", "1.00"), "fail");
        assertThat(refused.getException())
                .hasMessageContaining("was not sent, because it could not be recorded")
                .hasMessageContaining("fail");
        assertThat(posts()).hasSize(posted);
        Exchange nameless =
                start(way.uri, way.body(invoice("NAMELESS", "1.00")), Map.of()).join();
        assertThat(nameless.getException()).isNull();
        database.heal();
        assertThat(write(way, invoice("FAIL", "1.00"), "fail").getException()).isNull();
        assertThat(invoices("FAIL")).isEqualTo(1);
    }

    /** Defect 3: a database that fails once anywhere ends no exchange for ever, keeps no slot, and loses nothing. */
    @ParameterizedTest
    @EnumSource(value = Way.class, names = "REQUEST", mode = EnumSource.Mode.EXCLUDE)
    void aDatabaseThatFailsOnceAtAnyStepLosesAndDoublesNothing(Way way) {
        FailingDataSource database = new FailingDataSource(h2("once" + way));
        component().setStateDataSource(database);
        component().setCoalesceParallel(1);
        component().setCoalesceWindow(1);
        restart();
        assertThat(write(way, invoice("WARM", "1.00"), "warm").getException()).isNull();
        long before = database.steps();
        assertThat(write(way, invoice("COUNT", "1.00"), "count").getException()).isNull();
        eventually(() -> component().runtime().state().isIdle());
        long steps = database.steps() - before;
        assertThat(steps).isGreaterThan(5);
        for (long k = 1; k <= steps; k++) {
            String number = "K-" + k;
            ObjectNode invoice = invoice(number, "1.00");
            database.fail(k, 1);
            Exchange first = write(way, invoice, number);
            eventually(() -> component().runtime().state().isIdle());
            database.heal();
            if (first.getException() != null) {
                assertThat(write(way, invoice, number).getException()).isNull();
            }
            assertThat(write(way, invoice, number).getException()).isNull();
            assertThat(invoices(number)).describedAs(number).isEqualTo(1);
        }
    }

    @Test
    void twoProcessesWithTheSameKeyAtOnceSendItOnceAndBothHaveTheAnswer() throws Exception {
        JdbcDataSource database = h2("two");
        component().setStateDataSource(database);
        restart();
        try (DefaultCamelContext second = new DefaultCamelContext()) {
            QuickBooksComponent component = second.getComponent("quickbooks", QuickBooksComponent.class);
            configure(component);
            component.setStateDataSource(database);
            second.start();
            ObjectNode invoice = invoice("TWO", "1.00");
            sandbox()
                    .faults()
                    .order(FaultOrder.of(Effect.LATENCY)
                            .method("POST")
                            .millis(400)
                            .times(1));
            CompletableFuture<Exchange> here = start(Way.SINGLE.uri, invoice, id("two"));
            CompletableFuture<Exchange> there = second.createProducerTemplate().asyncSend(Way.SINGLE.uri, exchange -> {
                exchange.getMessage().setBody(invoice);
                exchange.getMessage().setHeader(QuickBooksConstants.REQUEST_ID, "two");
            });
            assertThat(answer(there.join())).isEqualTo(answer(here.join()));
        }
        assertThat(posts()).hasSize(1);
        assertThat(invoices("TWO")).isEqualTo(1);
    }

    @Test
    void aWriteWhoseOwnerHasDiedIsTakenOver() {
        ObjectNode invoice = invoice("DIED", "1.00");
        isLeftByADeadProcess(invoice, "died", Duration.ofMillis(1_500));
        Exchange again = write(Way.SINGLE, invoice, "died");
        assertThat(again.getException()).isNull();
        assertThat(invoices("DIED")).isEqualTo(1);
    }

    /** The record is gone, as with a directory that was lost, or came from a backup. QuickBooks still knows the request ids. */
    @ParameterizedTest
    @EnumSource(value = Way.class, names = "COALESCED", mode = EnumSource.Mode.EXCLUDE)
    void aWriteWhoseRecordIsLostIsStillOne(Way way) throws Exception {
        ObjectNode invoice = invoice("LOST", "1.00");
        Exchange first = write(way, invoice, "lost");
        assertThat(first.getException()).isNull();
        component().stop();
        for (String file : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(state.resolve("quickbooks.db" + file));
        }
        component().start();
        Exchange again = write(way, invoice, "lost");
        assertThat(again.getException()).isNull();
        assertThat(posts()).hasSize(2);
        assertThat(invoices("LOST")).isEqualTo(1);
    }

    @Test
    void aNameOfAnyLengthAndAnyLettersIsAKey() {
        String id = "Bestellung № 17/ä ".repeat(30);
        lose(1);
        assertThat(write(Way.SINGLE, invoice("LONG", "1.00"), id).getException())
                .isNotNull();
        assertThat(write(Way.SINGLE, invoice("LONG", "1.00"), id).getException())
                .isNull();
        assertThat(invoices("LONG")).isEqualTo(1);
    }

    @Test
    void aFullQueueIsNoVerdict() {
        component().setMaxQueueSize(1);
        waitNoLonger();
        component().runtime().client().pause(REALM);
        ObjectNode invoice = invoice("QUEUE", "1.00");
        CompletableFuture<Exchange> first = start(Way.SINGLE.uri, invoice("OTHER", "1.00"), id("other"));
        Exchange refused = write(Way.SINGLE, invoice, "queue");
        assertThat(refused.getException()).isInstanceOf(QuickBooksThrottledException.class);
        first.join();
        component().runtime().client().resume(REALM);
        assertThat(write(Way.SINGLE, invoice, "queue").getException()).isNull();
        assertThat(write(Way.SINGLE, invoice("OTHER", "1.00"), "other").getException())
                .isNull();
    }

    private static String customer(String name) {
        return company()
                .create("Customer", json("{`DisplayName`:`" + name + "`}"))
                .path("Id")
                .asText();
    }

    /** The Id in the header is as much a part of the write as one in the body. */
    @Test
    void anUpdateOfAnotherEntityUnderTheSameIdIsRefused() {
        String first = customer("First");
        String second = customer("Second");
        ObjectNode change = json("{`Notes`:`same`}");
        assertThat(start(
                                "quickbooks:update/Customer",
                                change,
                                Map.of(
                                        QuickBooksConstants.REQUEST_ID,
                                        "same-change",
                                        QuickBooksConstants.ENTITY_ID,
                                        first))
                        .join()
                        .getException())
                .isNull();
        assertThat(start(
                                "quickbooks:update/Customer",
                                change,
                                Map.of(
                                        QuickBooksConstants.REQUEST_ID,
                                        "same-change",
                                        QuickBooksConstants.ENTITY_ID,
                                        second))
                        .join()
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already used for another write");
    }

    /** Without a stable id, an exchange that goes on to another entity does not get the answer about the first. */
    @Test
    void anUpdateOfAnotherEntityInTheSameExchangeIsAnotherWrite() throws Exception {
        String first = customer("Third");
        String second = customer("Fourth");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:both")
                        .setHeader(QuickBooksConstants.ENTITY_ID, constant(first))
                        .doTry()
                        .to("quickbooks:update/Customer")
                        .doCatch(QuickBooksUnavailableException.class)
                        .end()
                        .setHeader(QuickBooksConstants.ENTITY_ID, constant(second))
                        .to("quickbooks:update/Customer");
            }
        });
        lose(1);
        assertThat(answer(send("direct:both", "{\"Notes\":\"both\"}"))
                        .path("Id")
                        .asText())
                .isEqualTo(second);
        assertThat(company().read("Customer", second).path("Notes").asText()).isEqualTo("both");
    }

    /** A header of any letters stays the caller's: a second write under it is refused, not given another id. */
    @Test
    void anIdThatQuickBooksDoesNotTakeStaysTheCallersHeader() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twoUnderOne")
                        .setHeader(QuickBooksConstants.REQUEST_ID, constant("Order No. 17/ä"))
                        .to("quickbooks:create/Customer")
                        .setProperty("left", header(QuickBooksConstants.REQUEST_ID))
                        .setBody(constant("{\"DisplayName\":\"Under the same\"}"))
                        .to("quickbooks:create/Customer");
            }
        });
        Exchange exchange = send("direct:twoUnderOne", "{\"DisplayName\":\"Under one\"}");
        assertThat(exchange.getProperty("left")).isEqualTo("Order No. 17/ä");
        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already used for another write");
    }

    /** The end of a dead process's lease is far away where the clock was put back since: it shuts nobody out. */
    @Test
    void aClockThatWasPutBackShutsNobodyOutOfAnUndecidedWrite() {
        ObjectNode invoice = invoice("BACK", "1.00");
        isLeftByADeadProcess(invoice, "back", Duration.ofHours(1));
        int before = posts().size();
        restart();
        startProducer(Way.SINGLE.uri);
        eventually(() -> posts().size() > before);
        assertThat(write(Way.SINGLE, invoice, "back").getException()).isNull();
        assertThat(invoices("BACK")).isEqualTo(1);
    }

    /** The database was away at the start: what an earlier process left is sent again when it is back. */
    @Test
    void whatAStoppedProcessLeftIsSentAgainWhenTheDatabaseIsBack() {
        FailingDataSource database = new FailingDataSource(h2("late"));
        VirtualTime time = new VirtualTime(Instant.now(), now -> {});
        component().setStateDataSource(database);
        restart();
        lose(1);
        assertThat(write(Way.SINGLE, invoice("LATE", "1.00"), "late").getException())
                .isNotNull();
        component().stop();
        component().setTime(time);
        component().start();
        database.fail(1, Long.MAX_VALUE);
        int before = posts().size();
        startProducer(Way.SINGLE.uri);
        eventually(() -> component().runtime().state().isIdle());
        for (int i = 0; i < 3; i++) {
            passTenSeconds(time);
            eventually(() -> component().runtime().state().isIdle());
        }
        assertThat(posts()).hasSize(before);
        database.heal();
        eventually(() -> {
            passTenSeconds(time);
            return posts().size() > before;
        });
        assertThat(invoices("LATE")).isEqualTo(1);
    }

    /** Not while QuickBooks or the database is asked: they would be taken for silent. */
    private void passTenSeconds(VirtualTime time) {
        time.advance(
                Duration.ofSeconds(10),
                () -> !component().runtime().state().isIdle()
                        || component().runtime().client().throttleStates().values().stream()
                                .anyMatch(state -> state.inFlight() > 0));
    }

    /** QuickBooks was away at the start, too, and no exchange comes again. */
    @Test
    void whatAStoppedProcessLeftIsSentAgainWhenQuickBooksAnswers() {
        VirtualTime time = new VirtualTime(Instant.now(), now -> {});
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.RESET_BEFORE).method("POST").times(2));
        assertThat(write(Way.SINGLE, invoice("AWAY", "1.00"), "away").getException())
                .isNotNull();
        component().stop();
        component().setTime(time);
        component().start();
        startProducer(Way.SINGLE.uri);
        eventually(() -> posts().size() == 2);
        assertThat(invoices("AWAY")).isZero();
        eventually(() -> {
            passTenSeconds(time);
            return posts().size() == 3;
        });
        assertThat(invoices("AWAY")).isEqualTo(1);
        assertThat(posts()).hasSize(3).allSatisfy(post -> assertThat(post.query())
                .isEqualTo(posts().get(0).query()));
    }

    /** The answer to a write was lost, and whoever sent it has died; its lease ends after a while. */
    private void isLeftByADeadProcess(ObjectNode invoice, String id, Duration lease) {
        JdbcDataSource database = h2(id);
        component().setStateDataSource(database);
        restart();
        lose(1);
        assertThat(write(Way.SINGLE, invoice, id).getException()).isNotNull();
        eventually(() -> component().runtime().state().isIdle());
        sql(
                database,
                "UPDATE qb_intent_call SET owner = 'gone', fence = 5, until_ms = "
                        + (component().runtime().time().now().toEpochMilli() + lease.toMillis()));
    }
}
