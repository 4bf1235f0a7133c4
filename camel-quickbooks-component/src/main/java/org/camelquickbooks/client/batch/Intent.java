package org.camelquickbooks.client.batch;

import java.time.Instant;
import java.util.Map;

/**
 * A call that is going to be sent: of a batch, or of one operation that could have been in a batch.
 *
 * @param id the call's requestid
 * @param path where it is sent, with its parameters: {@code batch}, {@code invoice} …
 * @param body what is sent, word for word
 * @param keys by bId, what names the operation for good: the id of the exchange it came from
 */
public record Intent(String id, String realmId, Instant at, String path, String body, Map<String, String> keys) {

    public Intent {
        keys = Map.copyOf(keys);
    }

    boolean isBatch() {
        return path.equals("batch");
    }
}
