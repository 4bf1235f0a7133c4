package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.camelquickbooks.client.disk.LineLog;
import org.camelquickbooks.model.Json;

/** A journal in one file of JSON lines, for one process. What is known is kept in memory, too: some 300 bytes each. */
public final class FileFlowJournal implements FlowJournal, AutoCloseable {

    /** The file is written anew when it has so many lines more than are wanted. */
    private static final int SPARE = 100_000;

    private final LineLog log;
    private final Map<FlowKey, FlowEntry> entries = new ConcurrentHashMap<>();
    private int lines;

    /** @throws IllegalStateException where another process uses the directory */
    public FileFlowJournal(Path directory) {
        this.log = new LineLog(
                directory,
                "flows",
                "journal of the flows",
                "give each its own stateDirectory, or share a JdbcFlowJournal as a bean");
        log.replay((line, place) -> {
            FlowEntry entry = read(line);
            entries.put(entry.key(), entry);
            lines++;
        });
    }

    @Override
    public Optional<FlowEntry> find(FlowKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void put(FlowEntry entry) {
        log.makeSafe(append(entry));
    }

    private synchronized LineLog.Place append(FlowEntry entry) {
        if (++lines > entries.size() + SPARE) {
            log.rewrite(() -> entries.values().forEach(kept -> log.append(written(kept))));
            lines = entries.size();
        }
        LineLog.Place place = log.append(written(entry));
        entries.put(entry.key(), entry);
        return place;
    }

    @Override
    public FlowEntry plan(FlowEntry planned) {
        // One process has the file, and the flows let one message in at a time.
        put(planned);
        return planned;
    }

    @Override
    public void forEach(String flow, String company, Consumer<FlowEntry> told) {
        entries.values().stream()
                .filter(entry ->
                        entry.key().flow().equals(flow) && entry.key().company().equals(company))
                .forEach(told);
    }

    @Override
    public void close() {
        log.close();
    }

    private static ObjectNode written(FlowEntry entry) {
        ObjectNode line = Json.object()
                .put("flow", entry.key().flow())
                .put("company", entry.key().company())
                .put("id", entry.key().id())
                .put("state", entry.state().name())
                .put("digest", entry.digest())
                .put("at", entry.at().toString());
        if (entry.attempt() > 0) {
            line.put("attempt", entry.attempt());
        }
        put(line, "entity", entry.entity());
        put(line, "entityId", entry.entityId());
        put(line, "number", entry.number());
        put(line, "plan", entry.plan());
        put(line, "reason", entry.reason());
        if (entry.amount() != null) {
            line.put("amount", entry.amount());
        }
        return line;
    }

    private static void put(ObjectNode line, String field, String value) {
        if (value != null) {
            line.put(field, value);
        }
    }

    private static FlowEntry read(JsonNode line) {
        return new FlowEntry(
                new FlowKey(
                        line.path("flow").asText(),
                        line.path("company").asText(),
                        line.path("id").asText()),
                FlowEntry.State.valueOf(line.path("state").asText()),
                line.path("digest").asText(),
                line.path("attempt").asInt(),
                Json.text(line, "entity"),
                Json.text(line, "entityId"),
                Json.text(line, "number"),
                line.has("amount") ? line.path("amount").decimalValue() : null,
                Json.text(line, "plan"),
                Json.text(line, "reason"),
                Instant.parse(line.path("at").asText()));
    }
}
