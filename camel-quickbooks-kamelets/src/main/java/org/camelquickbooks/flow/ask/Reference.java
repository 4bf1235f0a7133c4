package org.camelquickbooks.flow.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.camelquickbooks.canonical.NamedItem;

/** An entity that a message names, and whose Id QuickBooks knows. */
public record Reference(String entity, String field, String value) {

    /** The item of a line, which names it by its SKU, or else by its name. */
    public static Reference item(JsonNode line) {
        NamedItem item = NamedItem.of(line);
        return new Reference("Item", item.field(), item.value());
    }

    /** Where a message names it, as a JSON pointer; empty where that cannot be found. */
    public String pointerIn(JsonNode message) {
        return find(message, "");
    }

    private String find(JsonNode node, String pointer) {
        if (node.isTextual()) {
            return node.asText().equals(value) && !isForPeople(pointer) ? pointer : "";
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                String found = find(node.path(i), pointer + "/" + i);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String found = find(field.getValue(), pointer + "/" + field.getKey());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    /** Texts that say the same by chance. */
    private static boolean isForPeople(String pointer) {
        return pointer.matches(".*/(description|memo|note|notes|id|company)");
    }

    @Override
    public String toString() {
        return entity + " with " + field + " '" + value + "'";
    }
}
