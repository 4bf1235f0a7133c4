package org.camelquickbooks.flow.engine;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelquickbooks.flow.QuickBooksFlowEvent;

/** Writes down that the other system has been told, so that it is told again only of what has changed since. */
public final class Told implements Processor {

    @Override
    public void process(Exchange exchange) {
        remember(exchange.getContext(), FlowWork.of(exchange), null, null);
    }

    /** @param number what the other system calls it; null where that is not known */
    public static void remember(CamelContext context, FlowWork work, String entity, String number) {
        FlowEntry told = FlowEntry.known(
                work.key(),
                work.digest(),
                0,
                entity,
                entity == null ? null : work.key().id(),
                number,
                null,
                Journals.now(context));
        Journals.of(context).put(told);
        work.entry(told);
        QuickBooksFlowEvent.tell(context, work.key(), QuickBooksFlowEvent.Outcome.DONE, null);
    }
}
