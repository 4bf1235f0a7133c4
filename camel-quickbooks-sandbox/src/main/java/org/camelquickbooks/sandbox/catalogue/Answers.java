package org.camelquickbooks.sandbox.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields in the answers of an entity, as in recorded answers ({@code answers.json}): fields that are always
 * present (some only if another field has a certain value), fields that are present if they were given, fields that
 * are never present (some of which queries can select), and references without a name.
 */
public final class Answers {

    /** A field that is always answered, and its value where nobody has given one. */
    private record Always(String[] path, JsonNode value) {}

    /** Fields that are answered where another one has a certain value: only checks are printed. */
    private record Where(String field, String value, List<Always> defaults) {}

    private final Set<String> always = new LinkedHashSet<>();
    private final Set<String> whenSet = new LinkedHashSet<>();
    private final List<Always> defaults = new ArrayList<>();
    private final List<Where> where = new ArrayList<>();
    private final List<String[]> never = new ArrayList<>();
    private final Set<String> nameless = new HashSet<>();
    private final List<String> unseen = new ArrayList<>();

    /** @param row the entity's row, or a missing node where nothing was recorded */
    Answers(JsonNode row, JsonNode namelessEverywhere) {
        namelessEverywhere.forEach(field -> nameless.add(field.asText()));
        row.path("nameless").forEach(field -> nameless.add(field.asText()));
        row.path("whenSet").forEach(path -> whenSet.add(path.asText()));
        row.path("never").forEach(path -> never.add(path.asText().split("\\.")));
        row.path("unseen").forEach(field -> unseen.add(field.asText()));
        row.path("always").properties().forEach(field -> always.add(field.getKey()));
        // No value means that a rule of the entity gives it.
        defaults.addAll(defaults(row.path("always")));
        row.path("where").properties().forEach(condition -> {
            String[] wanted = condition.getKey().split("=");
            where.add(new Where(wanted[0], wanted[1], defaults(condition.getValue())));
        });
    }

    private static List<Always> defaults(JsonNode fields) {
        List<Always> defaults = new ArrayList<>();
        fields.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                defaults.add(new Always(field.getKey().split("\\."), field.getValue()));
            }
        });
        return defaults;
    }

    /** The paths that stand in every answer; {@code @name} is the name of a reference. */
    public Set<String> always() {
        return always;
    }

    /** The paths that recorded answers hold where somebody gave them. */
    public Set<String> whenSet() {
        return whenSet;
    }

    /** The paths that no answer holds although the schema has them. */
    public List<String> never() {
        List<String> paths = new ArrayList<>(unseen);
        never.forEach(path -> paths.add(String.join(".", path)));
        return paths;
    }

    /** The fields that queries can ask for and no answer holds. */
    public List<String> unseen() {
        return unseen;
    }

    /** Whether a reference is answered with the name of what it refers to. */
    public boolean isNamed(String field, String path) {
        return !nameless.contains(field) && !nameless.contains(path);
    }

    /** Adds what is always answered, and takes away what never is. */
    public void complete(ObjectNode entity) {
        defaults.forEach(field -> set(entity, field));
        for (Where condition : where) {
            if (condition.value.equals(entity.path(condition.field).asText())) {
                condition.defaults.forEach(field -> set(entity, field));
            }
        }
        for (String[] path : never) {
            remove(entity, path, 0);
        }
    }

    private static void set(ObjectNode entity, Always field) {
        ObjectNode at = entity;
        for (int i = 0; i < field.path.length - 1; i++) {
            JsonNode next = at.get(field.path[i]);
            at = next instanceof ObjectNode object ? object : at.putObject(field.path[i]);
        }
        String name = field.path[field.path.length - 1];
        if (!at.has(name)) {
            at.set(name, field.value.isContainerNode() ? field.value.deepCopy() : field.value);
        }
    }

    private static void remove(JsonNode node, String[] path, int step) {
        if (node.isArray()) {
            node.forEach(element -> remove(element, path, step));
        } else if (node instanceof ObjectNode object) {
            if (step == path.length - 1) {
                object.remove(path[step]);
            } else {
                remove(object.path(path[step]), path, step + 1);
            }
        }
    }
}
