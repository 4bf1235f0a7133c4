package org.camelquickbooks.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.client.http.Response;

/**
 * What QuickBooks answered to a write.
 *
 * @param json the answer, or its part of the answer to a batch call: the entity stands under its name in both
 * @param response null where it went together with others, or the answer comes from the record
 * @param does what was done, such as {@code create/Invoice}; empty where nothing had to be
 * @param remembered whether it comes from the record, and things may have changed since
 * @param repeated whether it may be the answer to an earlier request: it comes from the record, the write was sent again,
 *     or it is shared with the write that came first
 */
public record WriteResult(JsonNode json, Response response, String does, boolean remembered, boolean repeated) {

    WriteResult asRepeated() {
        return new WriteResult(json, response, does, remembered, true);
    }
}
