package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.camelquickbooks.model.Json;

/**
 * Something that became of an entity, as a webhook tells it.
 *
 * @param id what tells it from others, over repeated deliveries
 * @param entity as QuickBooks writes it elsewhere, such as Invoice; as it came where it is not known
 * @param operation created, updated, deleted, merged, voided, emailed; as it came where it is none of them
 * @param deletedId of a merge: which one is no longer there; else null
 * @param json the event as it came
 */
public record WebhookEvent(
        String id,
        String realmId,
        String entity,
        String entityId,
        String operation,
        Instant time,
        String deletedId,
        JsonNode json) {

    /** For a journal. */
    ObjectNode toJson() {
        ObjectNode node = Json.object()
                .put("id", id)
                .put("realm", realmId)
                .put("entity", entity)
                .put("entityId", entityId)
                .put("operation", operation)
                .put("time", time.toString())
                .put("deletedId", deletedId);
        node.set("json", json);
        return node;
    }

    static WebhookEvent of(JsonNode node) {
        return new WebhookEvent(
                Json.text(node, "id"),
                Json.text(node, "realm"),
                Json.text(node, "entity"),
                Json.text(node, "entityId"),
                Json.text(node, "operation"),
                Instant.parse(node.path("time").asText()),
                Json.text(node, "deletedId"),
                node.path("json"));
    }

    @Override
    public String toString() {
        return entity + " " + entityId + " " + operation + " of company " + realmId;
    }
}
