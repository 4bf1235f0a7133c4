package org.camelquickbooks.consumer;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.camelquickbooks.QuickBooksConfiguration;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** What consumers have in common that poll companies. */
abstract class CompanyConsumer extends ScheduledBatchPollingConsumer {

    private final QuickBooksEndpoint endpoint;
    private final FollowedCompanies companies;
    private final Exchanges exchanges;
    private final Delivery delivery;
    private final PollLog log;
    /** Exchanges of what was read that are not done yet. */
    private final AtomicInteger pending = new AtomicInteger();

    /** Polls beside the scheduler's. */
    private final AtomicInteger beside = new AtomicInteger();

    CompanyConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.companies = new FollowedCompanies(endpoint);
        this.exchanges = Exchanges.of(endpoint, this);
        this.delivery = new Delivery(endpoint, processor, exchanges, this::getExceptionHandler);
        this.log = new PollLog(getExceptionHandler(), () -> runtime().time());
        // Camel puts the user's in its place, if there is one.
        setExceptionHandler(log);
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

    FollowedCompanies companies() {
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
        if (failures.isEmpty()) {
            log.worked();
        }
        failures.forEach(failure ->
                getExceptionHandler().handleException("A company could not be read; the next poll reads it", failure));
        return done;
    }

    @Override
    protected void doStart() throws Exception {
        delivery.start();
        try {
            super.doStart();
        } catch (Throwable e) {
            // What failed to start Camel takes for stopped.
            delivery.stop();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        delivery.stop();
    }

    /** Counts what was read and is not done yet; camel asks when it shuts down. */
    AtomicInteger pending() {
        return pending;
    }

    /** Polls beside the scheduler's that run now. */
    AtomicInteger beside() {
        return beside;
    }

    /** Whether more may be read. While Camel shuts down what was read is completed, and no more is read. */
    boolean mayRead() {
        return isBatchAllowed() && shutdownRunningTask == null;
    }

    @Override
    public int getPendingExchangesSize() {
        int left = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks ? pending.get() : 0;
        // Between two exchanges none is in flight, and still somebody is at work.
        return left == 0 && (isPolling() || beside.get() > 0) ? 1 : left;
    }

    /** Routes exchanges that were polled, as long as it may; how many are done. */
    @Override
    public int processBatch(Queue<Object> batch) {
        int size = maxMessagesPerPoll > 0 ? Math.min(maxMessagesPerPoll, batch.size()) : batch.size();
        int done = 0;
        pending.addAndGet(size);
        int index = 0;
        try {
            for (; index < size && isBatchAllowed(); index++) {
                Exchange exchange = Exchanges.placed((Exchange) batch.remove(), index, size);
                if (delivery.deliver("a batch", exchange::copy)) {
                    done++;
                }
                pending.decrementAndGet();
            }
        } finally {
            pending.addAndGet(index - size);
        }
        return done;
    }
}
