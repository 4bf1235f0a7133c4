package org.camelquickbooks.consumer;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.BridgeExceptionHandlerToErrorHandler;
import org.apache.camel.support.service.ServiceHelper;
import org.camelquickbooks.QuickBooksConfiguration.Failed;
import org.camelquickbooks.QuickBooksEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has an exchange routed, and decides what becomes of what it stood for where it failed. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Makes the exchange; once more where the first one went wrong on its way. */
    @FunctionalInterface
    interface Making {
        Exchange exchange() throws Exception;
    }

    private final Processor route;
    private final Exchanges exchanges;
    /** Asked each time: Camel sets the consumer's handler after it was made. */
    private final Supplier<ExceptionHandler> errors;

    private final CamelContext context;
    private final Failed failed;
    private final String deadLetterUri;
    private AsyncProducer deadLetters;

    Delivery(QuickBooksEndpoint endpoint, Processor route, Exchanges exchanges, Supplier<ExceptionHandler> errors) {
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
        Exception failure = send(
                route,
                making,
                null,
                reason -> "The exchange of " + what + " failed; " + next(afterFailure(reason), deadLetterUri));
        if (failure == null) {
            return true;
        }
        return switch (afterFailure(failure)) {
            case RETRY -> false;
            case SKIP -> true;
            case DEAD_LETTER -> bury(what, making, failure);
        };
    }

    /** What a stop interrupted did not fail by itself: it is delivered again after the next start, whatever is skipped. */
    private Failed afterFailure(Exception failure) {
        boolean cutOff = failure instanceof RejectedExecutionException || failure instanceof InterruptedException;
        return cutOff && isStopping() ? Failed.RETRY : failed;
    }

    private boolean isStopping() {
        return context.isStopping()
                || context.isStopped()
                || context.getShutdownStrategy().isForceShutdown()
                || route instanceof StatefulService service && (service.isStopping() || service.isStopped());
    }

    private static String next(Failed failed, String deadLetterUri) {
        return switch (failed) {
            case RETRY -> "it is retried";
            case SKIP -> "it is skipped";
            case DEAD_LETTER -> "it goes to " + deadLetterUri;
        };
    }

    private boolean bury(String what, Making making, Exception cause) {
        String message = "The exchange of " + what + " could not be sent to " + deadLetterUri + "; it is retried";
        return send(deadLetters, making, cause, reason -> message) == null;
    }

    /**
     * Has an exchange processed.
     *
     * @param cause why it goes there; null where nothing went wrong so far
     * @param message for the exception handler, where it fails, by why it fails
     * @return what went wrong; null where nothing did
     */
    private Exception send(Processor to, Making making, Exception cause, Function<Exception, String> message) {
        Exchange exchange = null;
        try {
            exchange = making.exchange();
            Exception failure = process(to, exchange, cause);
            if (failure != null) {
                report(message.apply(failure), exchange, failure);
            }
            return failure;
        } catch (Exception e) {
            report(message.apply(e), exchange, e);
            return e;
        } finally {
            if (exchange != null) {
                exchanges.release(exchange);
            }
        }
    }

    /** The handler is the user's: what it throws changes nothing here. */
    private void report(String message, Exchange exchange, Exception failure) {
        try {
            if (exchange != null && errors.get() instanceof BridgeExceptionHandlerToErrorHandler) {
                bridge(exchange, failure);
                return;
            }
            errors.get().handleException(message, exchange, failure);
        } catch (RuntimeException e) {
            LOG.warn("The exceptionHandler failed on '{}'", message, e);
        }
    }

    /** As Camel's bridge does, which would put its message in the place of the body. */
    private void bridge(Exchange exchange, Exception failure) {
        exchange.setException(failure);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
        exchange.setProperty(Exchange.ERRORHANDLER_BRIDGE, true);
        try {
            route.process(exchange);
        } catch (Exception e) {
            LOG.warn("The error handler of the route failed", e);
        }
    }

    private static Exception process(Processor to, Exchange exchange, Exception cause) {
        try {
            if (cause != null) {
                exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
            }
            to.process(exchange);
            if (exchange.getException() != null) {
                return exchange.getException();
            }
            if (exchange.getExchangeExtension().isInterrupted()) {
                // Camel leaves out the rest of the route, also where the route has caught the exception.
                return new InterruptedException("The route was interrupted before it completed");
            }
            // A route can say so without an exception.
            return exchange.isRollbackOnly() ? new IllegalStateException("The exchange was marked for rollback") : null;
        } catch (Exception e) {
            return e;
        }
    }
}
