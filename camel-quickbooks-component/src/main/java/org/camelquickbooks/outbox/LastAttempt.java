package org.camelquickbooks.outbox;

import java.io.Serializable;
import org.camelquickbooks.outbox.Verdicts.Verdict;

/**
 * Under what a write was sent that nothing names for good, unless QuickBooks has refused it. QuickBooks knows it by that,
 * so the next attempt of its exchange is sent under the same: alone, or in a batch call. It goes with the exchange,
 * also where that is stored.
 */
public final class LastAttempt implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Under what QuickBooks knows a write.
     *
     * @param callId of the batch call; null where it was sent alone, under its own request id
     * @param bId its own within the call
     */
    record Sender(String callId, String bId) implements Serializable {

        static final Sender ALONE = new Sender(null, null);

        boolean isBatch() {
            return callId != null;
        }
    }

    private volatile Sender sender;
    private volatile String version;

    /** Null where it was not sent yet, or QuickBooks has refused it. */
    Sender sender() {
        return sender;
    }

    /** Whether it was sent, and may have been done. */
    public boolean wasSent() {
        return sender != null;
    }

    /** Whether it was sent in a batch call with others, and may have been done by it. */
    public boolean wasGathered() {
        Sender last = sender;
        return last != null && last.isBatch();
    }

    /** The version that it is going to be sent with. */
    public void sends(String syncToken) {
        version = syncToken;
    }

    /**
     * The version it was sent with; null where it was not sent. What may have been done has another version by now, or
     * none, where it was deleted.
     */
    public String version() {
        return wasSent() ? version : null;
    }

    /**
     * What is done stays done under what it was sent with: something may fail after it, such as a check of the answer, and
     * the redelivered exchange gets the same answer again.
     */
    void ended(Sender by, Verdict verdict) {
        sender = verdict == Verdict.REFUSED ? null : by;
    }
}
