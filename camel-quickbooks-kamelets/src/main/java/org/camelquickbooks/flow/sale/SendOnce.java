package org.camelquickbooks.flow.sale;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;

/** Has QuickBooks e-mail what was made, unless it did before a crash. Without an address nothing is sent. */
final class SendOnce extends AsyncStep {

    private final boolean enabled;

    SendOnce(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        String entity = work.entry().entity();
        String id = work.entry().entityId();
        if (!enabled || id == null) {
            return CompletableFuture.completedFuture(null);
        }
        Calls calls = calls(work.key().company());
        // What was sent before a crash is known by QuickBooks only.
        return calls.read(entity, id)
                .thenCompose(document -> document.path("EmailStatus").asText().equals("EmailSent")
                                || document.at("/BillEmail/Address").asText().isEmpty()
                        ? CompletableFuture.completedFuture(document)
                        : calls.json("quickbooks:send/" + entity, null, Map.of(QuickBooksConstants.ENTITY_ID, id)));
    }
}
