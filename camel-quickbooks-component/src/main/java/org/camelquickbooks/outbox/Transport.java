package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Admission;
import org.camelquickbooks.client.http.Body;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultReader;
import org.camelquickbooks.model.Faults;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/** Sends calls, of one write or of a batch, and reads what the answer says of each write. */
final class Transport {

    static final String BATCH = "batch";

    /** The bId of the one write of a call that is no batch. */
    static final String ONLY = "1";

    private static final int ATTEMPTS_WHEN_CUT = 4;

    /**
     * A call.
     *
     * @param path with its parameters
     * @param expects the field that an answer must have; null where any will do; of no meaning for a batch
     * @param labels by bId, operation and entity of each write
     * @param admission of its request
     */
    record Parcel(
            CallOrigin origin,
            String requestId,
            String path,
            RequestKind kind,
            String operation,
            String expects,
            Body body,
            Map<String, String> labels,
            List<Caller> callers,
            Admission admission) {

        /** A batch whose items are ours; the caller of {@code request} may have made a whole one. */
        boolean isBatch() {
            return operation.equals(BATCH);
        }
    }

    private final Next client;

    Transport(Next client) {
        this.client = client;
    }

    /** What became of each write, by bId. It never fails. */
    CompletionStage<Map<String, ItemResult>> send(Parcel parcel) {
        return Stage.failing(() -> attempt(parcel, 1)).exceptionally(failure -> {
            Map<String, ItemResult> all = new HashMap<>();
            parcel.labels().keySet().forEach(bId -> all.put(bId, ItemResult.failed(failure)));
            return all;
        });
    }

    private CompletionStage<Map<String, ItemResult>> attempt(Parcel parcel, int number) {
        Request request = Request.post(parcel.origin().realmId(), parcel.path(), parcel.body())
                .kind(parcel.kind())
                .priority(parcel.origin().priority())
                .source(parcel.origin().source())
                .operation(parcel.operation())
                .callers(parcel.callers())
                .requestId(parcel.requestId())
                .admission(parcel.admission())
                .build();
        return client.proceed(request).thenCompose(response -> {
            if (!parcel.isBatch()) {
                return CompletableFuture.completedFuture(
                        Map.of(parcel.labels().keySet().iterator().next(), single(parcel, response)));
            }
            Map<String, ItemResult> results = items(parcel, response);
            // An item may be missing from a cut answer (facts, 4); under the same requestid nothing is done twice.
            return results.size() < parcel.labels().size() && number < ATTEMPTS_WHEN_CUT
                    ? attempt(parcel, number + 1)
                    : CompletableFuture.completedFuture(complete(parcel, response, results));
        });
    }

    private static ItemResult single(Parcel parcel, Response response) {
        JsonNode json = response.json();
        // The fault of an upload stands inside.
        JsonNode first = json == null ? null : json.path("AttachableResponse").path(0);
        Fault fault = first == null ? null : FaultReader.fromJson(first);
        if (fault != null) {
            return ItemResult.failed(Faults.exception(context(parcel, response, fault, parcel.operation())));
        }
        if (parcel.expects() != null
                && (json == null || !json.path(parcel.expects()).isObject())) {
            return ItemResult.failed(new IllegalStateException(parcel.operation() + ": the answer has no "
                    + parcel.expects() + " but " + fields(json) + ". If the request id '" + parcel.requestId()
                    + "' was used for another write before, give each write its own"));
        }
        return ItemResult.done(json, response);
    }

    private static String fields(JsonNode answer) {
        return answer == null ? "nothing" : String.join(", ", (Iterable<String>) answer::fieldNames);
    }

    private static Map<String, ItemResult> items(Parcel parcel, Response response) {
        Map<String, ItemResult> results = new HashMap<>();
        for (JsonNode item : response.json().path("BatchItemResponse")) {
            String bId = item.path("bId").asText();
            String label = parcel.labels().get(bId);
            if (label != null) {
                Fault fault = FaultReader.fromJson(item);
                results.put(
                        bId,
                        fault == null
                                ? ItemResult.done(item, null)
                                : ItemResult.failed(
                                        Faults.exception(context(parcel, null, fault, label + " in a batch"))));
            }
        }
        return results;
    }

    private static Map<String, ItemResult> complete(Parcel parcel, Response response, Map<String, ItemResult> results) {
        int answered = results.size();
        parcel.labels()
                .forEach((bId, label) -> results.computeIfAbsent(
                        bId,
                        b -> ItemResult.failed(new QuickBooksUnavailableException(
                                "QuickBooks answered " + answered + " of "
                                        + parcel.labels().size() + " operations",
                                context(parcel, response, Fault.NONE, label + " in a batch"),
                                true,
                                null))));
        return results;
    }

    private static FaultContext context(Parcel parcel, Response response, Fault fault, String operation) {
        // An item has no status of its own; a refused one has that of a refused request.
        return new FaultContext(
                response == null ? 400 : response.status(),
                fault,
                response == null ? null : response.intuitTid(),
                parcel.origin().realmId(),
                operation,
                null);
    }
}
