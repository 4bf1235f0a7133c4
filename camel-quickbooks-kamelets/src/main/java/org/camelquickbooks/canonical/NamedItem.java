package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.model.Json;

/**
 * The item of a line, which names it by its SKU, or else by its name.
 *
 * @param field of QuickBooks' item: Sku or Name
 * @param key of the line: sku or item
 */
public record NamedItem(String field, String key, String value) {

    public static NamedItem of(JsonNode line) {
        return line.has("sku")
                ? new NamedItem("Sku", "sku", Json.text(line, "sku"))
                : new NamedItem("Name", "item", Json.text(line, "item"));
    }
}
