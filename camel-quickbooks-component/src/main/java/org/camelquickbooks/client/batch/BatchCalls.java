package org.camelquickbooks.client.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Kind;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultReader;
import org.camelquickbooks.model.Faults;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batch calls: of at most thirty operations each, every operation with its own answer. With an intent log, what a call
 * holds is safe before it is sent, and an operation that is known from before is not sent again.
 */
public final class BatchCalls {

    /** Facts, section 4. */
    public static final int LARGEST = 30;

    private static final Logger LOG = LoggerFactory.getLogger(BatchCalls.class);
    private static final String BATCH = Intent.BATCH;
    private static final String ONLY = "1";
    private static final int REPEATS_WHEN_CUT = 3;

    /**
     * One operation that is to be sent.
     *
     * @param index its place in the user's list
     * @param key what names it for good; null where nothing does
     * @param caller who has it done
     */
    public record Entry(BatchItem item, int index, String key, Caller caller) {}

    /** For whom a call is made. */
    public record Sender(String realmId, Priority priority, String source) {}

    private final Next client;
    private final Time time;
    private final IntentLog log;
    /** Calls under way that are in the log, by requestid, and their answers by bId. */
    private final Map<String, CompletableFuture<Map<String, JsonNode>>> underWay = new ConcurrentHashMap<>();

    /** @param log null to keep none */
    public BatchCalls(Next client, Time time, IntentLog log) {
        this.client = client;
        this.time = time;
        this.log = log;
    }

    public boolean isLogging() {
        return log != null;
    }

    /** Sends again what a process before this one has sent and not heard of, word for word. */
    public CompletionStage<Integer> recover() {
        List<Intent> open = log == null ? List.of() : log.undecided();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (Intent intent : open) {
            Sender sender = new Sender(intent.realmId(), Priority.INTERACTIVE, "intent log");
            calls.add(replay(sender, intent).toCompletableFuture().exceptionally(failure -> {
                LOG.warn(
                        "Batch {} of company {} is still undecided, and is tried again when one of its exchanges comes"
                                + " again: {}",
                        intent.id(),
                        intent.realmId(),
                        failure.toString());
                return Map.of();
            }));
        }
        if (!open.isEmpty()) {
            LOG.info("Sending {} batches again that a former process has not heard of", open.size());
        }
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).thenApply(done -> open.size());
    }

    /**
     * What is known of an operation from before, and was or will be its result; null where nothing is known. To be asked
     * before it is put into a new call.
     */
    public CompletionStage<BatchResult> known(Sender sender, Entry entry) {
        if (log == null || entry.key() == null) {
            return null;
        }
        IntentLog.Known known = log.find(sender.realmId(), entry.key());
        if (known == null) {
            return null;
        }
        if (known.answer() != null) {
            return CompletableFuture.completedFuture(result(sender, entry, Json.parsed(known.answer()), null));
        }
        Intent intent = known.intent();
        return replay(sender, intent).handle((answers, failure) -> {
            if (failure != null) {
                return failed(sender, entry, failure, intent.id());
            }
            String bId = intent.keys().entrySet().stream()
                    .filter(e -> e.getValue().equals(entry.key()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
            return result(sender, entry, answers.get(bId), intent.id());
        });
    }

    private CompletionStage<Map<String, JsonNode>> replay(Sender sender, Intent intent) {
        CompletableFuture<Map<String, JsonNode>> mine = new CompletableFuture<>();
        CompletableFuture<Map<String, JsonNode>> other = underWay.putIfAbsent(intent.id(), mine);
        if (other != null) {
            return other;
        }
        int asked = intent.isBatch()
                ? Json.parsed(intent.body()).path("BatchItemRequest").size()
                : 1;
        // Whose they were is not known any more.
        transmit(sender, intent, Collections.nCopies(asked, Caller.NOBODY), asked, mine);
        return mine;
    }

    /**
     * Sends one call. The results come in the order of the entries; it never fails as a whole.
     *
     * @param requestId the call's, of at most 36 characters
     */
    public CompletionStage<List<BatchResult>> call(Sender sender, List<Entry> entries, String requestId) {
        Map<String, Entry> byId = new LinkedHashMap<>();
        Map<String, String> keys = new HashMap<>();
        ArrayNode items = Json.EXACT.createArrayNode();
        for (Entry entry : entries) {
            String bId = Integer.toString(byId.size() + 1);
            byId.put(bId, entry);
            items.add(entry.item().toRequest(bId));
            if (entry.key() != null) {
                keys.put(bId, entry.key());
            }
        }
        ObjectNode body = Json.object();
        body.set("BatchItemRequest", items);
        Intent intent = new Intent(requestId, sender.realmId(), time.now(), BATCH, body.toString(), keys);
        CompletionStage<Map<String, JsonNode>> answers = begin(sender, intent, entries);
        if (answers == null) {
            return oneByOne(sender, entries, requestId);
        }
        return answers.handle((byBId, failure) -> {
            List<BatchResult> results = new ArrayList<>();
            byId.forEach((bId, entry) -> results.add(
                    failure != null
                            ? failed(sender, entry, failure, requestId)
                            : result(sender, entry, byBId.get(bId), requestId)));
            return results;
        });
    }

    /** Sends one operation by itself, with the same care. It never fails: the fault is in the result. One that is known is not sent. */
    public CompletionStage<BatchResult> single(Sender sender, Entry entry, String requestId) {
        CompletionStage<BatchResult> known = known(sender, entry);
        if (known != null) {
            return known;
        }
        BatchItem item = entry.item();
        EntityType type = EntityCatalogue.get().type(item.entity());
        String path = item.operation().equals("delete") ? type.path() + "?operation=delete" : type.path();
        JsonNode body = item.toRequest(ONLY).path(item.entity());
        Map<String, String> keys = entry.key() == null ? Map.of() : Map.of(ONLY, entry.key());
        Intent intent = new Intent(requestId, sender.realmId(), time.now(), path, body.toString(), keys);
        CompletionStage<Map<String, JsonNode>> answers = begin(sender, intent, List.of(entry));
        if (answers == null) {
            return oneByOne(sender, List.of(entry), requestId).thenApply(results -> results.get(0));
        }
        return answers.handle((byBId, failure) -> failure != null
                ? failed(sender, entry, failure, requestId)
                : result(sender, entry, byBId.get(ONLY), requestId));
    }

    /** Has a call written down and sent; null where one of its operations is known already. */
    private CompletionStage<Map<String, JsonNode>> begin(Sender sender, Intent intent, List<Entry> entries) {
        CompletableFuture<Map<String, JsonNode>> answers = new CompletableFuture<>();
        if (log != null && !intent.keys().isEmpty()) {
            // Where the same id is under way already, the log says so, and the first keeps its place here.
            underWay.putIfAbsent(intent.id(), answers);
            try {
                if (!log.begin(intent)) {
                    underWay.remove(intent.id(), answers);
                    return null;
                }
            } catch (RuntimeException e) {
                underWay.remove(intent.id(), answers);
                return CompletableFuture.failedFuture(e);
            }
        }
        transmit(sender, intent, entries.stream().map(Entry::caller).toList(), entries.size(), answers);
        return answers;
    }

    /** One of them is known since a moment ago: those that are take the known answer, the others go without them. */
    private CompletionStage<List<BatchResult>> oneByOne(Sender sender, List<Entry> entries, String requestId) {
        List<CompletableFuture<BatchResult>> results = new ArrayList<>();
        List<Entry> rest = new ArrayList<>();
        Map<Entry, CompletableFuture<BatchResult>> waiting = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            CompletionStage<BatchResult> known = known(sender, entry);
            if (known == null && entry.key() != null && !seen.add(entry.key())) {
                known = CompletableFuture.completedFuture(failed(
                        sender,
                        entry,
                        new IllegalArgumentException("Two operations of one batch have the id " + entry.key()),
                        requestId));
            }
            CompletableFuture<BatchResult> result =
                    known == null ? new CompletableFuture<>() : known.toCompletableFuture();
            results.add(result);
            if (known == null) {
                rest.add(entry);
                waiting.put(entry, result);
            }
        }
        if (!rest.isEmpty()) {
            call(sender, rest, requestId).whenComplete((done, failure) -> {
                for (int i = 0; i < rest.size(); i++) {
                    waiting.get(rest.get(i)).complete(done.get(i));
                }
            });
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(all -> results.stream().map(CompletableFuture::join).toList());
    }

    private void transmit(
            Sender sender,
            Intent intent,
            List<Caller> callers,
            int asked,
            CompletableFuture<Map<String, JsonNode>> answers) {
        attempt(sender, intent, callers, asked, 0).whenComplete((byBId, failure) -> {
            try {
                settle(intent, byBId, failure);
            } catch (RuntimeException e) {
                LOG.warn("What became of batch {} could not be kept: {}", intent.id(), e.toString());
            } finally {
                underWay.remove(intent.id());
            }
            if (failure == null) {
                answers.complete(byBId);
            } else {
                answers.completeExceptionally(failure);
            }
        });
    }

    private CompletionStage<Map<String, JsonNode>> attempt(
            Sender sender, Intent intent, List<Caller> callers, int asked, int cut) {
        Request request = Request.post(sender.realmId(), intent.path(), Body.jsonText(intent.body()))
                .kind(intent.isBatch() ? Kind.BATCH : Kind.WRITE)
                .priority(sender.priority())
                .source(sender.source())
                .operation(intent.operation())
                .callers(callers)
                .requestId(intent.id())
                .build();
        return client.proceed(request).thenCompose(response -> {
            if (!intent.isBatch()) {
                return CompletableFuture.completedFuture(Map.of(ONLY, response.json()));
            }
            Map<String, JsonNode> byBId = new HashMap<>();
            for (JsonNode item : response.json().path("BatchItemResponse")) {
                byBId.put(item.path("bId").asText(), item);
            }
            if (byBId.size() >= asked) {
                return CompletableFuture.completedFuture(byBId);
            }
            // An item may be missing from a cut answer (facts, 4); under the same requestid nothing is done twice.
            return cut < REPEATS_WHEN_CUT
                    ? attempt(sender, intent, callers, asked, cut + 1)
                    : CompletableFuture.failedFuture(incomplete(sender, response, byBId.size(), asked));
        });
    }

    private static QuickBooksException incomplete(Sender sender, Response response, int got, int asked) {
        FaultContext context =
                new FaultContext(response.status(), Fault.NONE, response.intuitTid(), sender.realmId(), BATCH, null);
        return new QuickBooksUnavailableException(
                "QuickBooks answered " + got + " of " + asked + " operations", context, true, null);
    }

    /** Keeps what is decided. A call that may have been done, and was not heard of, stays undecided. */
    private void settle(Intent intent, Map<String, JsonNode> byBId, Throwable failure) {
        if (log == null || intent.keys().isEmpty()) {
            return;
        }
        Map<String, String> answers = new HashMap<>();
        if (failure == null) {
            intent.keys().forEach((bId, key) -> {
                JsonNode item = byBId.get(bId);
                if (item != null && FaultReader.fromJson(item) == null) {
                    answers.put(key, item.toString());
                }
            });
        } else if (isOpen(failure)) {
            return;
        }
        log.decide(intent, answers, time.now());
    }

    private static boolean isOpen(Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof QuickBooksUnavailableException
                || cause instanceof QuickBooksException fault
                        && !fault.getHistory().isEmpty();
    }

    private static BatchResult failed(Sender sender, Entry entry, Throwable failure, String requestId) {
        Throwable cause = Failures.cause(failure);
        QuickBooksException fault = cause instanceof QuickBooksException quickBooks
                ? quickBooks
                : new QuickBooksException(
                        cause.getMessage(), FaultContext.unanswered(sender.realmId(), BATCH), false, cause);
        return new BatchResult(entry.item(), entry.index(), null, fault, requestId);
    }

    private static BatchResult result(Sender sender, Entry entry, JsonNode item, String requestId) {
        Fault fault = item == null ? null : FaultReader.fromJson(item);
        if (item == null || fault != null) {
            Fault what = fault == null ? Fault.NONE : fault;
            String operation = entry.item().operation()
                    + (entry.item().entity() == null ? "" : "/" + entry.item().entity()) + " in a batch";
            FaultContext context =
                    new FaultContext(item == null ? 0 : 400, what, null, sender.realmId(), operation, null);
            return new BatchResult(entry.item(), entry.index(), null, Faults.exception(context), requestId);
        }
        JsonNode entity =
                entry.item().query() == null ? item.path(entry.item().entity()) : answer(item.path("QueryResponse"));
        return new BatchResult(entry.item(), entry.index(), entity, null, requestId);
    }

    /** The rows of a query, or the answer itself where it is a count. */
    private static JsonNode answer(JsonNode response) {
        JsonNode rows = Json.rows(response);
        return rows.isEmpty() && response.has("totalCount") ? response : rows;
    }
}
