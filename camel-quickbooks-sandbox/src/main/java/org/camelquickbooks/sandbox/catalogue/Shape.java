package org.camelquickbooks.sandbox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of an entity or of a nested type, in the order of the schema. */
public record Shape(String name, Map<String, FieldType> fields) {

    /** The same fields in the order in which they were recorded, where it departs from the schema: a field stands after another. */
    Shape ordered(JsonNode after) {
        if (after.isEmpty()) {
            return this;
        }
        List<String> names = new ArrayList<>(fields.keySet());
        after.properties().forEach(move -> {
            names.remove(move.getKey());
            names.add(names.indexOf(move.getValue().asText()) + 1, move.getKey());
        });
        Map<String, FieldType> inOrder = new LinkedHashMap<>();
        names.forEach(field -> inOrder.put(field, fields.get(field)));
        return new Shape(name, inOrder);
    }

    public FieldType field(String fieldName) {
        return fields.get(fieldName);
    }
}
