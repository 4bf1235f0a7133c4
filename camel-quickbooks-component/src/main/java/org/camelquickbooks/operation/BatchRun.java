package org.camelquickbooks.operation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.outbox.BatchCalls;
import org.camelquickbooks.outbox.BatchEntry;
import org.camelquickbooks.outbox.WriteKey;

/** A batch under way: cut into calls, several at a time, read from the input no faster than they are sent. */
final class BatchRun {

    /** The throttle lets through what the company allows; more would only be read ahead. */
    private static final int CALLS_AT_A_TIME = 8;

    private final Call call;
    private final RequestId requestId;
    private final BatchInput input;
    private final Map<Integer, BatchResult> results = new TreeMap<>();
    private final CompletableFuture<List<BatchResult>> done = new CompletableFuture<>();
    /** How many there were with the same content. */
    private final Map<String, Integer> alike = new HashMap<>();

    private int inFlight;
    private int calls;
    private boolean reading;
    private boolean atEnd;
    private Throwable broken;

    BatchRun(Call call, RequestId requestId, BatchInput input) {
        this.call = call;
        this.requestId = requestId;
        this.input = input;
    }

    CompletionStage<List<BatchResult>> start() {
        readOnLater();
        return done;
    }

    /** Reads and sends until enough calls are under way. One thread at a time. */
    private void readOn() {
        synchronized (this) {
            if (reading) {
                return;
            }
            reading = true;
        }
        while (mayReadOn()) {
            // Not locked: the iterator is the user's, and may take its time.
            List<BatchEntry> entries = new ArrayList<>();
            Throwable failure = null;
            try {
                fill(entries);
            } catch (Throwable e) {
                // Also of an Error in the user's iterator the exchange has to hear.
                failure = e;
            }
            int number;
            synchronized (this) {
                if (failure != null) {
                    // What was sent is done and its results are awaited; nothing more is read.
                    broken = failure;
                } else if (entries.isEmpty()) {
                    atEnd = true;
                }
                if (failure != null || entries.isEmpty()) {
                    continue;
                }
                inFlight++;
                number = ++calls;
            }
            send(entries, number);
        }
    }

    /** Whether there is room for a call and something to read; where not, nobody is reading any more. */
    private synchronized boolean mayReadOn() {
        if (inFlight < CALLS_AT_A_TIME && broken == null && !atEnd) {
            return true;
        }
        reading = false;
        finishIfDone();
        return false;
    }

    private void fill(List<BatchEntry> entries) throws Exception {
        while (entries.size() < BatchCalls.LARGEST && input.hasNext()) {
            int index = input.position();
            BatchItem item = input.next();
            entries.add(new BatchEntry(item, index, key(item), call.caller()));
        }
    }

    /**
     * What names an operation for good: its own id, or the batch's id and what the operation holds. Not its place: a
     * batch that comes again may have lost some or gained some.
     */
    private WriteKey key(BatchItem item) {
        if (item.query() != null || item.id() == null && requestId.key() == null) {
            return null;
        }
        byte[] content = item.toRequest("").toString().getBytes(StandardCharsets.UTF_8);
        String label = item.operation() + "/" + item.entity();
        if (item.id() != null) {
            return WriteKey.of(call.realmId(), "batch/" + item.id(), label, content);
        }
        String name =
                "batch/" + requestId.key().name() + "#" + WriteKey.hash(content).substring(0, 24);
        return WriteKey.of(call.realmId(), name + "#" + alike.merge(name, 1, Integer::sum), label, content);
    }

    private void send(List<BatchEntry> entries, int number) {
        call.runtime()
                .outbox()
                .batch(
                        call.origin(),
                        entries,
                        requestId.step(Integer.toString(number)),
                        new BatchCompletion(call)::complete)
                .thenCompose(this::checked)
                .whenComplete((part, failure) -> {
                    synchronized (this) {
                        inFlight--;
                        if (failure == null) {
                            part.forEach(result -> results.put(result.index(), result));
                        } else if (broken == null) {
                            broken = Failures.cause(failure);
                        }
                    }
                    readOnLater();
                });
    }

    /** A result is a fault where custom fields were dropped, and where it is that of an earlier write of what is gone. */
    private CompletionStage<List<BatchResult>> checked(List<BatchResult> part) {
        CompletionStage<List<BatchResult>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (BatchResult result : part) {
            all = all.thenCombine(checked(result), (list, one) -> {
                list.add(one);
                return list;
            });
        }
        return all;
    }

    private CompletionStage<BatchResult> checked(BatchResult result) {
        BatchItem item = result.item();
        if (result.isFault() || item.body() == null || item.operation().equals("delete")) {
            return CompletableFuture.completedFuture(result);
        }
        EntityType type = EntityCatalogue.get().type(item.entity());
        String label = item.operation() + "/" + item.entity() + " in a batch";
        return ReplayCheck.deletedSince(call, type, label, result.entity(), false)
                .thenCompose(gone -> gone != null
                        ? CompletableFuture.<QuickBooksException>completedFuture(gone)
                        : KeptFields.dropped(call, type, label, KeptFields.asked(item.body()), result.entity(), null)
                                .<QuickBooksException>thenApply(dropped -> dropped))
                .handle((fault, failure) -> fault == null && failure == null
                        ? result
                        : new BatchResult(
                                item,
                                result.index(),
                                null,
                                fault != null ? fault : unchecked(label, failure),
                                result.requestId()));
    }

    /** It is done, and the same item again is compared again. */
    private QuickBooksException unchecked(String label, Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof QuickBooksException fault
                ? fault
                : new QuickBooksException(
                        String.valueOf(cause.getMessage()),
                        FaultContext.unanswered(call.realmId(), label),
                        false,
                        cause);
    }

    /** On a worker: an iterator may block. */
    private void readOnLater() {
        try {
            call.runtime().workers().execute(this::readOn);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                broken = broken == null ? new IllegalStateException("The component stops", e) : broken;
                finishIfDone();
            }
        }
    }

    private void finishIfDone() {
        if (inFlight == 0 && (broken != null || atEnd)) {
            if (broken == null) {
                results.values().stream()
                        .filter(result -> !result.isFault() && result.item().entity() != null)
                        .forEach(result -> call.wrote(result.item().entity(), result.entity()));
                done.complete(new ArrayList<>(results.values()));
            } else {
                done.completeExceptionally(broken);
            }
        }
    }
}
