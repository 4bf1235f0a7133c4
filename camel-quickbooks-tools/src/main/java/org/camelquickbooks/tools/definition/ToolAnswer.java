package org.camelquickbooks.tools.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.model.Json;

/**
 * The result of a tool.
 *
 * @param facts single values, in addition to the rows
 * @param rows the rows, which are cut if the answer would be too long
 * @param first the position of the first row
 * @param more whether there are rows after these
 */
public record ToolAnswer(ObjectNode facts, List<ObjectNode> rows, int first, boolean more) {

    public static ToolAnswer of(ObjectNode facts) {
        return new ToolAnswer(facts, null, 0, false);
    }

    public static ToolAnswer rows(List<ObjectNode> rows, int first, boolean more) {
        return new ToolAnswer(Json.object(), List.copyOf(rows), first, more);
    }

    public ToolAnswer with(ObjectNode others) {
        return new ToolAnswer(others, rows, first, more);
    }
}
