package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Failures;

/** Writes down that QuickBooks has the main document, directly after it has answered, and before anything else. */
final class Booked extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        work.sending(false);
        JsonNode made = exchange.getMessage().getBody(JsonNode.class);
        // The next write of the route is another one.
        exchange.getMessage().removeHeader(QuickBooksConstants.REQUEST_ID);
        FlowEntry planned = work.entry();
        return work.put(planned.booked(made, now())).exceptionallyCompose(failure -> {
            if (!(Failures.cause(failure) instanceof Journal.ConflictException)) {
                return CompletableFuture.failedFuture(Failures.cause(failure));
            }
            return work.reload().thenCompose(there -> another(work, planned, there, made));
        });
    }

    private Instant now() {
        return Journals.now(getCamelContext());
    }

    /** The same plan was sent by another process: QuickBooks has answered both with the same document. */
    private CompletableFuture<FlowEntry> another(FlowWork work, FlowEntry planned, FlowEntry there, JsonNode made) {
        boolean same = there.digest().equals(planned.digest());
        if (same && there.is(FlowState.PLANNED) && there.attempt() == planned.attempt()) {
            return work.put(there.booked(made, now()));
        }
        if (same && there.is(FlowState.REFUSED)) {
            // The other one was told that it was refused, and this one that it was done: it is there.
            FlowEntry again =
                    there.again(there.digest(), there.version(), now()).keeping(planned.facts());
            return work.put(again.planned(planned.plan(), now()).booked(made, now()));
        }
        return CompletableFuture.completedFuture(there);
    }
}
