package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.model.Json;

/** What was changed by hand, and what the reconciliation says of it. */
final class Audit {

    private final ArrayNode rows = Json.object().putArray("rows");
    private int missed;
    private int besides;

    /**
     * Compares the two.
     *
     * @param changes as they were made
     * @param reconciliation the report after them
     */
    Audit(JsonNode changes, JsonNode reconciliation) {
        List<JsonNode> found = new ArrayList<>();
        reconciliation.path("flows").forEach(flow -> flow.path("differences").forEach(found::add));
        Set<String> documents = new HashSet<>();
        for (JsonNode change : changes) {
            documents.add(document(change));
            List<JsonNode> same =
                    found.stream().filter(one -> isOf(change, one)).toList();
            if (same.isEmpty()) {
                missed++;
            }
            rows.addObject()
                    .put("what", change.path("what").asText())
                    .put("document", document(change))
                    .put(
                            "found",
                            same.isEmpty()
                                    ? "NOT FOUND"
                                    : same.get(0).path("kind").asText() + ": "
                                            + same.get(0).path("what").asText());
        }
        for (JsonNode one : found) {
            if (!documents.contains(document(one))) {
                besides++;
                rows.addObject()
                        .put("what", "NOBODY")
                        .put("document", document(one))
                        .put("found", one.path("what").asText());
            }
        }
    }

    private static String document(JsonNode row) {
        return row.path("entity").asText() + " " + row.path("entityId").asText();
    }

    private static boolean isOf(JsonNode change, JsonNode found) {
        return document(change).equals(document(found))
                && change.path("kind").equals(found.path("kind"))
                && (!change.has("field") || change.path("field").equals(found.path("field")));
    }

    /** How many were found of how many, in words. */
    private String said() {
        int made = rows.size() - besides;
        return (made - missed) + " of " + made + " changes by hand found"
                + (besides == 0 ? "" : ", and " + besides + " that nobody made");
    }

    ObjectNode json() {
        ObjectNode json =
                Json.object().put("missed", missed).put("besides", besides).put("said", said());
        json.set("rows", rows);
        return json;
    }
}
