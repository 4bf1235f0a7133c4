package org.camelquickbooks.tools.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.model.Json;

/**
 * The fields of an entity that answers may contain. Other fields, such as tax and account numbers, are never
 * returned.
 */
public final class Columns {

    private final String[] columns;

    private Columns(String... columns) {
        this.columns = columns;
    }

    /** @param columns fields, or {@code name=Field/Inner} */
    public static Columns of(String... columns) {
        return new Columns(columns);
    }

    public ObjectNode of(JsonNode entity) {
        ObjectNode row = Json.object();
        for (String column : columns) {
            int equals = column.indexOf('=');
            String path = column.substring(equals + 1);
            JsonNode value = entity.at("/" + path);
            if (value.isValueNode() && !value.isNull()) {
                row.set(equals < 0 ? path : column.substring(0, equals), value);
            }
        }
        return row;
    }
}
