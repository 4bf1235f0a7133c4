package org.camelquickbooks.client.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.Json;

/**
 * Intents in one file of JSON lines, for one process. Several calls that begin at the same time are made safe by one
 * write to the disk. What is decided stays in the file and is read from there when it is asked for.
 */
public final class FileIntentLog implements IntentLog {

    private static final long COMPACT_AT = 64L << 20;

    /** Where an answer stands in the file; no place while the call is undecided. */
    private static final class Entry {

        private final Intent intent;
        private long offset = -1;
        private int length;
        private Instant decided;

        Entry(Intent intent) {
            this.intent = intent;
        }
    }

    private final Path file;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Intent> undecided = new LinkedHashMap<>();
    private final Object disk = new Object();
    private FileChannel channel;
    private long end;
    private long safe;

    /** @throws IllegalStateException where another process uses the directory */
    public FileIntentLog(Path directory) {
        this.file = directory.resolve("intents.log");
        try {
            Files.createDirectories(directory);
            lockChannel = FileChannel.open(
                    directory.resolve("intents.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = lock(directory);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            replay();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileLock lock(Path directory) throws IOException {
        FileLock taken;
        try {
            taken = lockChannel.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null;
        }
        if (taken == null) {
            lockChannel.close();
            throw new IllegalStateException("Another process or Camel context keeps its intents in " + directory
                    + "; give each its own stateDirectory, or share a JdbcIntentLog (option intentLog)");
        }
        return taken;
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "The intent log " + file + " cannot be used; set stateDirectory to a directory that can be written", e);
    }

    /** Reads what was written; a line cut by a crash is the last, and is dropped. */
    private void replay() throws IOException {
        byte[] all = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                try {
                    apply(Json.EXACT.readTree(all, start, i - start), start, i - start);
                } catch (JsonProcessingException e) {
                    throw new IOException("line at byte " + start + " is not readable", e);
                }
                start = i + 1;
            }
        }
        end = start;
        safe = start;
        channel.truncate(start);
    }

    private void apply(JsonNode line, long offset, int length) {
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
                    offset,
                    length,
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

    private void answered(String name, long offset, int length, Instant at) {
        Entry entry = entries.computeIfAbsent(name, n -> new Entry(null));
        entry.offset = offset;
        entry.length = length;
        entry.decided = at;
    }

    private void dropUnanswered(Intent intent) {
        intent.keys()
                .values()
                .forEach(key -> entries.computeIfPresent(
                        name(intent.realmId(), key), (name, entry) -> entry.offset < 0 ? null : entry));
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
        long written;
        synchronized (this) {
            if (intent.keys().values().stream().anyMatch(key -> entries.containsKey(name(intent.realmId(), key)))) {
                return false;
            }
            written = append(line);
            begun(intent);
        }
        makeSafe(written);
        return true;
    }

    @Override
    public void decide(Intent intent, Map<String, String> answers, Instant at) {
        synchronized (this) {
            answers.forEach((key, answer) -> {
                ObjectNode line = Json.object()
                        .put("realm", intent.realmId())
                        .put("key", key)
                        .put("at", at.toString())
                        .put("answer", answer);
                long start = end;
                append(line);
                answered(name(intent.realmId(), key), start, (int) (end - start - 1), at);
            });
            append(Json.object().put("id", intent.id()).put("decided", true));
            undecided.remove(intent.id());
            dropUnanswered(intent);
        }
        // Not forced: what a crash loses of it is asked again under the same requestid.
    }

    private long append(ObjectNode line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long at = end;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            end = at;
            return end;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** One write to the disk serves all who came before it. */
    private void makeSafe(long upTo) {
        synchronized (disk) {
            if (safe >= upTo) {
                return;
            }
            FileChannel now;
            long reached;
            synchronized (this) {
                now = channel;
                reached = end;
            }
            try {
                now.force(false);
                safe = reached;
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    @Override
    public synchronized Known find(String realmId, String key) {
        Entry entry = entries.get(name(realmId, key));
        if (entry == null) {
            return null;
        }
        return entry.offset < 0
                ? new Known(entry.intent, null)
                : new Known(null, read(entry).path("answer").asText());
    }

    private JsonNode read(Entry entry) {
        ByteBuffer buffer = ByteBuffer.allocate(entry.length);
        try {
            long at = entry.offset;
            while (buffer.hasRemaining()) {
                int n = channel.read(buffer, at);
                if (n < 0) {
                    throw new IOException("it ends at byte " + at);
                }
                at += n;
            }
            return Json.parse(buffer.array());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized List<Intent> undecided() {
        return new ArrayList<>(undecided.values());
    }

    @Override
    public void forget(Instant before) {
        synchronized (disk) {
            synchronized (this) {
                int known = entries.size();
                entries.values().removeIf(e -> e.decided != null && e.decided.isBefore(before));
                if (entries.size() < known || end > COMPACT_AT) {
                    compact();
                }
            }
        }
    }

    /** Writes what is still wanted to a new file, which then takes the place of the old. */
    private void compact() {
        Path next = file.resolveSibling("intents.log.new");
        FileChannel old = channel;
        List<Map.Entry<String, JsonNode>> answers = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (entry.offset >= 0) {
                answers.add(Map.entry(name, read(entry)));
            }
        });
        List<Intent> open = new ArrayList<>(undecided.values());
        try {
            channel = FileChannel.open(
                    next,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            end = 0;
            for (Intent intent : open) {
                append(line(intent));
            }
            for (Map.Entry<String, JsonNode> answer : answers) {
                Entry entry = entries.get(answer.getKey());
                entry.offset = end;
                append((ObjectNode) answer.getValue());
                entry.length = (int) (end - entry.offset - 1);
            }
            channel.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            safe = end;
            old.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        synchronized (disk) {
            synchronized (this) {
                try {
                    channel.force(true);
                    channel.close();
                    lock.release();
                    lockChannel.close();
                } catch (IOException e) {
                    throw failed(e);
                }
            }
        }
    }
}
