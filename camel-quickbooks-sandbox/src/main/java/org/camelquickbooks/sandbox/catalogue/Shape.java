package org.camelquickbooks.sandbox.catalogue;

import java.util.Map;

/** The fields of an entity or of a nested type, in the order of the schema. */
public record Shape(String name, Map<String, FieldType> fields) {

    public FieldType field(String fieldName) {
        return fields.get(fieldName);
    }
}
