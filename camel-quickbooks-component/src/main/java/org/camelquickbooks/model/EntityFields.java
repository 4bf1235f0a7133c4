package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields of entities, from the published schema, for messages. QuickBooks may know more fields. */
public final class EntityFields {

    private static final JsonNode TABLE = EntityCatalogue.resource("fields.json");

    /** What every object may have, and the table spells as an attribute. */
    private static final Set<String> EVERYWHERE = Set.of("sparse", "domain", "status", "value", "name", "type");

    private EntityFields() {}

    /** The names of an entity's own fields; empty where nothing is known of it. */
    public static Set<String> names(String entity) {
        return names(TABLE.path("entities").path(entity));
    }

    private static Set<String> names(JsonNode shape) {
        Set<String> names = new TreeSet<>();
        shape.fieldNames().forEachRemaining(name -> names.add(name.startsWith("@") ? name.substring(1) : name));
        return names;
    }

    /** The fields of a body that the schema does not know, each with its path and the name that was probably meant. */
    public static List<String> unknown(String entity, JsonNode body) {
        List<String> unknown = new ArrayList<>();
        collect(TABLE.path("entities").path(entity), body, "", unknown);
        return unknown;
    }

    private static void collect(JsonNode shape, JsonNode node, String path, List<String> unknown) {
        if (node.isArray()) {
            node.forEach(element -> collect(shape, element, path, unknown));
            return;
        }
        if (shape.isEmpty() || !node.isObject()) {
            return;
        }
        node.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode type = shape.path(name);
            if (!type.isMissingNode()) {
                collect(shapeOf(type.asText()), field.getValue(), path + name + ".", unknown);
            } else if (!EVERYWHERE.contains(name) && !shape.has("@" + name)) {
                String found = "'" + path + name + "'"
                        + Nearest.of(name, names(shape))
                                .map(near -> " (did you mean '" + near + "'?)")
                                .orElse("");
                if (!unknown.contains(found)) {
                    unknown.add(found);
                }
            }
        });
    }

    private static JsonNode shapeOf(String type) {
        String name = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
        JsonNode shape = TABLE.path("types").path(name);
        return shape.isMissingNode() ? TABLE.path("entities").path(name) : shape;
    }
}
