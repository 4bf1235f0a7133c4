package org.camelquickbooks.flow.contact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.engine.Agreement;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;

/** After QuickBooks has a contact as the CRM has it: the change that QuickBooks tells of is no news to the CRM. */
final class Agreed extends AsyncStep {

    private final String back;
    private final Duration keep;

    Agreed(String back, Duration keep) {
        this.back = back;
        this.keep = keep;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        String id = work.entry().entityId();
        boolean theirs = work.entry().note() != null && work.entry().note().equals(MapContact.STANDS);
        if (id == null || theirs) {
            return CompletableFuture.completedFuture(null);
        }
        JsonNode body = exchange.getMessage().getBody() instanceof JsonNode made ? made : Json.object();
        boolean answered = !work.isNothingToDo() && id.equals(Json.text(body, "Id"));
        // What the write has answered: what somebody changes after it is news.
        CompletableFuture<JsonNode> customer = answered
                ? CompletableFuture.completedFuture(body)
                : calls(work.key().company()).read("Customer", id);
        return customer.thenCompose(now -> new Agreement(Journals.of(getCamelContext()), keep)
                .put(
                        new FlowKey(back, work.key().company(), id),
                        CustomerState.digest(now),
                        "Customer",
                        id,
                        work.key().id())
                .thenApply(done -> null));
    }
}
