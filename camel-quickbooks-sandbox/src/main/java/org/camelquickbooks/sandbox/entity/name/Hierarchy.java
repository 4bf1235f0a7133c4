package org.camelquickbooks.sandbox.entity.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Lists whose members have parents: fully qualified names, levels, and the effect of a parent's new name on its
 * children.
 */
public final class Hierarchy {

    private static final int MAX_DEPTH = 5;

    private Hierarchy() {}

    /** Sets FullyQualifiedName and, where the entity has it, Level; answers the parent or null. */
    public static JsonNode place(Draft draft, String nameField, String flag) {
        ObjectNode entity = draft.entity();
        String parentId = Json.ref(entity, "ParentRef");
        JsonNode parent =
                parentId == null ? null : draft.change().find(draft.type().name(), parentId);
        int depth = 0;
        for (JsonNode at = parent; at != null; depth++) {
            if (Json.text(at, "Id").equals(draft.id()) || depth >= MAX_DEPTH - 1) {
                throw QuickBooksFault.business("The parent of " + Json.text(entity, nameField)
                        + " must be another one, and at most " + MAX_DEPTH + " levels are supported.");
            }
            String next = Json.ref(at, "ParentRef");
            at = next == null ? null : draft.change().find(draft.type().name(), next);
        }
        if (flag != null) {
            if (Json.bool(entity, flag) && parent == null) {
                throw QuickBooksFault.required("ParentRef");
            }
            entity.put(flag, parent != null);
        }
        name(entity, parent, nameField);
        entity.remove("Level");
        if (depth > 0 && draft.type().shape().field("Level") != null) {
            entity.put("Level", depth);
        }
        return parent;
    }

    private static void name(ObjectNode entity, JsonNode parent, String nameField) {
        String name = Json.text(entity, nameField);
        entity.put("FullyQualifiedName", parent == null ? name : Json.text(parent, "FullyQualifiedName") + ":" + name);
    }

    /** A renamed parent renames those below it. */
    public static void cascade(Draft draft, String nameField) {
        if (!draft.isNew()
                && !Json.text(draft.entity(), "FullyQualifiedName")
                        .equals(Json.text(draft.before(), "FullyQualifiedName"))) {
            cascade(draft.change(), draft.type(), draft.entity(), nameField);
        }
    }

    private static void cascade(Change change, EntityType type, JsonNode parent, String nameField) {
        String id = Json.text(parent, "Id");
        for (Row row : change.company().table(type.name()).withValue("ParentRef", new IdValue(id))) {
            ObjectNode child = change.edit(type.name(), row.id().text());
            name(child, parent, nameField);
            if (child.has("Level")) {
                child.put("Level", parent.path("Level").asInt() + 1);
            }
            cascade(change, type, change.put(type, child, Operation.UPDATE), nameField);
        }
    }
}
