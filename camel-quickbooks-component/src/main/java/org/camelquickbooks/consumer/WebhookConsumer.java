package org.camelquickbooks.consumer;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.LoggingExceptionHandler;
import org.camelquickbooks.QuickBooksEndpoint;

/** One exchange for each event that QuickBooks posts to the runtime's HTTP server. */
public final class WebhookConsumer extends DefaultConsumer implements ShutdownAware {

    private final QuickBooksEndpoint endpoint;
    private final EventDispatcher dispatcher;

    public WebhookConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.dispatcher =
                new EventDispatcher(endpoint, processor, Exchanges.of(endpoint, this), this::getExceptionHandler);
    }

    /** What answers posts where another consumer takes them in: that of camel-webhook. */
    public static Processor handler(QuickBooksEndpoint endpoint, Processor next) {
        ExceptionHandler logging = new LoggingExceptionHandler(endpoint.getCamelContext(), WebhookConsumer.class);
        EventDispatcher dispatcher = new EventDispatcher(endpoint, next, Exchanges.of(endpoint), () -> logging);
        return new WebhookHandler(
                endpoint.getConfiguration().getWebhookVerifyToken(),
                endpoint.getConfiguration().getMaxBodySize(),
                dispatcher,
                endpoint::runtime,
                dispatcher);
    }

    /** Where all tasks are to be completed it goes on with what it has, and takes in nothing more. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask task) {
        boolean all = task == ShutdownRunningTask.CompleteAllTasks;
        dispatcher.finish(all);
        return all;
    }

    @Override
    public int getPendingExchangesSize() {
        return dispatcher.pending();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Stopping is enough: what is not done stays in the journal.
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        dispatcher.start();
        try {
            endpoint.sharedWebhookPaths().open(endpoint, dispatcher);
        } catch (Throwable e) {
            // What failed to start Camel takes for stopped.
            dispatcher.stop();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.sharedWebhookPaths().close(endpoint, dispatcher);
        dispatcher.stop();
        super.doStop();
    }
}
