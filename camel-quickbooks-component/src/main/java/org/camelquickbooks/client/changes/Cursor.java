package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camelquickbooks.model.Json;

/**
 * How far the changes of one entity of one company are told of: everything before a time is done, and of what came
 * shortly before it and after it, these versions are.
 */
final class Cursor {

    /** Where one begins who wants to be told of everything. */
    static final Instant BEGINNING = Instant.EPOCH;

    /** Versions beyond are forgotten, the oldest first; they may then be told of twice. */
    static final int REMEMBERED = 100_000;

    private Instant since;
    private Instant undelivered;
    private final TreeMap<Long, Set<String>> seen = new TreeMap<>();
    private int count;

    Cursor(Instant since) {
        this.since = since;
    }

    /** @throws IllegalStateException where the text is no cursor */
    static Cursor parse(String name, String text) {
        try {
            JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            Cursor cursor = new Cursor(Instant.parse(json.path("since").asText()));
            String undelivered = Json.text(json, "undelivered");
            cursor.undelivered = undelivered == null ? null : Instant.parse(undelivered);
            json.path("seen").properties().forEach(second -> second.getValue()
                    .forEach(version -> cursor.add(Long.parseLong(second.getKey()), version.asText())));
            return cursor;
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalStateException(
                    "The value in the state repository for '" + name
                            + "' is not a QuickBooks cursor; delete it to start at startFrom, or set cursorName",
                    e);
        }
    }

    String text() {
        ObjectNode json = Json.object().put("since", since.toString());
        if (undelivered != null) {
            json.put("undelivered", undelivered.toString());
        }
        ObjectNode all = json.putObject("seen");
        seen.forEach((second, versions) -> {
            ArrayNode list = all.putArray(second.toString());
            versions.forEach(list::add);
        });
        return json.toString();
    }

    Instant since() {
        return since;
    }

    boolean isAtBeginning() {
        return since.equals(BEGINNING);
    }

    /** Reading goes on to the present, beginning here. That it has begun outlives a crash. */
    void setOut(Duration overlap) {
        if (undelivered == null) {
            undelivered = isAtBeginning() ? BEGINNING : since.minus(overlap);
        }
    }

    /** What was created since then was never told of, unless it was remembered when setting out. */
    Instant undelivered() {
        return undelivered;
    }

    void arrive() {
        undelivered = null;
    }

    boolean knows(ChangedObject object) {
        return seen.getOrDefault(object.time().getEpochSecond(), Set.of()).contains(object.version());
    }

    /** The entities of which some version is remembered. */
    Set<String> ids() {
        return seen.values().stream()
                .flatMap(Set::stream)
                .map(version -> version.substring(0, version.lastIndexOf(':')))
                .collect(Collectors.toSet());
    }

    void done(ChangedObject object) {
        add(object.time().getEpochSecond(), object.version());
        while (count > REMEMBERED) {
            count -= seen.pollFirstEntry().getValue().size();
        }
    }

    private void add(long second, String version) {
        if (seen.computeIfAbsent(second, s -> new LinkedHashSet<>()).add(version)) {
            count++;
        }
    }

    /** It was too far: nothing is known of what is after that time. */
    void comeBackTo(Instant time) {
        since = time;
        undelivered = null;
    }

    /** Everything before that time is done. What is older than the overlap will not be read again. */
    void moveTo(Instant time, Duration overlap) {
        if (time.isAfter(since)) {
            since = time;
            long oldest = time.minus(overlap).getEpochSecond();
            while (!seen.isEmpty() && seen.firstKey() < oldest) {
                count -= seen.pollFirstEntry().getValue().size();
            }
        }
    }
}
