package org.camelquickbooks.flow.engine;

import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** After an older version of a message was finished: the newer one, which this exchange is about, begins. */
final class NextVersion extends AsyncStep {

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        exchange.getMessage().setBody(work.message());
        return work.next(Journals.now(getCamelContext()));
    }
}
