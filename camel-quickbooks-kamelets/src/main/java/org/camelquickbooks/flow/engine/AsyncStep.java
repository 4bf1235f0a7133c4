package org.camelquickbooks.flow.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Calls;

/** A step of a route that waits for QuickBooks without blocking a thread. */
public abstract class AsyncStep extends AsyncProcessorSupport implements CamelContextAware {

    private CamelContext context;
    private Calls calls;

    @Override
    public final CamelContext getCamelContext() {
        return context;
    }

    @Override
    public final void setCamelContext(CamelContext camelContext) {
        this.context = camelContext;
    }

    /** What the step is asked for; the exchange goes on when it is complete. */
    protected abstract CompletionStage<?> step(Exchange exchange) throws Exception;

    /** To ask a company; made when it is first needed, since nobody starts a bean of a template. */
    protected final synchronized Calls calls(String company) {
        if (calls == null) {
            calls = new Calls(context, null);
        }
        return calls.of(company);
    }

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<?> done;
        try {
            done = step(exchange);
        } catch (Exception e) {
            done = CompletableFuture.failedFuture(e);
        }
        done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                exchange.setException(Failures.cause(failure));
            }
            callback.done(false);
        });
        return false;
    }
}
