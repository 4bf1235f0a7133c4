package org.camelquickbooks.client.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.client.disk.LineLog;
import org.camelquickbooks.client.disk.LineLog.Place;
import org.camelquickbooks.model.Json;

/** Events in one file of JSON lines, for one process. Posts that come at the same time are made safe by one write. */
public final class FileEventJournal implements EventJournal {

    private static final long COMPACT_AT = 16L << 20;

    private final LineLog log;
    private long compactAt = COMPACT_AT;
    /** When each known event came. */
    private final Map<String, Instant> known = new LinkedHashMap<>();

    private final Map<String, ObjectNode> pending = new LinkedHashMap<>();
    /** Of those pending, the ones that were handed out by this process. */
    private final Set<String> atWork = new HashSet<>();

    /** @throws IllegalStateException where another process uses the directory */
    public FileEventJournal(Path directory) {
        this.log = new LineLog(
                directory,
                "events",
                "webhook events",
                "give each its own stateDirectory, or share a JdbcEventJournal (option eventJournal)");
        log.replay((line, place) -> apply(line));
    }

    private void apply(JsonNode line) {
        String key = line.path("key").asText();
        if (line.has("event")) {
            pending.put(key, (ObjectNode) line);
        } else {
            pending.remove(key);
        }
        if (line.has("dropped")) {
            known.remove(key);
        } else {
            known.put(key, Instant.parse(line.path("at").asText()));
        }
    }

    private static String key(String consumer, WebhookEvent event) {
        return consumer + "/" + event.id();
    }

    @Override
    public List<WebhookEvent> add(String consumer, List<WebhookEvent> events, Instant now) {
        List<WebhookEvent> added = new ArrayList<>();
        Place last = null;
        synchronized (this) {
            for (WebhookEvent event : events) {
                String key = key(consumer, event);
                if (!known.containsKey(key)) {
                    ObjectNode line = Json.object()
                            .put("key", key)
                            .put("consumer", consumer)
                            .put("at", now.toString());
                    line.set("event", event.toJson());
                    last = log.append(line);
                    apply(line);
                    atWork.add(key);
                    added.add(event);
                }
            }
        }
        if (last != null) {
            log.makeSafe(last);
        }
        return added;
    }

    @Override
    public synchronized void done(String consumer, WebhookEvent event, Instant now) {
        String key = key(consumer, event);
        // Not forced: what a crash loses of it is told of again.
        ended(key, Json.object().put("key", key).put("at", now.toString()));
        if (log.size() > compactAt) {
            compact();
        }
    }

    @Override
    public synchronized void drop(String consumer, WebhookEvent event) {
        String key = key(consumer, event);
        ended(key, Json.object().put("key", key).put("dropped", true));
    }

    private void ended(String key, ObjectNode line) {
        log.append(line);
        apply(line);
        atWork.remove(key);
    }

    @Override
    public synchronized List<WebhookEvent> takeOver(String consumer, Instant now) {
        List<WebhookEvent> left = new ArrayList<>();
        pending.forEach((key, line) -> {
            if (line.path("consumer").asText().equals(consumer) && atWork.add(key)) {
                left.add(WebhookEvent.of(line.path("event")));
            }
        });
        return left;
    }

    @Override
    public synchronized void leave(String consumer) {
        atWork.removeIf(key -> key.startsWith(consumer + "/"));
    }

    @Override
    public synchronized void forget(Instant before) {
        if (known.entrySet()
                .removeIf(entry -> entry.getValue().isBefore(before) && !pending.containsKey(entry.getKey()))) {
            compact();
        }
    }

    private void compact() {
        log.rewrite(() -> known.forEach((key, at) -> {
            ObjectNode waiting = pending.get(key);
            log.append(waiting != null ? waiting : Json.object().put("key", key).put("at", at.toString()));
        }));
        // What is still wanted may be large itself: then it is not written again with each event.
        compactAt = Math.max(COMPACT_AT, 2 * log.size());
    }

    @Override
    public synchronized void close() {
        log.close();
    }
}
