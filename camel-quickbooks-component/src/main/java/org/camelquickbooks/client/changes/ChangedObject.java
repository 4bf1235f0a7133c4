package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/**
 * An entity as it is now, or what is left of it.
 *
 * @param time when it was changed last, in whole seconds as QuickBooks keeps it
 * @param version what tells it from others of the entity that have the same time
 * @param created null where nobody said
 */
record ChangedObject(
        EntityType type, JsonNode json, String id, String version, Instant time, Instant created, boolean deleted) {

    private static final String UPDATED = "LastUpdatedTime";

    static ChangedObject of(EntityType type, JsonNode json) {
        return at(type, json, UPDATED);
    }

    /** @param field the time within MetaData that orders the changes */
    static ChangedObject at(EntityType type, JsonNode json, String field) {
        JsonNode times = json.path("MetaData");
        Instant time = time(times, field);
        String id = Json.text(json, "Id");
        if (time == null || id == null) {
            throw new IllegalStateException("A changed " + type.name() + " has no "
                    + (id == null ? "Id" : "MetaData." + field) + "; the query must select it too");
        }
        boolean deleted = "Deleted".equals(Json.text(json, "status"));
        // By another time than that of the change, all versions are one.
        String version = deleted ? "gone" : field.equals(UPDATED) ? Json.text(json, "SyncToken") : "";
        return new ChangedObject(type, json, id, id + ":" + version, time, time(times, "CreateTime"), deleted);
    }

    static ChangedObject gone(EntityType type, String id, Instant noticed) {
        return of(type, Tombstone.of(id, noticed));
    }

    private static Instant time(JsonNode times, String field) {
        String text = Json.text(times, field);
        return text == null ? null : parse(text);
    }

    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("QuickBooks returned the time '" + text + "', which is not valid", e);
        }
    }

    String syncToken() {
        return Json.text(json, "SyncToken");
    }
}
