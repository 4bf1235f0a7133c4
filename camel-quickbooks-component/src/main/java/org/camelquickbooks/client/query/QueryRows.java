package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the rows in an answer, which stand under the name of their entity. */
final class QueryRows {

    private QueryRows() {}

    static List<JsonNode> of(JsonNode response) {
        for (Map.Entry<String, JsonNode> field : response.properties()) {
            if (field.getValue().isArray()) {
                List<JsonNode> rows = new ArrayList<>(field.getValue().size());
                field.getValue().forEach(rows::add);
                return rows;
            }
        }
        return List.of();
    }
}
