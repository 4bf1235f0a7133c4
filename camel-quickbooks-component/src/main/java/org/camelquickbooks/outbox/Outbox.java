package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.camelquickbooks.client.http.Admission;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.QueuedWork;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.outbox.LastAttempt.Sender;
import org.camelquickbooks.outbox.RecordedCalls.Attempted;
import org.camelquickbooks.outbox.RecordedCalls.Busy;
import org.camelquickbooks.outbox.RecordedCalls.Carried;
import org.camelquickbooks.outbox.RecordedCalls.Gone;
import org.camelquickbooks.outbox.RecordedCalls.Known;
import org.camelquickbooks.outbox.RecordedCalls.OverdueCall;
import org.camelquickbooks.outbox.RecordedCalls.Resumed;
import org.camelquickbooks.outbox.RecordedCalls.Sent;
import org.camelquickbooks.outbox.Transport.Parcel;
import org.camelquickbooks.state.IntentTable.Write;
import org.camelquickbooks.state.State;
import org.camelquickbooks.state.StateException;

/**
 * Decides what an undecided write means. A write with a stable id is recorded before it is sent. From then on, only
 * an answer of QuickBooks under its request id decides it (see {@link Verdicts}). Anything else leaves it undecided,
 * and the next attempt sends the same bytes under the same request id. This applies to single writes, batches and
 * coalesced writes. No method throws, and every stage completes.
 */
public final class Outbox {

    /** How long one waits for another process that is sending the same write. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long LAST_VERDICTS_SECONDS = 5;

    /** An answer, and when the verdict is safe. */
    private record Completed(WriteResult answer, CompletionStage<?> kept) {

        static Completed safe(WriteResult answer) {
            return new Completed(answer, CompletableFuture.completedFuture(null));
        }
    }

    private final OutboxSettings settings;
    private final Function<String, CompletionStage<Void>> identity;
    private final Transport transport;
    private final RecordedCalls calls;
    private final BatchCalls batches;
    private final Coalescer coalescer;
    /** Calls that are sent again for one of their operations. */
    private final QueuedWork<String, Attempted> again = new QueuedWork<>();

    private final KeyTurns turns;
    private final PendingWrites<Completed> pendingWrites = new PendingWrites<>(Completed::kept);
    private final OverdueWrites overdue;
    private final UndecidedWrites undecided;
    private final Time time;
    private final Supplier<String> ids;
    private volatile boolean stopped;

    /**
     * @param client what sends a request
     * @param batchWait about how long a company's limits let a batch call wait
     * @param identity fails where a company is another one than the one of the records
     */
    public Outbox(
            OutboxSettings settings,
            Next client,
            Function<String, Duration> batchWait,
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
        this.turns = new KeyTurns(time);
        this.ids = ids;
        this.calls = settings.records()
                ? new RecordedCalls(transport, state, time, ids, settings.requestIdLifetime())
                : null;
        this.overdue = calls == null ? null : new OverdueWrites(client, calls, listener);
        this.undecided = calls == null ? null : new UndecidedWrites(calls, overdue, client, identity, settings, time);
        this.coalescer = new Coalescer(
                this::gathered,
                settings.window(),
                settings.parallel(),
                settings.maxWaiting(),
                batchWait,
                time,
                workers);
    }

    /** Sends again what was undecided when a process stopped or died. Does nothing the second time. */
    public void recover() {
        if (undecided != null) {
            undecided.start();
        }
    }

    /** How many gathered operations wait to be sent, of all companies. */
    public int waiting() {
        return coalescer.waiting();
    }

    /** How many requests with gathered operations wait for the limits. */
    public int waitingRequests() {
        return coalescer.waitingRequests();
    }

    /** For what looks by a natural key before it writes. */
    public KeyTurns turns() {
        return turns;
    }

    /** The writes that need an operator; null where nothing is recorded. */
    public UndecidedWrites undecided() {
        return undecided;
    }

    /** Has a write done. */
    public CompletionStage<WriteResult> write(WriteOrder order) {
        if (stopped) {
            return CompletableFuture.failedFuture(
                    OutboxErrors.stopped(order.origin().realmId(), "write"));
        }
        if (order.key() == null || calls == null) {
            return Stage.failing(() -> order.draft().get())
                    .thenCompose(draft -> draft.unchanged() != null
                            ? CompletableFuture.completedFuture(unchanged(draft))
                            : unrecorded(order, draft));
        }
        return exclusive(order.key(), () -> identified(order.key())
                .thenCompose(same -> order.ready() ? begin(order, deadline()) : look(order, deadline())));
    }

    /** Whether the records are of the company that would be written to. */
    private CompletionStage<Void> identified(WriteKey key) {
        return Stage.failing(() -> identity.apply(key.realmId()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Failures.cause(failure) instanceof StateException unable
                                ? RecordedCalls.unrecorded(key, unable)
                                : Failures.cause(failure)));
    }

    /** Has a query run together with what else is gathered. */
    public CompletionStage<JsonNode> gather(CallOrigin origin, BatchEntry query) {
        return coalescer.submit(origin, query).thenCompose(step -> {
            ItemResult result = ((Sent) step).result();
            return result.isDone()
                    ? CompletableFuture.completedFuture(BatchCalls.entity(query, result.json()))
                    : CompletableFuture.failedFuture(result.failure());
        });
    }

    /** One write for each key at a time. */
    private CompletionStage<WriteResult> exclusive(WriteKey key, Supplier<CompletionStage<Completed>> work) {
        AtomicBoolean first = new AtomicBoolean();
        return pendingWrites
                .join(key, () -> {
                    first.set(true);
                    return stopped
                            ? CompletableFuture.failedFuture(OutboxErrors.stopped(key.realmId(), key.label()))
                            : work.get();
                })
                .thenApply(completed ->
                        first.get() ? completed.answer() : completed.answer().asRepeated());
    }

    private static WriteResult unchanged(WriteDraft draft) {
        return new WriteResult(draft.unchanged(), null, draft.does(), false, false);
    }

    private CompletionStage<WriteResult> unrecorded(WriteOrder order, WriteDraft draft) {
        Coalescer.Single single = admission -> transport
                .send(new Parcel(
                        order.origin(),
                        order.requestId(),
                        draft.path(),
                        draft.kind(),
                        draft.operation(),
                        draft.expects(),
                        draft.body(),
                        Map.of(Transport.ONLY, draft.operation()),
                        List.of(order.caller()),
                        admission))
                .thenApply(results -> Sent.unrecorded(results.get(Transport.ONLY), Sender.ALONE));
        return sent(order, draft, single)
                .thenCompose(step -> {
                    Sent sent = (Sent) step;
                    if (!wasHeldBack(sent.result().failure())) {
                        order.last().ended(sent.by(), sent.result().verdict());
                    }
                    return answered(draft.does(), sent, false);
                })
                .thenApply(Completed::answer);
    }

    private CompletionStage<Attempted> sent(WriteOrder order, WriteDraft draft, Coalescer.Single single) {
        Sender before = order.last().sender();
        // A batch call has an id of its own: a write with a stable one goes under that.
        if (draft.item() == null || order.key() != null || before != null && !before.isBatch()) {
            return single.send(Admission.NONE);
        }
        return before == null
                ? gather(order, draft, single)
                // One after the other: QuickBooks refuses a request id that it is working on.
                : again.enqueue(order.origin().realmId() + "/" + before.callId(), () -> batches.send(
                                order.origin(),
                                List.of(new BatchEntry(draft.item(), 0, null, order.caller())),
                                List.of(before.bId()),
                                before.callId(),
                                Admission.NONE)
                        .<Attempted>thenApply(results -> Sent.unrecorded(results.get(0), before)));
    }

    /** Whether nothing left this process: the limits did not admit it in time. */
    private static boolean wasHeldBack(Throwable failure) {
        return failure != null
                && Failures.cause(failure) instanceof QuickBooksThrottledException throttled
                && throttled.getStatus() == 0
                && throttled.getHistory().isEmpty();
    }

    /** In {@link Time#nanos()}: no clock that is put back makes anybody wait longer. */
    private long deadline() {
        return time.nanos() + PATIENCE.toNanos();
    }

    /** Whether anything is known of a write, before it costs something to find out what would be sent. */
    private CompletionStage<Completed> look(WriteOrder order, long deadline) {
        WriteKey key = order.key();
        return calls.read(connection -> calls.table().find(connection, key.realmId(), key.name()))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(RecordedCalls.unrecorded(key, failure)))
                .thenCompose(write ->
                        write == null || write.isFree() ? begin(order, deadline) : known(order, write, deadline));
    }

    private CompletionStage<Completed> begin(WriteOrder order, long deadline) {
        return Stage.failing(() -> order.draft().get()).thenCompose(draft -> {
            if (draft.unchanged() != null) {
                return CompletableFuture.completedFuture(Completed.safe(unchanged(draft)));
            }
            Coalescer.Single single =
                    admission -> calls.begin(order.origin(), order.key(), draft, order.caller(), admission);
            CompletionStage<Attempted> step =
                    draft.item() != null ? gather(order, draft, single) : single.send(Admission.NONE);
            return step.exceptionallyCompose(
                            failure -> CompletableFuture.failedFuture(RecordedCalls.named(order.key(), failure)))
                    .thenCompose(reached -> reached instanceof Known known
                            ? known(order, known.write(), deadline)
                            : answered(draft.does(), (Sent) reached, false));
        });
    }

    private CompletionStage<Attempted> gather(WriteOrder order, WriteDraft draft, Coalescer.Single single) {
        // What was part of a batch of the user's is no request by itself.
        boolean goesSingly = settings.singles() && draft.kind() != RequestKind.BATCH;
        return coalescer.submit(
                order.origin(),
                new BatchEntry(draft.item(), 0, order.key(), order.caller()),
                goesSingly ? single : null);
    }

    private static CompletionStage<Completed> answered(String operation, Sent sent, boolean repeated) {
        ItemResult result = sent.result();
        return result.isDone()
                ? CompletableFuture.completedFuture(new Completed(
                        new WriteResult(result.json(), result.response(), operation, false, repeated), sent.kept()))
                : CompletableFuture.failedFuture(result.failure());
    }

    /** Something stands under the key already: the same write, decided or not, or another one. */
    private CompletionStage<Completed> known(WriteOrder order, Write write, long deadline) {
        if (write.isFree()) {
            return look(order, deadline);
        }
        if (!write.digest().equals(order.key().digest())) {
            return CompletableFuture.failedFuture(OutboxErrors.anotherWrite(order.key(), write.label()));
        }
        if (write.isDone()) {
            return CompletableFuture.completedFuture(
                    Completed.safe(new WriteResult(Json.parsed(write.answer()), null, write.label(), true, true)));
        }
        return content(order)
                .thenCompose(
                        body -> calls.resume(write.realmId(), write.callId(), order.origin(), order.caller(), body))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(RecordedCalls.unrecorded(order.key(), failure)))
                .thenCompose(resumed -> resumed(order, write, resumed, deadline));
    }

    /** What the record may not hold comes with the exchange. */
    private static CompletionStage<Body> content(WriteOrder order) {
        return order.ready()
                ? Stage.failing(() -> order.draft().get()).thenApply(WriteDraft::body)
                : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Completed> resumed(WriteOrder order, Write write, Resumed resumed, long deadline) {
        if (resumed instanceof Carried carried) {
            ItemResult result = carried.results().get(write.bId());
            // QuickBooks may have done it the first time, long ago.
            return result == null
                    ? look(order, deadline)
                    : answered(write.label(), new Sent(result, carried.kept()), true);
        }
        if (resumed instanceof Gone) {
            return look(order, deadline);
        }
        if (resumed instanceof OverdueCall old) {
            return overdue.handle(order.origin(), old.call(), old.writes())
                    .thenCompose(done -> undecided.recount())
                    .thenCompose(done -> settled(order, old));
        }
        if (resumed instanceof Busy && time.nanos() - deadline < 0) {
            CompletableFuture<Completed> later = new CompletableFuture<>();
            time.after(
                    LOOK_AGAIN, () -> Stage.failing(() -> look(order, deadline)).whenComplete((completed, failure) -> {
                        if (failure == null) {
                            later.complete(completed);
                        } else {
                            later.completeExceptionally(failure);
                        }
                    }));
            return later;
        }
        return CompletableFuture.failedFuture(OutboxErrors.elsewhere(order.key()));
    }

    /** After a look-up: it is done, it is not done and may be sent, or only an operator can tell. */
    private CompletionStage<Completed> settled(WriteOrder order, OverdueCall old) {
        WriteKey key = order.key();
        return calls.read(connection -> calls.table().find(connection, key.realmId(), key.name()))
                .thenCompose(write -> write != null && write.isUndecided()
                        ? CompletableFuture.failedFuture(OutboxErrors.overdue(
                                key, Instant.ofEpochMilli(old.call().begunMillis())))
                        : look(order, deadline()));
    }

    private CompletionStage<List<Attempted>> gathered(
            CallOrigin origin, List<BatchEntry> entries, Admission admission) {
        if (entries.get(0).key() != null) {
            return calls.begin(origin, entries, admission);
        }
        String callId = ids.get();
        List<String> bIds = BatchCalls.places(entries);
        return batches.send(origin, entries, bIds, callId, admission)
                .thenApply(results -> IntStream.range(0, results.size())
                        .<Attempted>mapToObj(i -> Sent.unrecorded(results.get(i), new Sender(callId, bIds.get(i))))
                        .toList());
    }

    /**
     * Has up to thirty operations done in one call. Those that something names are recorded, and not sent where their
     * answer is known, nor those that what completes them refuses. It never fails as a whole.
     *
     * @param requestId of the call, where nothing names its operations
     * @param complete adds to operations what their senders left out; asked for those only that are to be sent
     */
    public CompletionStage<List<BatchResult>> batch(
            CallOrigin origin,
            List<BatchEntry> entries,
            String requestId,
            Function<List<BatchEntry>, CompletionStage<List<BatchEntry>>> complete) {
        return Stage.failing(() -> {
            List<BatchEntry> named = new ArrayList<>();
            List<BatchEntry> nameless = new ArrayList<>();
            entries.forEach(entry -> (entry.key() == null || calls == null ? nameless : named).add(entry));
            // What is recorded may be sent again later, and must not take others along.
            CompletionStage<List<BatchResult>> first =
                    nameless.isEmpty() ? done() : nameless(origin, nameless, requestId, complete);
            CompletionStage<List<BatchResult>> second = named.isEmpty() ? done() : recorded(origin, named, complete);
            return first.thenCombine(second, (some, others) -> {
                List<BatchResult> all = new ArrayList<>(some);
                all.addAll(others);
                return all;
            });
        });
    }

    private CompletionStage<List<BatchResult>> nameless(
            CallOrigin origin,
            List<BatchEntry> entries,
            String requestId,
            Function<List<BatchEntry>, CompletionStage<List<BatchEntry>>> complete) {
        // Of what the sender gave: what is added may be another version the next time.
        List<String> bIds = BatchCalls.contents(entries);
        // What was done in other calls of the batch has to be told, whatever happens to this one.
        CompletionStage<List<BatchEntry>> completed = Stage.failing(() -> complete.apply(entries))
                .exceptionally(failure -> entries.stream()
                        .map(entry -> entry.refused(Failures.cause(failure)))
                        .toList());
        return completed.thenCompose(ready -> {
            List<BatchResult> all = new ArrayList<>();
            List<BatchEntry> going = new ArrayList<>();
            List<String> theirs = new ArrayList<>();
            for (int i = 0; i < ready.size(); i++) {
                BatchEntry entry = ready.get(i);
                if (entry.isRefused()) {
                    all.add(BatchCalls.failed(origin.realmId(), entry, entry.refusal(), requestId));
                } else {
                    going.add(entry);
                    theirs.add(bIds.get(i));
                }
            }
            CompletionStage<List<BatchResult>> sent =
                    going.isEmpty() ? done() : batches.call(origin, going, theirs, requestId);
            return sent.thenApply(results -> {
                all.addAll(results);
                return all;
            });
        });
    }

    private static CompletionStage<List<BatchResult>> done() {
        return CompletableFuture.completedFuture(List.of());
    }

    private CompletionStage<List<BatchResult>> recorded(
            CallOrigin origin,
            List<BatchEntry> entries,
            Function<List<BatchEntry>, CompletionStage<List<BatchEntry>>> complete) {
        List<CompletableFuture<BatchResult>> results = new ArrayList<>();
        BatchRound round = new BatchRound(origin, complete);
        for (BatchEntry entry : entries) {
            CompletionStage<WriteResult> answer = stopped
                    ? CompletableFuture.failedFuture(OutboxErrors.stopped(origin.realmId(), BatchCalls.label(entry)))
                    : exclusive(entry.key(), () -> round.join(entry));
            results.add(answer.handle((done, failure) -> failure == null
                            ? BatchCalls.result(
                                    origin.realmId(),
                                    entry,
                                    ItemResult.done(done.json(), null),
                                    entry.key().name())
                            : BatchCalls.failed(
                                    origin.realmId(),
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

        private final CallOrigin origin;
        private final Function<List<BatchEntry>, CompletionStage<List<BatchEntry>>> complete;
        private final List<BatchEntry> entries = new ArrayList<>();
        private final List<CompletableFuture<Completed>> waiting = new ArrayList<>();

        BatchRound(CallOrigin origin, Function<List<BatchEntry>, CompletionStage<List<BatchEntry>>> complete) {
            this.origin = origin;
            this.complete = complete;
        }

        CompletionStage<Completed> join(BatchEntry entry) {
            CompletableFuture<Completed> completed = new CompletableFuture<>();
            entries.add(entry);
            waiting.add(completed);
            return completed;
        }

        void go() {
            if (entries.isEmpty()) {
                return;
            }
            boolean lacking = entries.stream().anyMatch(entry -> isIncomplete(entry.item()));
            CompletionStage<List<Attempted>> steps = identified(entries.get(0).key())
                    .thenCompose(same -> lacking ? afterLook() : calls.begin(origin, entries, Admission.NONE));
            steps.whenComplete((reached, failure) -> {
                for (int i = 0; i < entries.size(); i++) {
                    int place = i;
                    CompletionStage<Completed> completed = failure != null
                            ? CompletableFuture.failedFuture(
                                    RecordedCalls.named(entries.get(place).key(), failure))
                            : Stage.failing(() -> completed(entries.get(place), reached.get(place)));
                    completed.whenComplete((done, wrong) -> {
                        if (wrong == null) {
                            waiting.get(place).complete(done);
                        } else {
                            waiting.get(place).completeExceptionally(wrong);
                        }
                    });
                }
            });
        }

        private CompletionStage<Completed> completed(BatchEntry entry, Attempted step) {
            return step instanceof Known known
                    ? known(again(entry), known.write(), deadline())
                    : answered(BatchCalls.label(entry), (Sent) step, false);
        }

        /** One that was decided or freed by another process meanwhile goes by itself. */
        private WriteOrder again(BatchEntry entry) {
            return new WriteOrder(
                    origin, entry.caller(), entry.key(), null, new LastAttempt(), false, () -> complete.apply(
                                    List.of(entry))
                            .thenCompose(ready -> ready.get(0).isRefused()
                                    ? CompletableFuture.failedFuture(
                                            ready.get(0).refusal())
                                    : CompletableFuture.completedFuture(
                                            WriteDraft.of(ready.get(0).item(), BatchCalls.label(entry)))));
        }

        private CompletionStage<List<Attempted>> afterLook() {
            List<String> names =
                    entries.stream().map(entry -> entry.key().name()).toList();
            return calls.read(connection -> calls.table().find(connection, origin.realmId(), names))
                    .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                            RecordedCalls.unrecorded(entries.get(0).key(), failure)))
                    .thenCompose(there -> {
                        List<BatchEntry> fresh = entries.stream()
                                .filter(entry -> isFresh(there.get(entry.key().name())))
                                .toList();
                        return fresh.isEmpty()
                                ? CompletableFuture.completedFuture(merged(there, List.of(), List.of()))
                                : complete.apply(fresh)
                                        .thenCompose(this::begun)
                                        .thenApply(steps -> merged(there, fresh, steps));
                    });
        }

        /** Those that are refused are neither recorded nor sent: their failure is what they came to. */
        private CompletionStage<List<Attempted>> begun(List<BatchEntry> ready) {
            List<BatchEntry> going =
                    ready.stream().filter(entry -> !entry.isRefused()).toList();
            CompletionStage<List<Attempted>> sent = going.isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : calls.begin(origin, going, Admission.NONE);
            return sent.thenApply(steps -> {
                Iterator<Attempted> next = steps.iterator();
                return ready.stream()
                        .map(entry -> entry.isRefused()
                                ? new Sent(ItemResult.failed(entry.refusal()), CompletableFuture.completedFuture(null))
                                : next.next())
                        .toList();
            });
        }

        private List<Attempted> merged(Map<String, Write> there, List<BatchEntry> fresh, List<Attempted> steps) {
            List<Attempted> all = new ArrayList<>();
            for (BatchEntry entry : entries) {
                int place = fresh.indexOf(entry);
                all.add(place < 0 ? new Known(there.get(entry.key().name())) : steps.get(place));
            }
            return all;
        }
    }

    private static boolean isFresh(Write write) {
        return write == null || write.isFree();
    }

    /** Whether its sender left something out, or named custom fields, that is to be looked up. */
    private static boolean isIncomplete(BatchItem item) {
        if (item.body() == null) {
            return false;
        }
        boolean lacksVersion = !item.operation().equals("create")
                && Json.text(item.body(), "Id") != null
                && Json.text(item.body(), "SyncToken") == null;
        // Whether the rate of a foreign document may be is looked up, too.
        boolean foreign = item.operation().equals("create") && item.body().has("CurrencyRef");
        return lacksVersion || foreign || CustomFields.areNamed(item.body());
    }

    /** Nothing more is sent. Whoever waits is told so; what is undecided stays recorded. */
    public void stop() {
        stopped = true;
        coalescer.stop();
        pendingWrites.failAll();
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
