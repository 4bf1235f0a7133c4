package org.camelquickbooks.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.camelquickbooks.Eventually;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.AnswerHeaders;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultError;
import org.camelquickbooks.model.Faults;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.state.Databases;
import org.camelquickbooks.state.FailingDataSource;
import org.camelquickbooks.state.IntentTable;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of writes on each database, shared by processes, and a client that answers as the test wants. */
class OutboxOnDatabasesTest {

    private static final String REALM = "9130347596841846";
    private static final CallOrigin SENDER = new CallOrigin(REALM, Priority.INTERACTIVE, "test");

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Request> sent = new CopyOnWriteArrayList<>();
    private volatile Function<Request, CompletionStage<Response>> answers = request -> done(request);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        timer.shutdownNow();
    }

    private State state(Databases database, String name) {
        State state = database.state(directory, name);
        open.add(state);
        return state;
    }

    private Outbox outbox(State state) {
        return outbox(state, new SystemTime(timer, Runnable::run), Runnable::run, 3);
    }

    private Outbox outbox(State state, Time time, Executor workers, int parallel) {
        OutboxSettings settings = new OutboxSettings(
                true, Duration.ofDays(7), Duration.ofDays(7), false, Duration.ofMillis(1), parallel, 10_000);
        return new Outbox(
                settings,
                request -> {
                    sent.add(request);
                    request.admission().granted();
                    return answers.apply(request);
                },
                realm -> Duration.ZERO,
                realm -> CompletableFuture.completedFuture(null),
                state,
                time,
                workers,
                () -> UUID.randomUUID().toString(),
                (realm, key, operation, begun) -> {});
    }

    private static ObjectNode invoice(String number) {
        return Json.object().put("DocNumber", number);
    }

    private static WriteDraft draft(String number, boolean gathered) {
        WriteDraft draft = WriteDraft.json("invoice", "create/Invoice", "create/Invoice", "Invoice", invoice(number));
        return gathered ? draft.gathered(BatchItem.create("Invoice", invoice(number))) : draft;
    }

    private static WriteOrder order(String id, boolean gathered) {
        WriteKey key = WriteKey.of(REALM, id, "create/Invoice", id.getBytes(StandardCharsets.UTF_8));
        return WriteOrder.of(SENDER, Caller.NOBODY, key, null, draft(id, gathered));
    }

    private static WriteResult get(CompletionStage<WriteResult> stage) {
        return stage.toCompletableFuture().orTimeout(3, TimeUnit.MINUTES).join();
    }

    private static Throwable failure(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().orTimeout(3, TimeUnit.MINUTES).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private static Response response(JsonNode json) {
        return new Response(200, AnswerHeaders.NONE, Json.bytes(json), null, json, Duration.ofMillis(1));
    }

    private static CompletionStage<Response> done(Request request) {
        JsonNode body = request.body().content().get();
        ObjectNode answer = Json.object();
        if (request.path().equals("batch")) {
            ArrayNode items = answer.putArray("BatchItemResponse");
            for (JsonNode item : body.path("BatchItemRequest")) {
                items.addObject()
                        .put("bId", item.path("bId").asText())
                        .set("Invoice", item.path("Invoice").deepCopy());
            }
        } else {
            answer.set("Invoice", body.deepCopy());
        }
        return CompletableFuture.completedFuture(response(answer));
    }

    private static CompletionStage<Response> lost() {
        return CompletableFuture.failedFuture(new QuickBooksUnavailableException(
                "no answer", FaultContext.unanswered(REALM, "create/Invoice"), true, null));
    }

    private static CompletionStage<Response> refused() {
        Fault fault = new Fault("ValidationFault", List.of(new FaultError("6000", "m", "d", null)));
        return CompletableFuture.failedFuture(
                Faults.exception(new FaultContext(400, fault, null, REALM, "create/Invoice", null)));
    }

    private String body(int number) {
        return sent.get(number).body().content().get().toString();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatOneProcessLeavesUndecidedAnotherSendsToTheByteAndBothKnowTheAnswer(Databases database) {
        State state = state(database, "undecided");
        Outbox one = outbox(state);
        answers = request -> lost();
        assertThat(failure(one.write(order("A", false)))).isInstanceOf(QuickBooksUnavailableException.class);
        answers = OutboxOnDatabasesTest::done;
        Outbox two = outbox(state);
        assertThat(get(two.write(order("A", false))).remembered()).isFalse();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).requestId()).isEqualTo(sent.get(0).requestId());
        assertThat(body(1)).isEqualTo(body(0));
        WriteResult remembered = get(one.write(order("A", false)));
        assertThat(remembered.remembered()).isTrue();
        assertThat(remembered.json().path("Invoice").path("DocNumber").asText()).isEqualTo("A");
        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofABatchOnlyWhatHasNoVerdictGoesAgain(Databases database) {
        State state = state(database, "partial");
        Outbox outbox = outbox(state);
        answers = request -> {
            ObjectNode answer = Json.object();
            ArrayNode items = answer.putArray("BatchItemResponse");
            items.addObject().put("bId", "1").set("Invoice", invoice("P1"));
            fault(items.addObject().put("bId", "2"), "6000");
            fault(items.addObject().put("bId", "3"), "10000");
            return CompletableFuture.completedFuture(response(answer));
        };
        List<BatchResult> first = batch(outbox, "P1", "P2", "P3");
        assertThat(first).extracting(BatchResult::isFault).containsExactly(false, true, true);
        answers = OutboxOnDatabasesTest::done;
        List<BatchResult> again = batch(outbox(state), "P1", "P2", "P3");
        assertThat(again).noneMatch(BatchResult::isFault);
        // The refused one is new, in a call of its own; the undecided one goes under its request id and its bId.
        assertThat(sent).hasSize(3);
        Request same = sent.stream()
                .skip(1)
                .filter(r -> r.requestId().equals(sent.get(0).requestId()))
                .findFirst()
                .orElseThrow();
        JsonNode items = same.body().content().get().path("BatchItemRequest");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("bId").asText()).isEqualTo("3");
        assertThat(items.get(0).path("Invoice").path("DocNumber").asText()).isEqualTo("P3");
    }

    private static void fault(ObjectNode item, String code) {
        item.putObject("Fault")
                .put("type", "ValidationFault")
                .putArray("Error")
                .addObject()
                .put("code", code)
                .put("Message", "m");
    }

    private static List<BatchResult> batch(Outbox outbox, String... numbers) {
        List<BatchEntry> entries = new ArrayList<>();
        for (String number : numbers) {
            WriteKey key =
                    WriteKey.of(REALM, "batch/" + number, "create/Invoice", number.getBytes(StandardCharsets.UTF_8));
            entries.add(
                    new BatchEntry(BatchItem.create("Invoice", invoice(number)), entries.size(), key, Caller.NOBODY));
        }
        return outbox
                .batch(SENDER, entries, "call", CompletableFuture::completedFuture)
                .toCompletableFuture()
                .orTimeout(3, TimeUnit.MINUTES)
                .join()
                .stream()
                .sorted((a, b) -> a.index() - b.index())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void twoProcessesThatMeetInTheSameKeysSendEachOnce(Databases database) {
        State state = state(database, "meet");
        Outbox one = outbox(state);
        Outbox two = outbox(state);
        List<String> numbers =
                new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> "M" + i).toList());
        CompletableFuture<List<BatchResult>> here =
                CompletableFuture.supplyAsync(() -> batch(one, numbers.toArray(String[]::new)));
        List<String> others = new ArrayList<>(numbers);
        Collections.reverse(others);
        List<BatchResult> there = batch(two, others.toArray(String[]::new));
        assertThat(there).noneMatch(BatchResult::isFault);
        assertThat(here.join()).noneMatch(BatchResult::isFault);
        List<String> all = new ArrayList<>();
        for (Request request : sent) {
            request.body()
                    .content()
                    .get()
                    .path("BatchItemRequest")
                    .forEach(item ->
                            all.add(item.path("Invoice").path("DocNumber").asText()));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void onlyWhatIsDecidedIsForgotten(Databases database) throws Exception {
        State state = state(database, "forget");
        Outbox outbox = outbox(state);
        get(outbox.write(order("DONE", false)));
        answers = request -> lost();
        failure(outbox.write(order("OPEN", false)));
        long later = Instant.now().plusSeconds(3600).toEpochMilli();
        IntentTable table = new IntentTable(state);
        // The verdict is recorded after the answer is given.
        AtomicInteger forgotten = new AtomicInteger();
        Eventually.holds(() -> forgotten.addAndGet(state.writeNow(connection -> table.forget(connection, later))) > 0);
        assertThat(forgotten).hasValue(1);
        answers = OutboxOnDatabasesTest::done;
        get(outbox.write(order("OPEN", false)));
        assertThat(sent.get(2).requestId()).isEqualTo(sent.get(1).requestId());
    }

    /** A lost lease: the former owner's success counts, its refusal does not. */
    @Test
    void aFormerOwnersRefusalFreesNothing() {
        State state = state(Databases.SQLITE, "fence");
        VirtualTime time = new VirtualTime(Instant.now(), now -> {});
        Outbox paused = outbox(state, time, Runnable::run, 3);
        CompletableFuture<Response> late = new CompletableFuture<>();
        answers = request -> late;
        CompletionStage<WriteResult> first = paused.write(order("F", false));
        Eventually.holds(() -> sent.size() == 1);
        // It gives no sign of life for longer than its lease; the real clock has to reach it.
        state.writeNow(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("UPDATE qb_intent_call SET until_ms = 0");
            }
        });
        answers = request -> lost();
        assertThat(failure(outbox(state).write(order("F", false)))).isNotNull();
        refused().whenComplete((r, e) -> late.completeExceptionally(e));
        assertThat(failure(first)).isNotNull();
        // Still undecided: it goes again under the same request id.
        answers = OutboxOnDatabasesTest::done;
        get(outbox(state).write(order("F", false)));
        assertThat(sent).hasSize(3);
        assertThat(sent).allSatisfy(r -> assertThat(r.requestId()).isEqualTo("F"));
    }

    /** The process has other calls in flight all the time, which are its own. */
    @ParameterizedTest
    @ValueSource(strings = {"release", "verdict"})
    void aCallWhoseEndCouldNotBeWrittenIsAnybodysSoonWhateverElseItsProcessDoes(String what) {
        AtomicBoolean broken = new AtomicBoolean();
        VirtualTime time = new VirtualTime(Instant.now(), now -> {});
        State state = State.in(
                FailingDataSource.of(Databases.H2.dataSource(directory, "end" + what), broken::get),
                timer,
                Runnable::run,
                time::now);
        open.add(state);
        Outbox one = outbox(state, time, Runnable::run, 3);
        answers = request -> {
            broken.set(true);
            return what.equals("release") ? lost() : done(request);
        };
        CompletionStage<WriteResult> ended = one.write(order("E", false));
        assertThat(failure(ended)).matches(e -> what.equals("release") == (e != null));
        Eventually.holds(state::isIdle);
        broken.set(false);
        answers = request -> new CompletableFuture<>();
        one.write(order("LONG", false));
        Eventually.holds(() -> sent.size() == 2);
        time.advance(RecordedCalls.LEASE.multipliedBy(3), () -> !state.isIdle());
        State others = Databases.H2.state(directory, "end" + what, time::now);
        open.add(others);
        Outbox two = outbox(others, time, Runnable::run, 3);
        answers = OutboxOnDatabasesTest::done;
        CompletionStage<WriteResult> again = two.write(order("E", false));
        CompletionStage<WriteResult> busy = two.write(order("LONG", false));
        time.runWhile(
                () -> !again.toCompletableFuture().isDone()
                        || !busy.toCompletableFuture().isDone(),
                () -> !state.isIdle() || !others.isIdle());
        get(again);
        assertThat(failure(busy)).isInstanceOf(QuickBooksUnavailableException.class);
        assertThat(sent).extracting(Request::requestId).containsExactly("E", "LONG", "E");
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void whateverIsThrownEndsTheWriteAndKeepsNoSlot(Trouble trouble) {
        State state = state(Databases.SQLITE, "trouble");
        boolean[] on = {true};
        Executor workers = work -> {
            if (on[0] && trouble == Trouble.WORKERS_REJECT) {
                throw new RejectedExecutionException("full");
            }
            work.run();
        };
        Time real = new SystemTime(timer, Runnable::run);
        Time time = new Time() {
            @Override
            public Instant now() {
                return real.now();
            }

            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public Task after(Duration delay, Runnable task) {
                if (on[0] && trouble == Trouble.TIMER_REJECTS) {
                    throw new RejectedExecutionException("shut down");
                }
                return real.after(delay, task);
            }
        };
        Outbox outbox = outbox(state, time, workers, 1);
        answers = request -> {
            if (on[0] && trouble == Trouble.CLIENT_THROWS) {
                throw new IllegalStateException("thrown");
            }
            if (on[0] && trouble == Trouble.CLIENT_ERROR) {
                throw new NoClassDefFoundError("thrown");
            }
            if (on[0] && trouble == Trouble.CLIENT_NULL) {
                return null;
            }
            return done(request);
        };
        for (boolean gathered : new boolean[] {false, true}) {
            failure(outbox.write(order("T" + gathered, gathered)));
            failure(outbox.write(WriteOrder.of(SENDER, Caller.NOBODY, null, "made", draft("N" + gathered, gathered))));
        }
        failure(outbox.batch(
                SENDER,
                List.of(new BatchEntry(BatchItem.create("Invoice", invoice("B")), 0, null, Caller.NOBODY)),
                "call",
                entries -> {
                    throw new NoClassDefFoundError("thrown");
                }));
        on[0] = false;
        for (boolean gathered : new boolean[] {false, true}) {
            assertThat(get(outbox.write(order("T" + gathered, gathered)))
                            .json()
                            .path("Invoice")
                            .path("DocNumber")
                            .asText())
                    .isEqualTo("T" + gathered);
        }
    }

    enum Trouble {
        CLIENT_THROWS,
        CLIENT_ERROR,
        CLIENT_NULL,
        WORKERS_REJECT,
        TIMER_REJECTS
    }

    @Test
    void aDraftThatThrowsAnErrorRecordsNothing() {
        State state = state(Databases.SQLITE, "draft");
        Outbox outbox = outbox(state);
        WriteKey key = WriteKey.of(REALM, "D", "create/Invoice", new byte[0]);
        WriteOrder broken = new WriteOrder(SENDER, Caller.NOBODY, key, null, new LastAttempt(), false, () -> {
            throw new StackOverflowError();
        });
        assertThat(failure(outbox.write(broken))).isInstanceOf(StackOverflowError.class);
        assertThat(outbox.undecided().list().toCompletableFuture().join()).isEmpty();
        get(outbox.write(WriteOrder.of(SENDER, Caller.NOBODY, key, null, draft("D", false))));
        assertThat(sent).hasSize(1);
    }

    @Test
    void aContentThatIsNotRecordedComesAgainWithItsExchange() {
        State state = state(Databases.SQLITE, "content");
        WriteKey key = WriteKey.of(REALM, "U", "upload", new byte[0]);
        Body body = WriteDraft.body("multipart/form-data; boundary=x", new byte[] {1, 2, 3});
        WriteOrder order =
                WriteOrder.of(SENDER, Caller.NOBODY, key, null, WriteDraft.streamed("upload", "upload", null, body));
        answers = request -> lost();
        failure(outbox(state).write(order));
        answers = request -> CompletableFuture.completedFuture(response(Json.object()));
        Outbox later = outbox(state);
        // The start has nothing to send; the exchange has.
        later.recover();
        get(later.write(order));
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).body()).isSameAs(body);
    }
}
