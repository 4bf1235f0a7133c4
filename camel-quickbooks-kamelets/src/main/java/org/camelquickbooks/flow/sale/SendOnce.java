package org.camelquickbooks.flow.sale;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/** Has QuickBooks e-mail what was made, unless it did before a crash. Without an address nothing is sent. */
final class SendOnce extends AsyncStep {

    private final boolean enabled;

    SendOnce(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode made = exchange.getMessage().getBody(JsonNode.class);
        if (!enabled || made.path("BillEmail").path("Address").asText().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String entity = work.entry().entity();
        String id = Json.text(made, "Id");
        Calls calls = calls(work.key().company());
        // What a repeated write answers is how it was then: whether it was sent since has to be asked.
        CompletableFuture<JsonNode> now =
                work.isPlanned() ? calls.read(entity, id) : CompletableFuture.completedFuture(made);
        return now.thenCompose(document -> document.path("EmailStatus").asText().equals("EmailSent")
                ? CompletableFuture.completedFuture(document)
                : calls.json("quickbooks:send/" + entity, null, Map.of(QuickBooksConstants.ENTITY_ID, id)));
    }
}
