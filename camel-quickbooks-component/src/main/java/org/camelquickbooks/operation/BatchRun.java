package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryLiteral;
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
                .batch(call.origin(), entries, requestId.step(Integer.toString(number)), this::withVersions)
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

    /** A SyncToken that the caller leaves out is ours to find: with one query an entity. */
    private CompletionStage<List<BatchEntry>> withVersions(List<BatchEntry> entries) {
        Map<String, List<BatchEntry>> lacking = entries.stream()
                .filter(e -> e.item().body() != null
                        && !e.item().operation().equals("create")
                        && Json.text(e.item().body(), "Id") != null
                        && Json.text(e.item().body(), "SyncToken") == null)
                .collect(Collectors.groupingBy(e -> e.item().entity(), LinkedHashMap::new, Collectors.toList()));
        CompletionStage<Map<String, String>> versions = CompletableFuture.completedFuture(new HashMap<>());
        for (Map.Entry<String, List<BatchEntry>> group : lacking.entrySet()) {
            String ids = group.getValue().stream()
                    .map(e -> QueryLiteral.of(Json.text(e.item().body(), "Id")))
                    .collect(Collectors.joining(", "));
            String statement = "SELECT * FROM " + group.getKey() + " WHERE Id IN (" + ids + ") MAXRESULTS 30";
            versions = versions.thenCombine(new Statement(call).run(statement), (known, response) -> {
                for (JsonNode row : response.path(group.getKey())) {
                    known.put(group.getKey() + "/" + Json.text(row, "Id"), Json.text(row, "SyncToken"));
                }
                return known;
            });
        }
        return versions.thenApply(
                known -> entries.stream().map(entry -> versioned(entry, known)).toList());
    }

    private static BatchEntry versioned(BatchEntry entry, Map<String, String> known) {
        BatchItem item = entry.item();
        String version = item.body() == null ? null : known.get(item.entity() + "/" + Json.text(item.body(), "Id"));
        if (version == null || Json.text(item.body(), "SyncToken") != null) {
            return entry;
        }
        ObjectNode body = item.body().deepCopy().put("SyncToken", version);
        return entry.with(new BatchItem(item.operation(), item.entity(), body, null, item.id()));
    }
}
