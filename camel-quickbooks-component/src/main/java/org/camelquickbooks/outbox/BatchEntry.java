package org.camelquickbooks.outbox;

import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.model.BatchItem;

/**
 * One operation of a batch call.
 *
 * @param index its place in the user's list
 * @param key what names it for good; null where nothing does
 * @param caller who has it done
 */
public record BatchEntry(BatchItem item, int index, WriteKey key, Caller caller) {

    /** The same with another item, which does the same. */
    public BatchEntry with(BatchItem other) {
        return new BatchEntry(other, index, key, caller);
    }
}
