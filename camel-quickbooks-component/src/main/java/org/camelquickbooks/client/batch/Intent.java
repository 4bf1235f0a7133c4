package org.camelquickbooks.client.batch;

import java.time.Instant;
import java.util.Map;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/**
 * A call that is going to be sent: of a batch, or of one operation that could have been in a batch.
 *
 * @param id the call's requestid
 * @param path where it is sent, with its parameters: {@code batch}, {@code invoice} …
 * @param body what is sent, word for word
 * @param keys by bId, what names the operation for good: the id of the exchange it came from
 */
public record Intent(String id, String realmId, Instant at, String path, String body, Map<String, String> keys) {

    static final String BATCH = "batch";

    public Intent {
        keys = Map.copyOf(keys);
    }

    boolean isBatch() {
        return path.equals(BATCH);
    }

    /** The operation and its entity, for messages. */
    String operation() {
        if (isBatch()) {
            return BATCH;
        }
        int parameters = path.indexOf('?');
        EntityType type = EntityCatalogue.get().findIgnoringCase(parameters < 0 ? path : path.substring(0, parameters));
        String what = parameters >= 0 ? "delete" : Json.text(Json.parsed(body), "Id") == null ? "create" : "update";
        return what + "/" + type.name();
    }
}
