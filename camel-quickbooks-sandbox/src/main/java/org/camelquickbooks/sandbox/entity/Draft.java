package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.json.Json;

/**
 * An entity that is about to be stored.
 *
 * @param entity what will be stored; rules complete it
 * @param before what is stored now, or null at creation
 * @param include what the request's {@code include} parameter asked for
 */
public record Draft(EntityType type, ObjectNode entity, JsonNode before, Change change, Set<String> include) {

    public boolean isNew() {
        return before == null;
    }

    public CompanyProfile profile() {
        return change.company().profile();
    }

    public JsonNode preferences() {
        return change.preferences();
    }

    public void defaultText(String field, String value) {
        if (!entity.has(field) && value != null) {
            entity.put(field, value);
        }
    }

    public void defaultFlag(String field, boolean value) {
        if (!entity.has(field)) {
            entity.put(field, value);
        }
    }

    public String id() {
        return Json.text(entity, "Id");
    }
}
