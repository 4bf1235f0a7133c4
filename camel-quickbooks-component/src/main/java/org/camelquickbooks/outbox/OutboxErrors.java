package org.camelquickbooks.outbox;

import java.time.Instant;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.model.RequestIdUsedException;

/** Why a write is not sent, and what to do about it. */
final class OutboxErrors {

    private OutboxErrors() {}

    static RequestIdUsedException anotherWrite(WriteKey key, String label) {
        return new RequestIdUsedException("The request id '" + OneLine.of(key.name(), 200)
                + "' was already used for another write (" + label + ", now " + key.label()
                + (label.equals(key.label()) ? " with another body" : "")
                + "); QuickBooks would return the answer of the first write and do nothing. Give each write "
                + "its own id in the header CamelQuickBooksRequestId, for example with the operation or the "
                + "split index appended, or use requestIdExpression");
    }

    static QuickBooksThrottledException tooMany(String realmId, String label, int waiting) {
        return new QuickBooksThrottledException(
                "Already " + waiting
                        + " combined operations wait for the rate limits of the company (option maxQueueSize). Send "
                        + "fewer operations, or increase maxQueueSize",
                FaultContext.unanswered(realmId, label),
                false,
                null);
    }

    static QuickBooksUnavailableException stopped(String realmId, String label) {
        return new QuickBooksUnavailableException(
                "The component is stopping. A write with a stable id is recorded if it was sent; send "
                        + "it again after the restart, with the same id",
                FaultContext.unanswered(realmId, label),
                true,
                null);
    }

    static QuickBooksUnavailableException elsewhere(WriteKey key) {
        return new QuickBooksUnavailableException(
                "The write with the id '" + key.name()
                        + "' is being sent by another process; send it again later to get its answer",
                FaultContext.unanswered(key.realmId(), key.label()),
                true,
                null);
    }

    static QuickBooksUnavailableException overdue(WriteKey key, Instant begun) {
        return new QuickBooksUnavailableException(
                "The write with the id '" + key.name() + "' was started at " + begun
                        + " and QuickBooks' answer is unknown. It is too old to be sent again with its request id "
                        + "(option requestIdLifetime). Check whether it is in the books, and settle it by JMX "
                        + "(settleAsDone, settleAsNotDone); see docs/idempotency.md",
                FaultContext.unanswered(key.realmId(), key.label()),
                false,
                null);
    }
}
