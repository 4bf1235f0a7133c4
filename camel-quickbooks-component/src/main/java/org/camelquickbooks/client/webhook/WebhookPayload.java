package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/** Reads what a webhook posts, in the legacy shape and as CloudEvents (facts, section 6). */
public final class WebhookPayload {

    /** The legacy format's offset has no colon; a Z is met too. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][xx]")
            .toFormatter(Locale.ROOT);

    private static final Map<String, String> LEGACY = Map.of(
            "Create", "created",
            "Update", "updated",
            "Delete", "deleted",
            "Merge", "merged",
            "Void", "voided",
            "Emailed", "emailed");

    /** Currencies are called otherwise in webhooks than anywhere else. */
    private static final Map<String, String> NAMES =
            Map.of("currency", "CompanyCurrency", "changeorder", "ChangeOrder");

    private WebhookPayload() {}

    /**
     * The events of a post, and why some of them could not be read: one that is broken does not hold back the others.
     */
    public record Post(List<WebhookEvent> events, List<String> unreadable) {}

    /** Reads what can be read of a post. */
    public static Post read(byte[] body) {
        try {
            JsonNode json = Json.parse(body);
            if (json.isArray()) {
                List<WebhookEvent> events = new ArrayList<>();
                List<String> unreadable = new ArrayList<>();
                for (JsonNode node : json) {
                    try {
                        events.add(cloudEvent(node));
                    } catch (IllegalArgumentException | DateTimeException e) {
                        unreadable.add(e.getMessage());
                    }
                }
                return new Post(events, unreadable);
            }
            return new Post(parse(body), List.of());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return new Post(
                    List.of(), List.of(e instanceof IllegalArgumentException ? e.getMessage() : "it is no JSON"));
        }
    }

    /** @throws IllegalArgumentException where it is neither of the two */
    public static List<WebhookEvent> parse(byte[] body) {
        JsonNode json;
        try {
            json = Json.parse(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The post is no JSON");
        }
        try {
            if (json.isArray()) {
                return cloudEvents(json);
            }
            if (json.path("eventNotifications").isArray()) {
                return legacy(json.path("eventNotifications"));
            }
            if (json.has("specversion")) {
                return List.of(cloudEvent(json));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The post has a time that cannot be read: " + e.getMessage());
        }
        throw new IllegalArgumentException("The post is neither a list of CloudEvents nor has it eventNotifications");
    }

    private static List<WebhookEvent> cloudEvents(JsonNode list) {
        List<WebhookEvent> events = new ArrayList<>();
        list.forEach(node -> events.add(cloudEvent(node)));
        return events;
    }

    private static WebhookEvent cloudEvent(JsonNode node) {
        String type = needed(node, "type");
        // qbo.{entity}.{operation}.v1
        String[] words = type.split("\\.");
        boolean known = words.length >= 3 && words[0].equals("qbo");
        return new WebhookEvent(
                needed(node, "id"),
                needed(node, "intuitaccountid"),
                known ? entity(words[1]) : type,
                needed(node, "intuitentityid"),
                // The wire says void, some public code voided.
                !known ? type : words[2].equals("void") ? "voided" : words[2],
                OffsetDateTime.parse(needed(node, "time")).toInstant(),
                Json.text(node.path("data"), "deletedId"),
                node);
    }

    private static List<WebhookEvent> legacy(JsonNode notifications) {
        List<WebhookEvent> events = new ArrayList<>();
        for (JsonNode notification : notifications) {
            String realmId = needed(notification, "realmId");
            for (JsonNode node : notification.path("dataChangeEvent").path("entities")) {
                String name = needed(node, "name");
                String operation = needed(node, "operation");
                String id = needed(node, "id");
                String time = needed(node, "lastUpdated");
                events.add(new WebhookEvent(
                        String.join("/", realmId, name, id, operation, time),
                        realmId,
                        entity(name),
                        id,
                        LEGACY.getOrDefault(operation, operation),
                        time(time),
                        Json.text(node, "deletedId"),
                        node));
            }
        }
        return events;
    }

    private static Instant time(String text) {
        return TIME.parse(text, OffsetDateTime::from).toInstant();
    }

    private static String needed(JsonNode node, String field) {
        String text = Json.text(node, field);
        if (text == null) {
            throw new IllegalArgumentException("The post has an event without " + field);
        }
        return text;
    }

    private static String entity(String name) {
        String other = NAMES.get(name.toLowerCase(Locale.ROOT));
        EntityType type = EntityCatalogue.get().findIgnoringCase(other == null ? name : other);
        if (type != null) {
            return type.name();
        }
        // What the webhooks know and the catalogue does not.
        return other == null ? name : other;
    }
}
