package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.camelquickbooks.model.Json;

/** A deleted entity, in the form in which change data capture reports it (facts, section 5). */
public final class Tombstone {

    private static final String DELETED = "Deleted";

    private Tombstone() {}

    public static ObjectNode of(String id, Instant time) {
        ObjectNode json =
                Json.object().put("domain", "QBO").put("status", DELETED).put("Id", id);
        json.putObject("MetaData").put("LastUpdatedTime", time.toString());
        return json;
    }
}
