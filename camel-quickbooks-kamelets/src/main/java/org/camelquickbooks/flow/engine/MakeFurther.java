package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.Json;

/**
 * Makes the further documents of a plan, each under a request id of its own and each written down when it is there, so
 * that a crash between them leaves nothing undone or done twice.
 */
final class MakeFurther extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        return next(FlowWork.of(exchange), 0);
    }

    private CompletableFuture<?> next(FlowWork work, int index) {
        Plan plan = work.entry().plan();
        if (!work.isBooked() || plan == null || index >= plan.further().size()) {
            return CompletableFuture.completedFuture(null);
        }
        Plan.Further further = plan.further().get(index);
        if (work.entry().document(further.name()).isPresent()) {
            return next(work, index + 1);
        }
        ObjectNode body = further.body().deepCopy();
        withIds(body, work.entry());
        return calls(work.key().company())
                .json(
                        "quickbooks:create/" + further.entity(),
                        body,
                        Map.of(QuickBooksConstants.REQUEST_ID, work.entry().requestId(further.name())))
                .thenCompose(made -> put(work, further, made))
                .thenCompose(put -> next(work, index + 1));
    }

    private CompletableFuture<FlowEntry> put(FlowWork work, Plan.Further further, JsonNode made) {
        return work.put(work.entry().with(further.name(), further.entity(), made, Journals.now(getCamelContext())))
                .exceptionallyCompose(failure -> Failures.cause(failure) instanceof Journal.ConflictException
                        ? work.reload()
                                .thenCompose(there -> work.isBooked()
                                                && there.document(further.name())
                                                        .isEmpty()
                                        ? put(work, further, made)
                                        : CompletableFuture.completedFuture(there))
                        : CompletableFuture.failedFuture(Failures.cause(failure)));
    }

    /** The Ids of documents that were made before. */
    private static void withIds(JsonNode node, FlowEntry entry) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isTextual()) {
                    String text = field.getValue().asText();
                    entry.documents().stream()
                            .filter(document -> text.equals(Plan.idOf(Json.text(document, "name"))))
                            .findFirst()
                            .ifPresent(document -> object.put(field.getKey(), Json.text(document, "id")));
                }
            });
        }
        node.forEach(each -> withIds(each, entry));
    }
}
