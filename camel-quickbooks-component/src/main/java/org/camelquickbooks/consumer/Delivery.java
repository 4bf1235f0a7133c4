package org.camelquickbooks.consumer;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksConfiguration.Failed;
import org.camelquickbooks.QuickBooksEndpoint;

/** Has an exchange routed, and decides what becomes of what it stood for where it failed. */
final class Delivery {

    /** Makes the exchange; once more where the first one went wrong on its way. */
    @FunctionalInterface
    interface Making {
        Exchange exchange() throws Exception;
    }

    private final Processor route;
    private final Exchanges exchanges;
    private final ExceptionHandler errors;
    private final CamelContext context;
    private final Failed failed;
    private final String deadLetterUri;
    private AsyncProducer deadLetters;

    Delivery(QuickBooksEndpoint endpoint, Processor route, Exchanges exchanges, ExceptionHandler errors) {
        this.route = route;
        this.exchanges = exchanges;
        this.errors = errors;
        this.context = endpoint.getCamelContext();
        this.failed = endpoint.getConfiguration().getFailed();
        this.deadLetterUri = endpoint.getConfiguration().getDeadLetterUri();
    }

    void start() throws Exception {
        if (failed == Failed.DEAD_LETTER) {
            deadLetters = context.getEndpoint(deadLetterUri).createAsyncProducer();
            ServiceHelper.startService(deadLetters);
        }
    }

    void stop() {
        ServiceHelper.stopAndShutdownService(deadLetters);
        deadLetters = null;
    }

    /** Whether what the exchange stood for is done: routed, left out, or with the dead letters. */
    boolean deliver(String what, Making making) {
        Exception failure = send(route, making, null);
        if (failure == null) {
            return true;
        }
        errors.handleException("The exchange of " + what + " failed; " + next(), failure);
        return switch (failed) {
            case RETRY -> false;
            case SKIP -> true;
            case DEAD_LETTER -> bury(what, making, failure);
        };
    }

    private String next() {
        return switch (failed) {
            case RETRY -> "it is tried again";
            case SKIP -> "it is skipped";
            case DEAD_LETTER -> "it goes to " + deadLetterUri;
        };
    }

    private boolean bury(String what, Making making, Exception cause) {
        Exception failure = send(deadLetters, making, cause);
        if (failure != null) {
            errors.handleException(
                    "The exchange of " + what + " could not be sent to " + deadLetterUri + "; it is tried again",
                    failure);
        }
        return failure == null;
    }

    /**
     * Has an exchange processed.
     *
     * @param cause why it goes there; null where nothing went wrong so far
     * @return what went wrong; null where nothing did
     */
    private Exception send(Processor to, Making making, Exception cause) {
        Exchange exchange = null;
        try {
            exchange = making.exchange();
            if (cause != null) {
                exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
            }
            to.process(exchange);
            if (exchange.getException() != null) {
                return exchange.getException();
            }
            // A route can say so without an exception.
            return exchange.isRollbackOnly() ? new IllegalStateException("The exchange was marked for rollback") : null;
        } catch (Exception e) {
            return e;
        } finally {
            if (exchange != null) {
                exchanges.release(exchange);
            }
        }
    }
}
