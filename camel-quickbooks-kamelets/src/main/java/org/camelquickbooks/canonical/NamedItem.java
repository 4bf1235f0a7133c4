package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.model.Json;

/**
 * The item of a line, identified by its SKU, or otherwise by its name.
 *
 * @param field the field of QuickBooks' item: Sku or Name
 * @param key the field of the line: sku or item
 */
public record NamedItem(String field, String key, String value) {

    private static final String SKU = "sku";

    public static NamedItem of(JsonNode line) {
        return of(line, "item");
    }

    /** That of an item of a catalogue, whose name is its {@code name}. */
    public static NamedItem ofItem(JsonNode item) {
        return of(item, "name");
    }

    private static NamedItem of(JsonNode message, String name) {
        return message.has(SKU)
                ? new NamedItem("Sku", SKU, Json.text(message, SKU))
                : new NamedItem("Name", name, Json.text(message, name));
    }

    /** Whether it is named, and has no SKU. */
    public boolean isByName() {
        return !key.equals(SKU);
    }
}
