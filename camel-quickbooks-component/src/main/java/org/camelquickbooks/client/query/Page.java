package org.camelquickbooks.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.model.Json;

/**
 * A page of rows.
 *
 * @param last whether no pages follow
 */
public record Page(List<JsonNode> rows, boolean last) {

    static List<JsonNode> rowsOf(JsonNode response) {
        List<JsonNode> rows = new ArrayList<>();
        Json.rows(response).forEach(rows::add);
        return rows;
    }
}
