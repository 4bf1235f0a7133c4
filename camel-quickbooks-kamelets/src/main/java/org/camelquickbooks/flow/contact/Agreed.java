package org.camelquickbooks.flow.contact;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.engine.Agreement;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Digest;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;

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
        // Read again: what the write answered may not be what is there by now.
        return calls(work.key().company())
                .read("Customer", id)
                .thenCompose(customer -> MapContact.hasIt(work.message(), customer)
                        ? new Agreement(Journals.of(getCamelContext()), keep)
                                .put(
                                        new FlowKey(back, work.key().company(), id),
                                        Digest.of(MapContact.content(customer)),
                                        "Customer",
                                        id,
                                        work.key().id())
                        : CompletableFuture.completedFuture(null));
    }
}
