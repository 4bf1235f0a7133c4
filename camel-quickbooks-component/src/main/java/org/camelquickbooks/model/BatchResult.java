package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The result of one operation of a batch.
 *
 * @param item the operation
 * @param index its position in the input, from 0
 * @param entity the entity, or the rows of a query as an array; null if it failed
 * @param fault why it failed; null if it did not
 * @param requestId the request id of its batch call
 */
public record BatchResult(BatchItem item, int index, JsonNode entity, QuickBooksException fault, String requestId) {

    public boolean isFault() {
        return fault != null;
    }
}
