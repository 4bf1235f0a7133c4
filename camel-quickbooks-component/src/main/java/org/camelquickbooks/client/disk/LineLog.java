package org.camelquickbooks.client.disk;

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
import org.camelquickbooks.model.Json;

/**
 * A file of JSON lines that only grows, for one process. A line that a crash cut is dropped. Lines of several threads
 * are made safe by one write to the disk.
 */
public final class LineLog implements AutoCloseable {

    /**
     * Where a line stands.
     *
     * @param end where the next begins
     */
    public record Place(long start, long end) {}

    /** Told of each line that was there. */
    @FunctionalInterface
    public interface Reader {
        void line(JsonNode line, Place place);
    }

    /** Writes what is still wanted. */
    @FunctionalInterface
    public interface Rewriting {
        void write();
    }

    private final Path file;
    private final String what;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final Object disk = new Object();
    private FileChannel channel;
    private FileChannel old;
    private long end;
    private long safe;

    /**
     * Opens a log, or makes it.
     *
     * @param name of the file, without its ending
     * @param what what is kept in it, for messages
     * @param mend what to do where another process keeps it
     * @throws IllegalStateException where another process uses it
     */
    public LineLog(Path directory, String name, String what, String mend) {
        this.file = directory.resolve(name + ".log");
        this.what = what;
        try {
            Files.createDirectories(directory);
            lockChannel = FileChannel.open(
                    directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = lock("Another process or Camel context keeps its " + what + " in " + directory + "; " + mend);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private FileLock lock(String message) throws IOException {
        FileLock taken;
        try {
            taken = lockChannel.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null;
        }
        if (taken == null) {
            lockChannel.close();
            throw new IllegalStateException(message);
        }
        return taken;
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "The " + what + " in " + file
                        + " cannot be used; set stateDirectory to a directory that can be written",
                e);
    }

    /** Reads what was written; to be called once, first. */
    public synchronized void replay(Reader reader) {
        try {
            byte[] all = Files.readAllBytes(file);
            int start = 0;
            for (int i = 0; i < all.length; i++) {
                if (all[i] == '\n') {
                    reader.line(parse(all, start, i), new Place(start, i + 1L));
                    start = i + 1;
                }
            }
            end = start;
            safe = start;
            channel.truncate(start);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static JsonNode parse(byte[] all, int start, int end) throws IOException {
        try {
            return Json.EXACT.readTree(all, start, end - start);
        } catch (JsonProcessingException e) {
            throw new IOException("line at byte " + start + " is not readable", e);
        }
    }

    /** Writes a line. It is safe when {@link #makeSafe} returns. */
    public synchronized Place append(ObjectNode line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long at = end;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            Place place = new Place(end, at);
            end = at;
            return place;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Makes everything up to a place safe. One write to the disk serves all who came before it. */
    public void makeSafe(Place place) {
        synchronized (disk) {
            if (safe >= place.end()) {
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

    /** A line again. While the log is rewritten it is read from where it was. */
    public synchronized JsonNode read(Place place) {
        ByteBuffer buffer = ByteBuffer.allocate((int) (place.end() - place.start() - 1));
        FileChannel from = old != null ? old : channel;
        try {
            long at = place.start();
            while (buffer.hasRemaining()) {
                int n = from.read(buffer, at);
                if (n < 0) {
                    throw new IOException("it ends at byte " + at);
                }
                at += n;
            }
            return parse(buffer.array(), 0, buffer.capacity());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public synchronized long size() {
        return end;
    }

    /** Puts a new file in the place of this one, with what is written to it meanwhile. */
    public void rewrite(Rewriting rewriting) {
        synchronized (disk) {
            synchronized (this) {
                Path next = file.resolveSibling(file.getFileName() + ".new");
                try {
                    old = channel;
                    channel = FileChannel.open(
                            next,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
                    end = 0;
                    rewriting.write();
                    channel.force(true);
                    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    safe = end;
                    old.close();
                } catch (IOException e) {
                    throw failed(e);
                } finally {
                    old = null;
                }
            }
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
