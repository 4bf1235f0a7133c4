package org.camelquickbooks.flow.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.QuickBooksFlowEvent;

/** The last step of a flow: what is acknowledged is done. */
final class Finish extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        if (!work.isBooked()) {
            tell(work, QuickBooksFlowEvent.Outcome.REPEATED);
            return CompletableFuture.completedFuture(null);
        }
        return work.put(work.entry().done(Journals.now(getCamelContext())))
                .exceptionallyCompose(failure -> Failures.cause(failure) instanceof Journal.ConflictException
                        ? work.reload()
                        : CompletableFuture.failedFuture(Failures.cause(failure)))
                .thenAccept(done -> tell(work, QuickBooksFlowEvent.Outcome.DONE));
    }

    private void tell(FlowWork work, QuickBooksFlowEvent.Outcome outcome) {
        QuickBooksFlowEvent.tell(getCamelContext(), work.key(), outcome, null);
    }
}
