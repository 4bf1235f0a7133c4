package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.camelquickbooks.client.disk.AtomicFile;
import org.camelquickbooks.client.time.Time;

/**
 * Writes JSON lines to a file for each day (UTC), so that old files can be archived while the process runs. An entry
 * is on the disk when its stage completes. Entries that arrive at the same time are written together.
 */
public final class FileAuditLog implements AuditLog {

    private static final System.Logger LOG = System.getLogger(FileAuditLog.class.getName());

    private final Path directory;
    private final Time time;
    private final Executor workers;
    private final Object disk = new Object();
    private LocalDate day;
    private FileChannel channel;
    private long written;
    private long safe;

    public FileAuditLog(Path directory, Time time, Executor workers) {
        this.directory = directory;
        this.time = time;
        this.workers = workers;
    }

    @Override
    public CompletionStage<Void> record(List<ObjectNode> entries) {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(entry).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        makeSafe(append(bytes));
                    } catch (IOException e) {
                        throw new UncheckedIOException("Files in " + directory + " cannot be written: " + e, e);
                    }
                },
                workers);
    }

    private synchronized long append(byte[] lines) throws IOException {
        try {
            return appended(lines);
        } catch (IOException | RuntimeException e) {
            letGo();
            throw e;
        }
    }

    /** A full disk may have taken half a line: the file is opened anew, and what follows begins a line of its own. */
    private void letGo() {
        try (FileChannel closing = channel) {
            if (closing != null && closing.isOpen()) {
                closing.force(false);
                safe = written;
            }
        } catch (IOException e) {
            // Whoever waits for what is not safe is told so.
            LOG.log(System.Logger.Level.DEBUG, "The audit log could not be closed", e);
        } finally {
            channel = null;
        }
    }

    private long appended(byte[] lines) throws IOException {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        if (channel == null || !channel.isOpen() || !today.equals(day)) {
            open(today);
        }
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        written += lines.length;
        return written;
    }

    private void open(LocalDate today) throws IOException {
        close();
        AtomicFile.directory(directory);
        Path file = directory.resolve("audit-" + today + ".jsonl");
        boolean cut = isCut(file);
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        day = today;
        if (cut) {
            // A crash cut the last line: what follows is to be a line of its own.
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private static boolean isCut(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            reading.read(last, reading.size() - 1);
            return last.get(0) != '\n';
        }
    }

    private void makeSafe(long upTo) throws IOException {
        synchronized (disk) {
            FileChannel now;
            long reached;
            synchronized (this) {
                if (safe >= upTo) {
                    return;
                }
                now = channel;
                if (now == null) {
                    throw new ClosedChannelException();
                }
                reached = written;
            }
            try {
                now.force(false);
            } catch (ClosedChannelException e) {
                synchronized (this) {
                    // The day has changed meanwhile, and closing its file has made it safe; or an interrupt has closed
                    // it.
                    if (safe >= upTo) {
                        return;
                    }
                }
                throw e;
            }
            synchronized (this) {
                safe = Math.max(safe, reached);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (channel == null || !channel.isOpen()) {
            return;
        }
        try (FileChannel closing = channel) {
            closing.force(true);
            safe = written;
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log in " + directory + " cannot be closed", e);
        } finally {
            channel = null;
        }
    }
}
