package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of the copy.
 *
 * @param paths where its value stands in the JSON; several where kinds of lines share a column. Empty for what the copy
 *     itself writes
 */
record Column(String name, ColumnType type, List<List<String>> paths) {

    static Column own(String name, ColumnType type) {
        return new Column(name, type, List.of());
    }

    static Column of(String name, ColumnType type, List<String> path) {
        return new Column(name, type, List.of(path));
    }

    Column or(Column other) {
        List<List<String>> both = new ArrayList<>(paths);
        both.addAll(other.paths);
        return new Column(name, type, List.copyOf(both));
    }

    /** Its value in an object, missing where there is none. */
    JsonNode in(JsonNode object) {
        for (List<String> path : paths) {
            JsonNode node = object;
            for (String step : path) {
                node = node.path(step);
            }
            if (node.isValueNode() && !node.isNull()) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }
}
