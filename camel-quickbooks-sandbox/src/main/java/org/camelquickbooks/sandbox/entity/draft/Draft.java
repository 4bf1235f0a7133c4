package org.camelquickbooks.sandbox.entity.draft;

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
 * @param saving how rules save what the entity brings with it
 */
public record Draft(
        EntityType type, ObjectNode entity, JsonNode before, Change change, Set<String> include, Saving saving) {

    /** Saves an entity by all rules, as if a caller had sent it. */
    @FunctionalInterface
    public interface Saving {
        ObjectNode save(Change change, EntityType type, JsonNode body, Set<String> include);
    }

    public boolean isNew() {
        return before == null;
    }

    public CompanyProfile profile() {
        return change.company().profile();
    }

    public JsonNode preferences() {
        return change.preferences();
    }

    /** Creates what the entity brings with it: the invoice of an opening balance, say. */
    public void create(String other, ObjectNode body) {
        saving.save(change, Change.type(other), body, Set.of());
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
