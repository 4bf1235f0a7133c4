package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.JsonLimitException;
import org.camelquickbooks.model.JsonLimits.Violation;

/** Reads a webhook post, in the legacy format and as CloudEvents (facts, section 6). */
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

    private static final Pattern EVENT =
            Pattern.compile("/\\d+(?![^/])|/eventNotifications/\\d+/dataChangeEvent/entities/\\d+");

    private static final Pattern NOTIFICATION = Pattern.compile("/eventNotifications/\\d+");

    /** More events in one post are left to the next poll, which finds what webhooks miss. */
    public static final int MAX_EVENTS = 10_000;

    private static final Pattern REALM = Pattern.compile("\\w{1,32}");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int LONGEST_ID = 1_000;
    private static final int LONGEST_WORD = 100;

    /**
     * What a post says.
     *
     * @param events those that can be used
     * @param setAside how many others there are; 1 where the post as a whole cannot be read
     * @param reason why the first of these is set aside; null where there is none
     */
    public record Post(List<WebhookEvent> events, int setAside, String reason) {}

    private final List<WebhookEvent> events = new ArrayList<>();
    /** By the pointer of the event, or of the notification, or of the whole that cannot be trusted for it. */
    private final Map<String, Violation> violations = new HashMap<>();

    private int setAside;
    private String reason;

    private WebhookPayload() {}

    /** Never fails: a post that is signed would come again as it is, and with it all that is right in it. */
    public static Post read(byte[] body) {
        WebhookPayload payload = new WebhookPayload();
        try {
            payload.read(Json.parse(
                    body, violation -> payload.violations.putIfAbsent(scope(violation.pointer()), violation)));
        } catch (JsonProcessingException e) {
            payload.setAside(
                    e instanceof JsonLimitException limit ? limit.violation().toString() : "it is not JSON");
        }
        return new Post(payload.events, payload.setAside, payload.reason);
    }

    private void read(JsonNode json) {
        if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                JsonNode node = json.get(i);
                event("/" + i, () -> cloudEvent(node));
            }
        } else if (json.path("eventNotifications").isArray()) {
            legacy(json.path("eventNotifications"));
        } else if (json.has("specversion")) {
            event("", () -> cloudEvent(json));
        } else {
            setAside("it is neither a list of CloudEvents nor an object with eventNotifications");
        }
    }

    private void event(String pointer, Supplier<WebhookEvent> made) {
        if (events.size() >= MAX_EVENTS) {
            setAside("a post can have at most " + MAX_EVENTS + " events");
            return;
        }
        Violation violation = Stream.of(pointer, notification(pointer), "")
                .map(violations::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (violation != null) {
            setAside(violation.toString());
            return;
        }
        try {
            events.add(usable(made.get()));
        } catch (IllegalArgumentException | DateTimeException e) {
            setAside((pointer.isEmpty() ? "" : pointer + ": ") + e.getMessage());
        }
    }

    /** What no database would keep, or no company has, would fail the post each time that it comes, with all its events. */
    private static WebhookEvent usable(WebhookEvent event) {
        if (!REALM.matcher(event.realmId()).matches()) {
            throw new IllegalArgumentException("its company is not a realmId");
        }
        plain("id", event.id(), LONGEST_ID);
        plain("entity", event.entity(), LONGEST_WORD);
        plain("entity's Id", event.entityId(), LONGEST_WORD);
        plain("operation", event.operation(), LONGEST_WORD);
        plain("deletedId", event.deletedId(), LONGEST_WORD);
        if (event.time().isBefore(Instant.EPOCH) || !event.time().isBefore(LATEST)) {
            throw new IllegalArgumentException("its time is not between 1970 and 9999");
        }
        return event;
    }

    private static void plain(String what, String text, int longest) {
        if (text != null
                && (text.length() > longest
                        || text.codePoints()
                                .anyMatch(c ->
                                        Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE))) {
            throw new IllegalArgumentException(
                    "its " + what + " has more than " + longest + " characters, or one that cannot be written");
        }
    }

    /** What is not within one event spoils all that it stands above: a second realmId could make it another company's. */
    private static String scope(String pointer) {
        Matcher event = EVENT.matcher(pointer);
        return event.lookingAt() ? event.group() : notification(pointer);
    }

    private static String notification(String pointer) {
        Matcher notification = NOTIFICATION.matcher(pointer);
        return notification.lookingAt() ? notification.group() : "";
    }

    private void setAside(String why) {
        setAside++;
        if (reason == null) {
            reason = why;
        }
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

    private void legacy(JsonNode notifications) {
        for (int n = 0; n < notifications.size(); n++) {
            JsonNode notification = notifications.get(n);
            String pointer = "/eventNotifications/" + n;
            JsonNode entities = notification.path("dataChangeEvent").path("entities");
            if (!entities.isArray()) {
                setAside(pointer + ": it has no dataChangeEvent with entities");
            }
            for (int i = 0; i < entities.size(); i++) {
                JsonNode node = entities.get(i);
                event(pointer + "/dataChangeEvent/entities/" + i, () -> legacy(notification, node));
            }
        }
    }

    private static WebhookEvent legacy(JsonNode notification, JsonNode node) {
        String realmId = needed(notification, "realmId");
        String name = needed(node, "name");
        String operation = needed(node, "operation");
        String id = needed(node, "id");
        String time = needed(node, "lastUpdated");
        return new WebhookEvent(
                String.join("/", realmId, name, id, operation, time),
                realmId,
                entity(name),
                id,
                LEGACY.getOrDefault(operation, operation),
                time(time),
                Json.text(node, "deletedId"),
                node);
    }

    private static Instant time(String text) {
        return TIME.parse(text, OffsetDateTime::from).toInstant();
    }

    private static String needed(JsonNode node, String field) {
        String text = Json.text(node, field);
        if (text == null) {
            throw new IllegalArgumentException("the event has no " + field);
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
