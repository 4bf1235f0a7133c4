package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The table of a list within an entity.
 *
 * @param path where the list stands in the entity, or in an element of the list around it
 * @param outer where the list around it stands in the entity; null for none
 * @param columns those of an element
 * @param nested lists within the elements
 * @param grouped whether elements may be groups of elements of the same kind
 */
record ListTable(
        String name,
        List<String> path,
        List<String> outer,
        List<Column> columns,
        List<ListTable> nested,
        boolean grouped) {

    /** Where the lines of a group stand in its line. */
    static final List<String> GROUP = List.of("GroupLineDetail", "Line");

    ListTable named(String other) {
        return new ListTable(other, path, outer, columns, nested, grouped);
    }

    static JsonNode at(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String step : path) {
            node = node.path(step);
        }
        return node;
    }
}
