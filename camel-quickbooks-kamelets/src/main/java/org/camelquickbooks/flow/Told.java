package org.camelquickbooks.flow;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelquickbooks.flow.journal.FlowEntry;

/** Writes down that the other system has been told, so that it is told again only of what has changed since. */
final class Told implements Processor, CamelContextAware {

    private CamelContext context;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    @Override
    public void process(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        remember(context, work, null, null);
    }

    /** @param number what the other system calls it; null where that is not known */
    static void remember(CamelContext context, FlowWork work, String entity, String number) {
        FlowEntry told = new FlowEntry(
                work.key(),
                FlowEntry.State.DONE,
                work.digest(),
                0,
                entity,
                entity == null ? null : work.key().id(),
                number,
                null,
                null,
                null,
                Journals.now(context));
        Journals.of(context).put(told);
        work.entry(told);
        QuickBooksFlowEvent.tell(context, work.key(), QuickBooksFlowEvent.Outcome.DONE, null);
    }
}
