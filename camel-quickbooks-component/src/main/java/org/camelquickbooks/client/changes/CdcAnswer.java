package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.model.Json;

/**
 * An answer of change data capture.
 *
 * @param rows the changed entities, by type
 * @param time the time at which QuickBooks wrote the answer; null if it is unknown
 */
public record CdcAnswer(Map<String, JsonNode> rows, String time) {

    /** The server cuts at 1000 objects without a sign, over all entities together (facts, section 5). */
    private static final int CUT = 1000;

    public static CdcAnswer of(JsonNode json) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (JsonNode answer : json.path("CDCResponse").path(0).path("QueryResponse")) {
            for (Map.Entry<String, JsonNode> field : answer.properties()) {
                if (field.getValue().isArray()) {
                    rows.put(field.getKey(), field.getValue());
                }
            }
        }
        return new CdcAnswer(rows, Json.text(json, "time"));
    }

    public int count() {
        return rows.values().stream().mapToInt(JsonNode::size).sum();
    }

    /** Whether more may have been cut off. */
    public boolean isFull() {
        return count() >= CUT;
    }
}
