package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksBatchException;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.FaultError;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksDroppedFieldsException;

/** Any number of operations, in as many calls as they need. */
final class Batch implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) throws Exception {
        BatchInput input = BatchInput.of(call);
        // The items have ids of their own; this one is for those that have none.
        RequestId requestId = call.requestId(new byte[0]);
        return new BatchRun(call, requestId, input).start().thenApply(results -> result(call, results));
    }

    private static OperationResult result(Call call, List<BatchResult> results) {
        List<BatchResult> faults = results.stream().filter(BatchResult::isFault).toList();
        boolean fails =
                switch (call.options().getFailOn()) {
                    case ANY -> !faults.isEmpty();
                    case ALL -> !faults.isEmpty() && faults.size() == results.size();
                    case NONE -> false;
                };
        if (fails) {
            BatchResult first = faults.get(0);
            throw new QuickBooksBatchException(
                    faults.size() + " of " + results.size() + " operations of the batch failed; the first is number "
                            + first.index() + " (counted from 0): "
                            + first.fault().getMessage(),
                    results,
                    first.fault());
        }
        KeptItems.forget(call.exchange());
        Object body = call.options().getOutputType().equals("BatchResult") ? results : json(results);
        return OperationResult.of(body)
                .header(QuickBooksConstants.ROW_COUNT, results.size())
                .header(QuickBooksConstants.FAULT_COUNT, faults.size());
    }

    private static ArrayNode json(List<BatchResult> results) {
        ArrayNode array = Json.EXACT.createArrayNode();
        for (BatchResult result : results) {
            ObjectNode node = array.addObject()
                    .put("index", result.index())
                    .put("operation", result.item().operation());
            if (result.item().name() != null) {
                node.put("id", result.item().name());
            }
            if (result.isFault()) {
                node.set("Fault", fault(result));
            } else {
                JsonNode entity = result.entity();
                node.set(result.item().entity() == null ? "rows" : result.item().entity(), entity);
            }
        }
        return array;
    }

    private static ObjectNode fault(BatchResult result) {
        ObjectNode fault = Json.object()
                .put("type", result.fault().getFaultType())
                .put("message", result.fault().summary())
                .put("retryable", result.fault().isRetryable());
        if (result.fault() instanceof QuickBooksDroppedFieldsException dropped) {
            fault.put("entityId", dropped.getEntityId());
        }
        ArrayNode errors = fault.putArray("Error");
        for (FaultError error : result.fault().getErrors()) {
            errors.addObject()
                    .put("code", error.code())
                    .put("Message", error.message())
                    .put("Detail", error.detail())
                    .put("element", error.element());
        }
        return fault;
    }
}
