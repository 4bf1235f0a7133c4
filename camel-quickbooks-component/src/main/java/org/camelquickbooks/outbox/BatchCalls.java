package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.camelquickbooks.client.http.Admission;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.outbox.Transport.Parcel;

/** Batch calls of at most thirty operations without a stable id: they are sent and not recorded. */
public final class BatchCalls {

    /** Facts, section 4. */
    public static final int LARGEST = 30;

    /** A bId may have ten characters: of one that is alike another two are the count. */
    private static final int CONTENT_DIGITS = 8;

    private final Transport transport;

    public BatchCalls(Next client) {
        this.transport = new Transport(client);
    }

    /**
     * Sends one call. The results come in the order of the entries; it never fails as a whole.
     *
     * @param requestId the call's, of at most 36 characters
     */
    public CompletionStage<List<BatchResult>> call(CallOrigin origin, List<BatchEntry> entries, String requestId) {
        return call(origin, entries, places(entries), requestId);
    }

    /** @param bIds of the entries, in their order */
    CompletionStage<List<BatchResult>> call(
            CallOrigin origin, List<BatchEntry> entries, List<String> bIds, String requestId) {
        return send(origin, entries, bIds, requestId, Admission.NONE).thenApply(results -> {
            List<BatchResult> all = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                all.add(result(origin.realmId(), entries.get(i), results.get(i), requestId));
            }
            return all;
        });
    }

    /** The same, as what the answers came to. */
    CompletionStage<List<ItemResult>> send(
            CallOrigin origin, List<BatchEntry> entries, List<String> bIds, String requestId, Admission admission) {
        Map<String, String> labels = labels(entries, bIds);
        return transport
                .send(new Parcel(
                        origin,
                        requestId,
                        Transport.BATCH,
                        RequestKind.BATCH,
                        Transport.BATCH,
                        null,
                        WriteDraft.body("application/json", body(entries, bIds)),
                        labels,
                        entries.stream().map(BatchEntry::caller).toList(),
                        admission))
                .thenApply(results -> labels.keySet().stream().map(results::get).toList());
    }

    /** By bId, in the order of the entries. */
    private static Map<String, String> labels(List<BatchEntry> entries, List<String> bIds) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            labels.put(bIds.get(i), label(entries.get(i)));
        }
        return labels;
    }

    /** BIds by place, for calls whose request id is never used again with other entries. */
    static List<String> places(List<BatchEntry> entries) {
        return IntStream.range(0, entries.size()).mapToObj(BatchCalls::bId).toList();
    }

    /**
     * BIds by content. QuickBooks joins them with the request id (facts, section 4): an exchange that comes again with
     * other entries under the same request id gets no answer that another entry had in the place.
     */
    static List<String> contents(List<BatchEntry> entries) {
        List<String> bIds = new ArrayList<>();
        Map<String, Integer> alike = new HashMap<>();
        for (BatchEntry entry : entries) {
            byte[] content = entry.item().toRequest("").toString().getBytes(StandardCharsets.UTF_8);
            String hash = WriteKey.hash(content).substring(0, CONTENT_DIGITS);
            int others = alike.merge(hash, 1, Integer::sum) - 1;
            bIds.add(others == 0 ? hash : hash + "-" + Integer.toString(others, Character.MAX_RADIX));
        }
        return bIds;
    }

    static String bId(int place) {
        return Integer.toString(place + 1);
    }

    /** Operation and entity. */
    static String label(BatchEntry entry) {
        return entry.item().operation()
                + (entry.item().entity() == null ? "" : "/" + entry.item().entity());
    }

    static byte[] body(List<BatchEntry> entries) {
        return body(entries, places(entries));
    }

    private static byte[] body(List<BatchEntry> entries, List<String> bIds) {
        ArrayNode items = Json.EXACT.createArrayNode();
        for (int i = 0; i < entries.size(); i++) {
            items.add(entries.get(i).item().toRequest(bIds.get(i)));
        }
        return body(items);
    }

    static byte[] body(ArrayNode items) {
        ObjectNode body = Json.object();
        body.set("BatchItemRequest", items);
        return Json.bytes(body);
    }

    /** A result as the caller of a batch gets it. */
    static BatchResult result(String realmId, BatchEntry entry, ItemResult result, String requestId) {
        return result.isDone()
                ? new BatchResult(entry.item(), entry.index(), entity(entry, result.json()), null, requestId)
                : failed(realmId, entry, result.failure(), requestId);
    }

    static BatchResult failed(String realmId, BatchEntry entry, Throwable failure, String requestId) {
        Throwable cause = Failures.cause(failure);
        QuickBooksException fault = cause instanceof QuickBooksException quickBooks
                ? quickBooks
                : new QuickBooksException(
                        String.valueOf(cause.getMessage()),
                        FaultContext.unanswered(realmId, Transport.BATCH),
                        false,
                        cause);
        return new BatchResult(entry.item(), entry.index(), null, fault, requestId);
    }

    static JsonNode entity(BatchEntry entry, JsonNode answer) {
        return entry.item().query() == null ? answer.path(entry.item().entity()) : rows(answer.path("QueryResponse"));
    }

    /** The rows of a query, or the answer itself where it is a count. */
    private static JsonNode rows(JsonNode response) {
        JsonNode rows = Json.rows(response);
        return rows.isEmpty() && response.has("totalCount") ? response : rows;
    }
}
