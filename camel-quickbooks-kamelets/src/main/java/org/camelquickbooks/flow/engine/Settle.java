package org.camelquickbooks.flow.engine;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.QuickBooksFlowEvent;

/** Records what was sent to the other system, so that it gets only what has changed since. */
public final class Settle extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        return settle(FlowWork.of(exchange), null, null, Journals.now(getCamelContext()))
                .thenAccept(done -> QuickBooksFlowEvent.tell(
                        getCamelContext(), FlowWork.of(exchange).key(), QuickBooksFlowEvent.Outcome.DONE, null));
    }

    /**
     * Goes all the way to done, since nothing is sent to QuickBooks.
     *
     * @param entity what it is about, and its Id; null where that is not known
     */
    public static CompletableFuture<?> settle(FlowWork work, String entity, String entityId, Instant now) {
        FlowEntry entry = work.entry();
        if (entry.is(FlowState.DONE)) {
            return CompletableFuture.completedFuture(null);
        }
        FlowEntry booked = entry.is(FlowState.RECEIVED)
                ? entry.planned(Plan.nothing(entity, entityId, null), now).bookedNothing(now)
                : entry;
        return work.put(booked.done(now))
                .exceptionallyCompose(failure -> Failures.cause(failure) instanceof Journal.ConflictException
                        ? work.reload()
                        : CompletableFuture.failedFuture(Failures.cause(failure)));
    }
}
