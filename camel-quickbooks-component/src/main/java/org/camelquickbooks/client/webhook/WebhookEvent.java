package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.camelquickbooks.model.Json;

/**
 * An event that a webhook reports.
 *
 * @param id identifies the event, also in repeated deliveries
 * @param entity the type of the entity as elsewhere in the API, such as Invoice; unchanged if it is unknown
 * @param operation created, updated, deleted, merged, voided or emailed; unchanged if it is none of them
 * @param deletedId of a merge: the Id that no longer exists; otherwise null
 * @param json the event as received
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
