package org.camelquickbooks.outbox;

import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.model.BatchItem;

/**
 * One operation of a batch call.
 *
 * @param index its position in the user's list
 * @param key its stable id; null if it has none
 * @param caller the caller
 * @param refusal why it must not be sent, which is its result; null if it may be sent
 */
public record BatchEntry(BatchItem item, int index, WriteKey key, Caller caller, Throwable refusal) {

    public BatchEntry(BatchItem item, int index, WriteKey key, Caller caller) {
        this(item, index, key, caller, null);
    }

    /** The same with another item, which does the same. */
    public BatchEntry with(BatchItem other) {
        return new BatchEntry(other, index, key, caller, refusal);
    }

    /** The same, not to be sent. */
    public BatchEntry refused(Throwable reason) {
        return new BatchEntry(item, index, key, caller, reason);
    }

    boolean isRefused() {
        return refusal != null;
    }
}
