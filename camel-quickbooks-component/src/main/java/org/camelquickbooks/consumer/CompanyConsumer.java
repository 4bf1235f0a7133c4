package org.camelquickbooks.consumer;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** What consumers have in common that poll companies. */
abstract class CompanyConsumer extends ScheduledBatchPollingConsumer {

    private final QuickBooksEndpoint endpoint;
    private final Companies companies;
    private final Exchanges exchanges;
    private final Delivery delivery;

    CompanyConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.companies = new Companies(endpoint);
        this.exchanges = Exchanges.of(endpoint, this);
        this.delivery = new Delivery(endpoint, processor, exchanges, this::getExceptionHandler);
        setMaxMessagesPerPoll(endpoint.getConfiguration().getMaxMessagesPerPoll());
    }

    QuickBooksConfiguration options() {
        return endpoint.getConfiguration();
    }

    QuickBooksRuntime runtime() {
        return endpoint.runtime();
    }

    /** In whose name is read. */
    String source() {
        return endpoint.getEndpointKey();
    }

    Companies companies() {
        return companies;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    Delivery delivery() {
        return delivery;
    }

    /** A poll begins; how many exchanges it may make. */
    int beginPoll() {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        return maxMessagesPerPoll > 0 ? maxMessagesPerPoll : Integer.MAX_VALUE;
    }

    /** A company could not be read. Where it has to be connected again that was told already, and it pauses. */
    static void failed(RuntimeException why, Collection<Exception> failures) {
        boolean pauses = why instanceof QuickBooksAuthenticationException e && e.isReconnectNeeded();
        if (!pauses) {
            failures.add(why);
        }
    }

    /** A poll ended. Where nothing worked that is a failed poll as Camel knows it, with its back-off. */
    int endPoll(int done, Collection<Exception> failures, List<String> realms) throws Exception {
        if (!failures.isEmpty() && failures.size() >= realms.size() && done == 0) {
            throw failures.iterator().next();
        }
        failures.forEach(failure -> getExceptionHandler()
                .handleException("A company could not be read; it is read with the next poll", failure));
        return done;
    }

    @Override
    protected void doStart() throws Exception {
        delivery.start();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        delivery.stop();
    }

    @Override
    public int processBatch(Queue<Object> batch) {
        throw new UnsupportedOperationException("Exchanges are made as their companies are read");
    }
}
