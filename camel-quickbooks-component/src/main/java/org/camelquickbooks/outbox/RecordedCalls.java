package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camelquickbooks.client.http.Admission;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.ExclusiveWork;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.outbox.Transport.Parcel;
import org.camelquickbooks.outbox.Verdicts.Verdict;
import org.camelquickbooks.state.IntentTable;
import org.camelquickbooks.state.IntentTable.RecordedCall;
import org.camelquickbooks.state.IntentTable.RecordedVerdict;
import org.camelquickbooks.state.IntentTable.Wanted;
import org.camelquickbooks.state.IntentTable.Write;
import org.camelquickbooks.state.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that are recorded before they are sent. From then on only a verdict takes a write out of its call; whatever else
 * happens, the same bytes go under the same request id at the next attempt. Nothing here throws, and every stage ends.
 */
final class RecordedCalls {

    /** How long a process counts as alive without a sign of life. What is wrong about it costs time, never a document. */
    static final Duration LEASE = IntentTable.LEASE;

    private static final Logger LOG = LoggerFactory.getLogger(RecordedCalls.class);
    private static final String JSON = "application/json";
    /** With a bId a request id may have fifty characters (facts, section 4). */
    private static final int CALL_ID_DIGITS = 32;

    /** What became of a write that was to be put into a call. */
    sealed interface Attempted {}

    /**
     * It was sent. The verdict is safe when {@code kept} ends.
     *
     * @param by under what it was sent; null where that is recorded
     */
    record Sent(ItemResult result, CompletionStage<?> kept, LastAttempt.Sender by) implements Attempted {

        Sent(ItemResult result, CompletionStage<?> kept) {
            this(result, kept, null);
        }

        static Sent unrecorded(ItemResult result, LastAttempt.Sender by) {
            return new Sent(result, CompletableFuture.completedFuture(null), by);
        }
    }

    /** Something stands under its name already. */
    record Known(Write write) implements Attempted {}

    /** What became of a call that was to be sent again. */
    sealed interface Resumed {}

    /** It was sent; what became of each write, by bId. */
    record Carried(Map<String, ItemResult> results, CompletionStage<?> kept) implements Resumed {}

    /** Another process is sending it. */
    record Busy() implements Resumed {}

    /** It is decided by now. */
    record Gone() implements Resumed {}

    /** It is too old to be sent again. It is this process's until it is released. */
    record OverdueCall(RecordedCall call, List<Write> writes) implements Resumed {}

    /** Writes of several callers could not be recorded: each is told so of his own. */
    static final class NotRecorded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotRecorded(Throwable cause) {
            super(cause);
        }
    }

    private record Begun(RecordedCall call, Map<String, Write> known) {}

    private record Claimed(Resumed instead, RecordedCall call, List<Write> writes) {}

    private final Transport transport;
    private final State state;
    private final IntentTable table;
    private final Time time;
    private final Supplier<String> ids;
    private final Duration lifetime;
    private final String process;
    /** A call that was carried stays taken until what became of it is recorded. */
    private final ExclusiveWork<CallRenewal.OwnCall, Resumed> calls = new ExclusiveWork<>(
            resumed -> resumed instanceof Carried carried ? carried.kept() : CompletableFuture.completedFuture(null));

    private final CallRenewal renewal;
    private volatile boolean stopped;
    private volatile boolean used;

    /** @param lifetime how long QuickBooks is relied upon to know a request id */
    RecordedCalls(Transport transport, State state, Time time, Supplier<String> ids, Duration lifetime) {
        this.transport = transport;
        this.state = state;
        this.table = new IntentTable(state);
        this.time = time;
        this.ids = ids;
        this.lifetime = lifetime;
        this.process = ids.get();
        this.renewal = new CallRenewal(time, LEASE.dividedBy(3), calls::contexts, this::renew);
    }

    IntentTable table() {
        return table;
    }

    String process() {
        return process;
    }

    /** Time as processes agree on it. */
    long sharedMillis(Connection connection) throws SQLException {
        return state.now(connection);
    }

    long millis() {
        return time.now().toEpochMilli();
    }

    <T> CompletionStage<T> read(org.camelquickbooks.state.TransactionBody<T> work) {
        return Stage.failing(() -> state.read(work));
    }

    <T> CompletionStage<T> write(org.camelquickbooks.state.TransactionBody<T> work) {
        used = true;
        return Stage.failing(() -> state.write(work));
    }

    private static String name(String realmId, String callId) {
        return realmId + "/" + callId;
    }

    /** Records one write in a call of its own, and sends it. */
    CompletionStage<Attempted> begin(
            CallOrigin origin, WriteKey key, WriteDraft draft, Caller caller, Admission admission) {
        Wanted wanted = new Wanted(key.name(), key.digest(), draft.does());
        return write(connection -> {
                    Write there = table.find(connection, key.realmId(), key.name());
                    String callId = key.requestId(there == null ? 0 : there.attempt());
                    Write standing = table.reserve(connection, key.realmId(), wanted, there, callId, Transport.ONLY);
                    if (standing != null) {
                        return new Begun(null, Map.of(key.name(), standing));
                    }
                    RecordedCall call = call(
                            connection,
                            key.realmId(),
                            callId,
                            draft.path(),
                            draft.body().contentType(),
                            draft.kind() == RequestKind.BATCH ? "request/batch" : draft.operation(),
                            draft.expects(),
                            draft.bytes());
                    table.insert(connection, call);
                    return new Begun(call, Map.of());
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unrecorded(key, failure)))
                .thenCompose(begun -> {
                    if (begun.call() == null) {
                        return CompletableFuture.completedFuture(
                                new Known(begun.known().get(key.name())));
                    }
                    Map<String, Wanted> writes = Map.of(Transport.ONLY, wanted);
                    return carry(begun.call(), writes, origin, List.of(caller), draft.body(), admission)
                            .thenApply(carried -> new Sent(carried.results().get(Transport.ONLY), carried.kept()));
                });
    }

    /** Records writes in one batch call, those that are known already left out, and sends it. In the order of the entries. */
    CompletionStage<List<Attempted>> begin(CallOrigin origin, List<BatchEntry> entries, Admission admission) {
        Map<String, Wanted> writes = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            WriteKey key = entries.get(i).key();
            writes.put(BatchCalls.bId(i), new Wanted(key.name(), key.digest(), BatchCalls.label(entries.get(i))));
        }
        byte[] whole = BatchCalls.body(entries);
        return write(connection -> begin(connection, origin.realmId(), writes, whole))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(new NotRecorded(Failures.cause(failure))))
                .thenCompose(begun -> {
                    Map<String, Wanted> going = new LinkedHashMap<>();
                    List<Caller> callers = new ArrayList<>();
                    for (int i = 0; i < entries.size(); i++) {
                        Wanted wanted = writes.get(BatchCalls.bId(i));
                        if (!begun.known().containsKey(wanted.name())) {
                            going.put(BatchCalls.bId(i), wanted);
                            callers.add(entries.get(i).caller());
                        }
                    }
                    CompletionStage<Carried> carried = going.isEmpty()
                            ? CompletableFuture.completedFuture(null)
                            : carry(begun.call(), going, origin, callers, null, admission);
                    return carried.thenApply(sent -> steps(writes, begun, sent));
                });
    }

    private static List<Attempted> steps(Map<String, Wanted> writes, Begun begun, Carried sent) {
        List<Attempted> steps = new ArrayList<>();
        writes.forEach((bId, wanted) -> {
            Write known = begun.known().get(wanted.name());
            steps.add(known != null ? new Known(known) : new Sent(sent.results().get(bId), sent.kept()));
        });
        return steps;
    }

    private Begun begin(Connection connection, String realmId, Map<String, Wanted> writes, byte[] whole)
            throws SQLException {
        Map<String, Write> there = table.find(
                connection, realmId, writes.values().stream().map(Wanted::name).toList());
        String callId = callId(writes, there);
        Map<String, Write> known = new HashMap<>();
        List<Map.Entry<String, Wanted>> ordered = writes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(IntentTable.order()))
                .toList();
        for (Map.Entry<String, Wanted> write : ordered) {
            Wanted wanted = write.getValue();
            Write standing =
                    table.reserve(connection, realmId, wanted, there.get(wanted.name()), callId, write.getKey());
            if (standing != null) {
                known.put(wanted.name(), standing);
            }
        }
        if (known.size() == writes.size()) {
            return new Begun(null, known);
        }
        byte[] body = known.isEmpty()
                ? whole
                : only(
                        whole,
                        writes.entrySet().stream()
                                .filter(write ->
                                        !known.containsKey(write.getValue().name()))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()));
        RecordedCall call = call(connection, realmId, callId, Transport.BATCH, JSON, Transport.BATCH, null, body);
        table.insert(connection, call);
        return new Begun(call, known);
    }

    /**
     * Of what goes: where the record is lost, with a database that was deleted or came from a backup, the batch that is
     * redelivered has the same, and QuickBooks knows it.
     */
    private static String callId(Map<String, Wanted> writes, Map<String, Write> there) {
        StringBuilder all = new StringBuilder();
        writes.forEach((bId, wanted) -> {
            Write known = there.get(wanted.name());
            if (known == null || known.isFree()) {
                all.append(bId)
                        .append(' ')
                        .append(wanted.name())
                        .append(' ')
                        .append(wanted.digest())
                        .append(' ')
                        .append(known == null ? 0 : known.attempt())
                        .append('\n');
            }
        });
        return WriteKey.hash(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, CALL_ID_DIGITS);
    }

    private RecordedCall call(
            Connection connection,
            String realmId,
            String callId,
            String path,
            String contentType,
            String operation,
            String expects,
            byte[] body)
            throws SQLException {
        return new RecordedCall(
                realmId,
                callId,
                path,
                contentType,
                operation,
                expects,
                body,
                millis(),
                millis(),
                process,
                sharedMillis(connection) + LEASE.toMillis(),
                1,
                null);
    }

    /** The items of a call with these bIds, each as it was. */
    static byte[] only(byte[] body, java.util.Set<String> bIds) {
        ArrayNode left = Json.EXACT.createArrayNode();
        for (JsonNode item :
                Json.parsed(new String(body, StandardCharsets.UTF_8)).path("BatchItemRequest")) {
            if (bIds.contains(item.path("bId").asText())) {
                left.add(item);
            }
        }
        return BatchCalls.body(left);
    }

    /**
     * Sends a call again that is undecided, to the byte.
     *
     * @param again the content where the record does not hold it; null where nobody has it
     */
    CompletionStage<Resumed> resume(String realmId, String callId, CallOrigin origin, Caller caller, Body again) {
        return calls.join(name(realmId, callId), new CallRenewal.OwnCall(realmId, callId), () -> write(
                                connection -> take(connection, realmId, callId, again != null))
                        .thenCompose(taken -> taken.instead() != null
                                ? CompletableFuture.completedFuture(taken.instead())
                                : carryAgain(taken, origin, caller, again)))
                .result()
                .copy();
    }

    private CompletionStage<Resumed> carryAgain(Claimed taken, CallOrigin origin, Caller caller, Body again) {
        Map<String, Wanted> writes = new LinkedHashMap<>();
        taken.writes().forEach(w -> writes.put(w.bId(), new Wanted(w.name(), w.digest(), w.label())));
        List<Caller> callers = Collections.nCopies(writes.size(), writes.size() == 1 ? caller : Caller.NOBODY);
        return sent(taken.call(), writes, origin, callers, again, Admission.NONE);
    }

    private Claimed take(Connection connection, String realmId, String callId, boolean hasContent) throws SQLException {
        RecordedCall call = table.lock(connection, realmId, callId);
        if (call == null) {
            return new Claimed(new Gone(), null, null);
        }
        long now = sharedMillis(connection);
        if (call.isOwnedByOther(process, now)) {
            return new Claimed(new Busy(), null, null);
        }
        List<Write> writes = table.of(connection, realmId, callId);
        boolean overdue = millis() - call.begunMillis() >= lifetime.toMillis();
        if (!overdue && call.body() == null && !hasContent) {
            return new Claimed(new Busy(), null, null);
        }
        table.own(connection, call, process, now + LEASE.toMillis(), overdue ? call.sentMillis() : millis());
        RecordedCall owned = table.lock(connection, realmId, callId);
        return overdue ? new Claimed(new OverdueCall(owned, writes), null, null) : new Claimed(null, owned, writes);
    }

    private CompletionStage<Carried> carry(
            RecordedCall call,
            Map<String, Wanted> writes,
            CallOrigin origin,
            List<Caller> callers,
            Body body,
            Admission admission) {
        return calls.join(
                        name(call.realmId(), call.callId()),
                        new CallRenewal.OwnCall(call.realmId(), call.callId()),
                        () -> sent(call, writes, origin, callers, body, admission))
                .result()
                .thenApply(Carried.class::cast);
    }

    private CompletionStage<Resumed> sent(
            RecordedCall call,
            Map<String, Wanted> writes,
            CallOrigin origin,
            List<Caller> callers,
            Body body,
            Admission admission) {
        renewal.later();
        CompletionStage<Map<String, ItemResult>> answer = Stage.failing(() -> {
            if (stopped) {
                return CompletableFuture.failedFuture(new IllegalStateException("The component stops"));
            }
            Map<String, String> labels = new LinkedHashMap<>();
            writes.forEach((bId, wanted) -> labels.put(bId, wanted.label()));
            Body content = call.body() == null ? body : WriteDraft.body(call.contentType(), call.body());
            RequestKind kind = call.path().startsWith(Transport.BATCH) ? RequestKind.BATCH : RequestKind.WRITE;
            return transport.send(new Parcel(
                    origin,
                    call.callId(),
                    call.path(),
                    kind,
                    call.operation(),
                    call.expects(),
                    content,
                    labels,
                    callers,
                    admission));
        });
        return answer.exceptionally(failure -> writes.keySet().stream()
                        .collect(Collectors.toMap(bId -> bId, bId -> ItemResult.failed(Failures.cause(failure)))))
                .thenCompose(results -> settle(call, writes, results));
    }

    private CompletionStage<Resumed> settle(
            RecordedCall call, Map<String, Wanted> writes, Map<String, ItemResult> results) {
        if (results.values().stream().allMatch(result -> result.verdict() == Verdict.NONE)) {
            write(connection -> {
                        table.release(connection, call.realmId(), call.callId(), call.fence());
                        return null;
                    })
                    .whenComplete((released, failure) -> {
                        if (failure != null) {
                            LOG.debug(
                                    "Call {} of company {} could not be released; its lease expires in {} seconds: {}",
                                    call.callId(),
                                    call.realmId(),
                                    LEASE.toSeconds(),
                                    Failures.cause(failure).toString());
                        }
                    });
            return CompletableFuture.completedFuture(new Carried(results, CompletableFuture.completedFuture(null)));
        }
        CompletionStage<Void> kept = Stage.failing(() -> keep(call, writes, results))
                .exceptionally(failure -> {
                    LOG.warn(
                            "The outcome of call {} of company {} could not be recorded; the next attempt asks "
                                    + "QuickBooks for it again, with the same request id: {}",
                            call.callId(),
                            call.realmId(),
                            Failures.cause(failure).toString());
                    return null;
                });
        Carried carried = new Carried(results, kept);
        // What is done stays done: a crash before it is recorded asks again under the same request id.
        return results.values().stream().allMatch(ItemResult::isDone)
                ? CompletableFuture.completedFuture(carried)
                : kept.thenApply(done -> carried);
    }

    private CompletionStage<Void> keep(RecordedCall call, Map<String, Wanted> writes, Map<String, ItemResult> results) {
        List<RecordedVerdict> decisions = new ArrayList<>();
        java.util.Set<String> open = new java.util.HashSet<>();
        writes.forEach((bId, wanted) -> {
            ItemResult result = results.get(bId);
            if (result.verdict() == Verdict.NONE) {
                open.add(bId);
            } else {
                String answer = result.isDone() ? String.valueOf(result.json()) : null;
                decisions.add(new RecordedVerdict(wanted.name(), answer));
            }
        });
        // Those that were refused must not go again with the others.
        byte[] remaining = open.isEmpty() || call.body() == null ? null : only(call.body(), open);
        return decide(call, decisions, remaining);
    }

    CompletionStage<Void> decide(RecordedCall call, List<RecordedVerdict> decisions, byte[] remaining) {
        decisions.sort(java.util.Comparator.comparing(RecordedVerdict::name));
        return write(connection -> {
            table.decide(connection, call.realmId(), call.callId(), call.fence(), decisions, remaining, millis());
            return null;
        });
    }

    /** An operator's verdict on one write: the others of its call must go again without it. */
    void settle(Connection connection, RecordedCall call, Write write, String answer) throws SQLException {
        java.util.Set<String> others = table.of(connection, call.realmId(), call.callId()).stream()
                .filter(other -> !other.name().equals(write.name()))
                .map(Write::bId)
                .collect(Collectors.toSet());
        table.decide(
                connection,
                call.realmId(),
                call.callId(),
                call.fence(),
                List.of(new RecordedVerdict(write.name(), answer)),
                others.isEmpty() ? null : only(call.body(), others),
                millis());
    }

    /** The same failure, unless it says that writes of several callers could not be recorded. */
    static Throwable named(WriteKey key, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof NotRecorded ? unrecorded(key, cause.getCause()) : cause;
    }

    static QuickBooksUnavailableException unrecorded(WriteKey key, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return new QuickBooksUnavailableException(
                "The write with the id '" + key.name() + "' was not sent, because it could not be recorded: "
                        + cause.getMessage() + ". It is safe to send it again",
                FaultContext.unanswered(key.realmId(), key.label()),
                true,
                cause);
    }

    /** Keeps a call this process's while it is looked up: it is not in flight any more. */
    <T> CompletionStage<T> keeping(RecordedCall call, Supplier<CompletionStage<T>> work) {
        return renewal.during(new CallRenewal.OwnCall(call.realmId(), call.callId()), work);
    }

    private void renew(Map<String, List<String>> callIds) {
        write(connection -> {
            long until = sharedMillis(connection) + LEASE.toMillis();
            for (Map.Entry<String, List<String>> company : callIds.entrySet()) {
                table.renew(connection, process, company.getKey(), company.getValue(), until);
            }
            return null;
        });
    }

    /** Nothing more is sent; what is undecided is anybody's. */
    CompletionStage<Void> stop() {
        stopped = true;
        renewal.stop();
        if (!used) {
            // Not opened for this.
            return CompletableFuture.completedFuture(null);
        }
        return write(connection -> {
            table.releaseAll(connection, process);
            return null;
        });
    }
}
