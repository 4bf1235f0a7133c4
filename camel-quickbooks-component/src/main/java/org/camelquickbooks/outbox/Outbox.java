package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.outbox.Flights.Flight;
import org.camelquickbooks.outbox.RecordedCalls.Busy;
import org.camelquickbooks.outbox.RecordedCalls.Carried;
import org.camelquickbooks.outbox.RecordedCalls.Gone;
import org.camelquickbooks.outbox.RecordedCalls.Known;
import org.camelquickbooks.outbox.RecordedCalls.Overdue;
import org.camelquickbooks.outbox.RecordedCalls.Resumed;
import org.camelquickbooks.outbox.RecordedCalls.Sent;
import org.camelquickbooks.outbox.RecordedCalls.Step;
import org.camelquickbooks.outbox.Transport.Parcel;
import org.camelquickbooks.state.IntentTable.Write;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.StateException;

/**
 * The owner of the rule what an undecided write means. A write with a stable id is recorded before it may be sent; from
 * then on only QuickBooks' verdict under its request id decides it (see {@link Verdicts}). Whatever else happens leaves
 * it undecided, and the next attempt sends the same bytes under the same request id. Single writes, batches and
 * coalesced writes all come through here. Nothing throws, and every stage ends.
 */
public final class Outbox {

    /** How long one waits for another process that is sending the same write. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long LAST_VERDICTS_SECONDS = 5;

    /** An answer, and when the verdict is safe. */
    private record Landed(Answer answer, CompletionStage<?> kept) {

        static Landed safe(Answer answer) {
            return new Landed(answer, CompletableFuture.completedFuture(null));
        }
    }

    private final OutboxSettings settings;
    private final Function<String, CompletionStage<Void>> identity;
    private final Transport transport;
    private final RecordedCalls calls;
    private final BatchCalls batches;
    private final Coalescer coalescer;
    private final Flights flights = new Flights();
    private final org.camelquickbooks.outbox.Overdue overdue;
    private final UndecidedWrites undecided;
    private final Time time;
    private final Supplier<String> ids;
    private volatile boolean stopped;

    /**
     * @param client what sends a request
     * @param identity fails where a company is another one than the one of the records
     */
    public Outbox(
            OutboxSettings settings,
            Next client,
            Function<String, CompletionStage<Void>> identity,
            State state,
            Time time,
            Executor workers,
            Supplier<String> ids,
            OutboxListener listener) {
        this.settings = settings;
        this.identity = identity;
        this.transport = new Transport(client);
        this.batches = new BatchCalls(client);
        this.time = time;
        this.ids = ids;
        this.calls = settings.records()
                ? new RecordedCalls(transport, state, time, ids, settings.requestIdLifetime())
                : null;
        this.overdue = calls == null ? null : new org.camelquickbooks.outbox.Overdue(client, calls, listener);
        this.undecided = calls == null ? null : new UndecidedWrites(calls, overdue, client, identity, settings, time);
        this.coalescer = new Coalescer(this::gathered, settings.window(), settings.parallel(), time, workers);
    }

    /** Sends again what was undecided when a process stopped or died. Does nothing the second time. */
    public void recover() {
        if (undecided != null) {
            undecided.start();
        }
    }

    /** The writes that need an operator; null where nothing is recorded. */
    public UndecidedWrites undecided() {
        return undecided;
    }

    /** Has a write done. */
    public CompletionStage<Answer> write(Order order) {
        if (stopped) {
            return CompletableFuture.failedFuture(
                    Refusals.stopped(order.sender().realmId(), "write"));
        }
        if (order.key() == null || calls == null) {
            return Stages.guarded(() -> order.draft().get())
                    .thenCompose(draft -> draft.unchanged() != null
                            ? CompletableFuture.completedFuture(unchanged(draft))
                            : unrecorded(order, draft));
        }
        return fly(order.key(), () -> identified(order.key())
                .thenCompose(same -> order.ready() ? begin(order, deadline()) : look(order, deadline())));
    }

    /** Whether the records are of the company that would be written to. */
    private CompletionStage<Void> identified(Key key) {
        return Stages.guarded(() -> identity.apply(key.realmId()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Failures.cause(failure) instanceof StateException unable
                                ? RecordedCalls.unrecorded(key, unable)
                                : Failures.cause(failure)));
    }

    /** Has a query run together with what else is gathered. */
    public CompletionStage<JsonNode> gather(Sender sender, Entry query) {
        return coalescer.submit(sender, query).thenCompose(step -> {
            ItemResult result = ((Sent) step).result();
            return result.isDone()
                    ? CompletableFuture.completedFuture(BatchCalls.entity(query, result.json()))
                    : CompletableFuture.failedFuture(result.failure());
        });
    }

    /** One flight for each key at a time. */
    private CompletionStage<Answer> fly(Key key, Supplier<CompletionStage<Landed>> work) {
        Flight mine = new Flight(key, new CompletableFuture<>());
        CompletionStage<Answer> joined = flights.joined(mine);
        if (joined != null) {
            return joined;
        }
        if (stopped) {
            flights.failAll();
            return mine.answer();
        }
        Stages.guarded(work).whenComplete((landed, failure) -> land(mine, landed, failure));
        return mine.answer();
    }

    private void land(Flight flight, Landed landed, Throwable failure) {
        if (failure == null) {
            flights.end(flight, landed.answer(), landed.kept());
        } else {
            flights.fail(flight, Failures.cause(failure));
        }
    }

    private static Answer unchanged(Draft draft) {
        return new Answer(draft.unchanged(), null, draft.does(), false);
    }

    private CompletionStage<Answer> unrecorded(Order order, Draft draft) {
        if (draft.item() != null) {
            Entry entry = new Entry(draft.item(), 0, null, order.caller());
            return coalescer
                    .submit(order.sender(), entry)
                    .thenCompose(step -> answered(draft.does(), (Sent) step))
                    .thenApply(Landed::answer);
        }
        return transport
                .send(new Parcel(
                        order.sender(),
                        order.requestId(),
                        draft.path(),
                        draft.kind(),
                        draft.operation(),
                        draft.expects(),
                        draft.body(),
                        Map.of(Transport.ONLY, draft.operation()),
                        List.of(order.caller())))
                .thenCompose(results -> answered(
                        draft.does(), new Sent(results.get(Transport.ONLY), CompletableFuture.completedFuture(null))))
                .thenApply(Landed::answer);
    }

    private Instant deadline() {
        return time.now().plus(PATIENCE);
    }

    /** Whether anything is known of a write, before it costs something to find out what would be sent. */
    private CompletionStage<Landed> look(Order order, Instant deadline) {
        Key key = order.key();
        return calls.read(connection -> calls.table().find(connection, key.realmId(), key.name()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(RecordedCalls.unrecorded(key, failure)))
                .thenCompose(write ->
                        write == null || write.isFree() ? begin(order, deadline) : known(order, write, deadline));
    }

    private CompletionStage<Landed> begin(Order order, Instant deadline) {
        return Stages.guarded(() -> order.draft().get()).thenCompose(draft -> {
            if (draft.unchanged() != null) {
                return CompletableFuture.completedFuture(Landed.safe(unchanged(draft)));
            }
            CompletionStage<Step> step = draft.item() != null
                    ? coalescer.submit(order.sender(), new Entry(draft.item(), 0, order.key(), order.caller()))
                    : calls.begin(order.sender(), order.key(), draft, order.caller());
            return step.exceptionallyCompose(
                            failure -> CompletableFuture.failedFuture(RecordedCalls.named(order.key(), failure)))
                    .thenCompose(reached -> reached instanceof Known known
                            ? known(order, known.write(), deadline)
                            : answered(draft.does(), (Sent) reached));
        });
    }

    private static CompletionStage<Landed> answered(String operation, Sent sent) {
        ItemResult result = sent.result();
        return result.isDone()
                ? CompletableFuture.completedFuture(
                        new Landed(new Answer(result.json(), result.response(), operation, false), sent.kept()))
                : CompletableFuture.failedFuture(result.failure());
    }

    /** Something stands under the key already: the same write, decided or not, or another one. */
    private CompletionStage<Landed> known(Order order, Write write, Instant deadline) {
        if (write.isFree()) {
            return look(order, deadline);
        }
        if (!write.digest().equals(order.key().digest())) {
            return CompletableFuture.failedFuture(Refusals.anotherWrite(order.key(), write.label()));
        }
        if (write.isDone()) {
            return CompletableFuture.completedFuture(
                    Landed.safe(new Answer(Json.parsed(write.answer()), null, write.label(), true)));
        }
        return content(order)
                .thenCompose(
                        body -> calls.resume(write.realmId(), write.callId(), order.sender(), order.caller(), body))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(RecordedCalls.unrecorded(order.key(), failure)))
                .thenCompose(resumed -> resumed(order, write, resumed, deadline));
    }

    /** What the record may not hold comes with the exchange. */
    private static CompletionStage<Body> content(Order order) {
        return order.ready()
                ? Stages.guarded(() -> order.draft().get()).thenApply(Draft::body)
                : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Landed> resumed(Order order, Write write, Resumed resumed, Instant deadline) {
        if (resumed instanceof Carried carried) {
            ItemResult result = carried.results().get(write.bId());
            return result == null ? look(order, deadline) : answered(write.label(), new Sent(result, carried.kept()));
        }
        if (resumed instanceof Gone) {
            return look(order, deadline);
        }
        if (resumed instanceof Overdue old) {
            return overdue.handle(order.sender(), old.call(), old.writes()).thenCompose(done -> settled(order, old));
        }
        if (resumed instanceof Busy && time.now().isBefore(deadline)) {
            CompletableFuture<Landed> later = new CompletableFuture<>();
            time.after(LOOK_AGAIN, () -> Stages.guarded(() -> look(order, deadline))
                    .whenComplete((landed, failure) -> {
                        if (failure == null) {
                            later.complete(landed);
                        } else {
                            later.completeExceptionally(failure);
                        }
                    }));
            return later;
        }
        return CompletableFuture.failedFuture(Refusals.elsewhere(order.key()));
    }

    /** After a look-up: it is done, it is not done and may be sent, or only an operator can tell. */
    private CompletionStage<Landed> settled(Order order, Overdue old) {
        Key key = order.key();
        return calls.read(connection -> calls.table().find(connection, key.realmId(), key.name()))
                .thenCompose(write -> write != null && write.isUndecided()
                        ? CompletableFuture.failedFuture(Refusals.overdue(
                                key, Instant.ofEpochMilli(old.call().begunMillis())))
                        : look(order, deadline()));
    }

    private CompletionStage<List<Step>> gathered(Sender sender, List<Entry> entries) {
        if (entries.get(0).key() != null) {
            return calls.begin(sender, entries);
        }
        return batches.send(sender, entries, ids.get()).thenApply(results -> results.stream()
                .<Step>map(result -> new Sent(result, CompletableFuture.completedFuture(null)))
                .toList());
    }

    /**
     * Has up to thirty operations done in one call. Those that something names are recorded, and not sent where their
     * answer is known. It never fails as a whole, unless what completes them does.
     *
     * @param requestId of the call, where nothing names its operations
     * @param complete adds to operations what their senders left out; asked for those only that are to be sent
     */
    public CompletionStage<List<BatchResult>> batch(
            Sender sender,
            List<Entry> entries,
            String requestId,
            Function<List<Entry>, CompletionStage<List<Entry>>> complete) {
        return Stages.guarded(() -> {
            List<Entry> named = new ArrayList<>();
            List<Entry> nameless = new ArrayList<>();
            entries.forEach(entry -> (entry.key() == null || calls == null ? nameless : named).add(entry));
            // What is recorded may be sent again later, and must not take others along.
            CompletionStage<List<BatchResult>> first = nameless.isEmpty()
                    ? done()
                    : complete.apply(nameless).thenCompose(ready -> batches.call(sender, ready, requestId));
            CompletionStage<List<BatchResult>> second = named.isEmpty() ? done() : recorded(sender, named, complete);
            return first.thenCombine(second, (some, others) -> {
                List<BatchResult> all = new ArrayList<>(some);
                all.addAll(others);
                return all;
            });
        });
    }

    private static CompletionStage<List<BatchResult>> done() {
        return CompletableFuture.completedFuture(List.of());
    }

    private CompletionStage<List<BatchResult>> recorded(
            Sender sender, List<Entry> entries, Function<List<Entry>, CompletionStage<List<Entry>>> complete) {
        List<CompletableFuture<BatchResult>> results = new ArrayList<>();
        BatchRound round = new BatchRound(sender, complete);
        for (Entry entry : entries) {
            CompletionStage<Answer> answer = stopped
                    ? CompletableFuture.failedFuture(Refusals.stopped(sender.realmId(), BatchCalls.label(entry)))
                    : fly(entry.key(), () -> round.join(entry));
            results.add(answer.handle((done, failure) -> failure == null
                            ? BatchCalls.result(
                                    sender.realmId(),
                                    entry,
                                    ItemResult.done(done.json(), null),
                                    entry.key().name())
                            : BatchCalls.failed(
                                    sender.realmId(),
                                    entry,
                                    failure,
                                    entry.key().name()))
                    .toCompletableFuture());
        }
        round.go();
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(all -> results.stream().map(CompletableFuture::join).toList());
    }

    /** The operations of one batch call that nobody else has in flight. */
    private final class BatchRound {

        private final Sender sender;
        private final Function<List<Entry>, CompletionStage<List<Entry>>> complete;
        private final List<Entry> entries = new ArrayList<>();
        private final List<CompletableFuture<Landed>> waiting = new ArrayList<>();

        BatchRound(Sender sender, Function<List<Entry>, CompletionStage<List<Entry>>> complete) {
            this.sender = sender;
            this.complete = complete;
        }

        CompletionStage<Landed> join(Entry entry) {
            CompletableFuture<Landed> landed = new CompletableFuture<>();
            entries.add(entry);
            waiting.add(landed);
            return landed;
        }

        void go() {
            if (entries.isEmpty()) {
                return;
            }
            boolean lacking = entries.stream().anyMatch(entry -> lacksVersion(entry.item()));
            CompletionStage<List<Step>> steps = identified(entries.get(0).key())
                    .thenCompose(same -> lacking ? afterLook() : calls.begin(sender, entries));
            steps.whenComplete((reached, failure) -> {
                for (int i = 0; i < entries.size(); i++) {
                    int place = i;
                    CompletionStage<Landed> landed = failure != null
                            ? CompletableFuture.failedFuture(
                                    RecordedCalls.named(entries.get(place).key(), failure))
                            : Stages.guarded(() -> landed(entries.get(place), reached.get(place)));
                    landed.whenComplete((done, wrong) -> {
                        if (wrong == null) {
                            waiting.get(place).complete(done);
                        } else {
                            waiting.get(place).completeExceptionally(wrong);
                        }
                    });
                }
            });
        }

        private CompletionStage<Landed> landed(Entry entry, Step step) {
            return step instanceof Known known
                    ? known(again(entry), known.write(), deadline())
                    : answered(BatchCalls.label(entry), (Sent) step);
        }

        /** One that was decided or freed by another process meanwhile goes by itself. */
        private Order again(Entry entry) {
            return new Order(sender, entry.caller(), entry.key(), null, false, () -> complete.apply(List.of(entry))
                    .thenApply(ready -> Draft.of(ready.get(0).item(), BatchCalls.label(entry))));
        }

        private CompletionStage<List<Step>> afterLook() {
            List<String> names =
                    entries.stream().map(entry -> entry.key().name()).toList();
            return calls.read(connection -> calls.table().find(connection, sender.realmId(), names))
                    .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                            RecordedCalls.unrecorded(entries.get(0).key(), failure)))
                    .thenCompose(there -> {
                        List<Entry> fresh = entries.stream()
                                .filter(entry -> isFresh(there.get(entry.key().name())))
                                .toList();
                        return fresh.isEmpty()
                                ? CompletableFuture.completedFuture(merged(there, List.of(), List.of()))
                                : complete.apply(fresh).thenCompose(ready -> calls.begin(sender, ready)
                                        .thenApply(steps -> merged(there, fresh, steps)));
                    });
        }

        private List<Step> merged(Map<String, Write> there, List<Entry> fresh, List<Step> steps) {
            List<Step> all = new ArrayList<>();
            for (Entry entry : entries) {
                int place = fresh.indexOf(entry);
                all.add(place < 0 ? new Known(there.get(entry.key().name())) : steps.get(place));
            }
            return all;
        }
    }

    private static boolean isFresh(Write write) {
        return write == null || write.isFree();
    }

    private static boolean lacksVersion(BatchItem item) {
        return item.body() != null
                && !item.operation().equals("create")
                && Json.text(item.body(), "Id") != null
                && Json.text(item.body(), "SyncToken") == null;
    }

    /** Nothing more is sent. Whoever waits is told so; what is undecided stays recorded. */
    public void stop() {
        stopped = true;
        coalescer.stop();
        flights.failAll();
        if (undecided != null) {
            undecided.stop();
        }
        if (calls != null) {
            try {
                calls.stop().toCompletableFuture().get(LAST_VERDICTS_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                // Its calls are free when their lease is over.
                return;
            }
        }
    }
}
