package org.camelquickbooks.tools.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.model.Json;

/**
 * What a tool found or did.
 *
 * @param facts single values, beside the rows
 * @param rows what can be many; they are cut where the answer would be too long
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
