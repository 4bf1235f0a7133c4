package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of one item of a batch.
 *
 * @param item what was asked for
 * @param index its place in the input, from 0
 * @param entity the entity, or the rows of a query as an array; null where it failed
 * @param fault why it failed; null where it did not
 * @param requestId what its call was sent under
 */
public record BatchResult(BatchItem item, int index, JsonNode entity, QuickBooksException fault, String requestId) {

    public boolean isFault() {
        return fault != null;
    }
}
