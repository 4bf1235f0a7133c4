package org.camelquickbooks.client.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.client.disk.LineLog;
import org.camelquickbooks.client.disk.LineLog.Place;
import org.camelquickbooks.model.Json;

/**
 * Intents in one file of JSON lines, for one process. What is decided stays in the file and is read from there when it
 * is asked for.
 */
public final class FileIntentLog implements IntentLog {

    private static final long COMPACT_AT = 64L << 20;

    /** Where an answer stands in the file; no place while the call is undecided. */
    private static final class Entry {

        private final Intent intent;
        private Place answer;
        private Instant decided;

        Entry(Intent intent) {
            this.intent = intent;
        }
    }

    private final LineLog log;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Intent> undecided = new LinkedHashMap<>();

    /** @throws IllegalStateException where another process uses the directory */
    public FileIntentLog(Path directory) {
        this.log = new LineLog(
                directory,
                "intents",
                "intents",
                "give each its own stateDirectory, or share a JdbcIntentLog (option intentLog)");
        log.replay(this::apply);
    }

    private void apply(JsonNode line, Place place) {
        String id = line.path("id").asText();
        if (line.has("body")) {
            Map<String, String> keys = new LinkedHashMap<>();
            line.path("keys")
                    .properties()
                    .forEach(k -> keys.put(k.getKey(), k.getValue().asText()));
            begun(new Intent(
                    id,
                    line.path("realm").asText(),
                    Instant.parse(line.path("at").asText()),
                    line.path("path").asText(),
                    line.path("body").asText(),
                    keys));
        } else if (line.has("key")) {
            answered(
                    name(line.path("realm").asText(), line.path("key").asText()),
                    place,
                    Instant.parse(line.path("at").asText()));
        } else {
            Intent intent = undecided.remove(id);
            if (intent != null) {
                dropUnanswered(intent);
            }
        }
    }

    private static String name(String realmId, String key) {
        return realmId + "/" + key;
    }

    private void begun(Intent intent) {
        undecided.put(intent.id(), intent);
        intent.keys().values().forEach(key -> entries.put(name(intent.realmId(), key), new Entry(intent)));
    }

    private void answered(String name, Place place, Instant at) {
        Entry entry = entries.computeIfAbsent(name, n -> new Entry(null));
        entry.answer = place;
        entry.decided = at;
    }

    private void dropUnanswered(Intent intent) {
        intent.keys()
                .values()
                .forEach(key -> entries.computeIfPresent(
                        name(intent.realmId(), key), (name, entry) -> entry.answer == null ? null : entry));
    }

    private static ObjectNode line(Intent intent) {
        ObjectNode line = Json.object()
                .put("id", intent.id())
                .put("realm", intent.realmId())
                .put("at", intent.at().toString())
                .put("path", intent.path())
                .put("body", intent.body());
        ObjectNode keys = line.putObject("keys");
        intent.keys().forEach(keys::put);
        return line;
    }

    @Override
    public boolean begin(Intent intent) {
        ObjectNode line = line(intent);
        Place written;
        synchronized (this) {
            if (intent.keys().values().stream().anyMatch(key -> entries.containsKey(name(intent.realmId(), key)))) {
                return false;
            }
            written = log.append(line);
            begun(intent);
        }
        log.makeSafe(written);
        return true;
    }

    @Override
    public synchronized void decide(Intent intent, Map<String, String> answers, Instant at) {
        answers.forEach((key, answer) -> {
            ObjectNode line = Json.object()
                    .put("realm", intent.realmId())
                    .put("key", key)
                    .put("at", at.toString())
                    .put("answer", answer);
            answered(name(intent.realmId(), key), log.append(line), at);
        });
        log.append(Json.object().put("id", intent.id()).put("decided", true));
        undecided.remove(intent.id());
        dropUnanswered(intent);
        // Not forced: what a crash loses of it is asked again under the same requestid.
    }

    @Override
    public synchronized Known find(String realmId, String key) {
        Entry entry = entries.get(name(realmId, key));
        if (entry == null) {
            return null;
        }
        return entry.answer == null
                ? new Known(entry.intent, null)
                : new Known(null, log.read(entry.answer).path("answer").asText());
    }

    @Override
    public synchronized List<Intent> undecided() {
        return new ArrayList<>(undecided.values());
    }

    @Override
    public synchronized void forget(Instant before) {
        int known = entries.size();
        entries.values().removeIf(e -> e.decided != null && e.decided.isBefore(before));
        if (entries.size() < known || log.size() > COMPACT_AT) {
            log.rewrite(() -> {
                undecided.values().forEach(intent -> log.append(line(intent)));
                entries.values().stream()
                        .filter(entry -> entry.answer != null)
                        .forEach(entry -> entry.answer = log.append((ObjectNode) log.read(entry.answer)));
            });
        }
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
