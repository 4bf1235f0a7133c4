package org.camelquickbooks.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.camelquickbooks.client.http.Reachability;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs polls that failed: the first, and then at growing distance. What QuickBooks said needs no stack trace. Exchanges
 * that failed are logged as Camel logs them; an exceptionHandler of the user takes the place of all this.
 */
final class PollLog implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PollLog.class);

    private static final Duration FIRST_DISTANCE = Duration.ofMinutes(1);
    private static final Duration LONGEST_DISTANCE = Duration.ofHours(1);

    /** Failures of a kind since the last poll that worked. */
    private record Series(long failed, long loggedAt, Duration distance) {}

    private final ExceptionHandler exchanges;
    private final Supplier<Time> time;
    private final Map<String, Series> all = new ConcurrentHashMap<>();

    /** @param exchanges what is told of exchanges that failed */
    PollLog(ExceptionHandler exchanges, Supplier<Time> time) {
        this.exchanges = exchanges;
        this.time = time;
    }

    @Override
    public void handleException(Throwable failure) {
        handleException("The poll failed; the consumer retries", failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(message, null, failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        if (exchange != null) {
            exchanges.handleException(message, exchange, failure);
            return;
        }
        if (Reachability.isUnanswered(failure)) {
            // That the host does not answer is in the log already, for all who want something of it.
            LOG.debug("{}", message, failure);
            return;
        }
        long now = time.get().nanos();
        Series series = all.compute(kind(failure), (kind, before) -> next(before, now));
        if (series.loggedAt() != now) {
            LOG.debug("{}", message, failure);
        } else if (failure instanceof QuickBooksException) {
            LOG.warn("{} ({} failed so far): {}", message, series.failed(), failure.getMessage());
            LOG.debug("{}", message, failure);
        } else {
            LOG.warn("{} ({} failed so far)", message, series.failed(), failure);
        }
    }

    private static Series next(Series before, long now) {
        if (before == null) {
            return new Series(1, now, FIRST_DISTANCE);
        }
        if (now - before.loggedAt() < before.distance().toNanos()) {
            return new Series(before.failed() + 1, before.loggedAt(), before.distance());
        }
        Duration doubled = before.distance().multipliedBy(2);
        return new Series(
                before.failed() + 1, now, doubled.compareTo(LONGEST_DISTANCE) > 0 ? LONGEST_DISTANCE : doubled);
    }

    private static String kind(Throwable failure) {
        String realm = failure instanceof QuickBooksException fault ? fault.getRealmId() : "";
        return failure.getClass().getName() + " " + realm;
    }

    /** A poll worked: what fails next is news. */
    void worked() {
        all.clear();
    }
}
