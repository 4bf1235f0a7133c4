package org.camelquickbooks.sandbox.company;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * An append-only file of JSON lines, one for each change. A line is written to the operating system before the change
 * is answered, so a killed process loses no change that it has answered. An incomplete last line is removed when the
 * file is opened.
 */
public final class Journal implements Closeable {

    private static final int READ_BUFFER = 1 << 18;
    private static final long TRACED_BYTES = 1 << 20;

    private final Path file;
    private FileChannel channel;
    private volatile long end;

    /** Opens the file, making it if need be, and hands each of its lines to the reader. */
    public Journal(Path file, Consumer<byte[]> reader) {
        this(file);
        read(0, reader);
    }

    /** Opens the file, making it if need be; it has to be {@link #read} before anything is appended. */
    Journal(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's data file " + file + " cannot be opened", e);
        }
    }

    /** Hands each line from a place on to the reader, and cuts off a torn last one. */
    void read(long from, Consumer<byte[]> reader) {
        try {
            end = replay(from, reader);
            channel.truncate(end);
            channel.position(end);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's data file " + file + " cannot be read", e);
        }
    }

    /** Where the next line will stand. */
    long position() {
        return end;
    }

    /**
     * A checksum of what stands before a place: of the last part of it. Each line bears its time, so two journals that
     * differ earlier differ there too.
     */
    int trace(long position) throws IOException {
        ByteBuffer before = ByteBuffer.allocate((int) Math.min(position, TRACED_BYTES));
        long start = position - before.capacity();
        while (before.hasRemaining() && channel.read(before, start + before.position()) > 0) {
            // The rest follows.
        }
        CRC32C crc = new CRC32C();
        crc.update(before.flip());
        return (int) crc.getValue();
    }

    /** Whether the file goes so far, and has that before this place. */
    boolean hasTrace(long position, int trace) throws IOException {
        return position <= channel.size() && trace(position) == trace;
    }

    /** Waits until what was appended is on the disk. */
    void force() throws IOException {
        channel.force(false);
    }

    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another sandbox uses it: stop that one, or use another --data");
        }
    }

    private long replay(long from, Consumer<byte[]> reader) throws IOException {
        long read = from;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] buffer = new byte[READ_BUFFER];
            int n;
            while ((n = in.read(buffer)) > 0) {
                int start = 0;
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, start, i - start);
                        read += line.size() + 1L;
                        reader.accept(line.toByteArray());
                        line.reset();
                        start = i + 1;
                    }
                }
                line.write(buffer, start, n - start);
            }
        }
        return read;
    }

    /** Appends a line; on failure the file is as it was. */
    public void append(byte[] line) {
        try {
            long start = end;
            try {
                ByteBuffer buffer = ByteBuffer.allocate(line.length + 1)
                        .put(line)
                        .put((byte) '\n')
                        .flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                end = start + line.length + 1;
            } catch (IOException e) {
                channel.truncate(start);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's data file " + file + " cannot be written", e);
        }
    }

    /** Keeps a copy of the file as it is now. */
    void copyTo(Path copy) {
        try {
            Files.createDirectories(copy.getParent());
            Path next = copy.resolveSibling(copy.getFileName() + ".next");
            Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
            Files.move(next, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot " + copy + " cannot be written", e);
        }
    }

    /** Makes the file what a copy of it was, and hands each of its lines to the reader. */
    void replaceWith(Path copy, Consumer<byte[]> reader) {
        try (FileChannel source = FileChannel.open(copy, StandardOpenOption.READ)) {
            channel.truncate(0);
            long size = source.size();
            for (long at = 0; at < size; ) {
                at += source.transferTo(at, size - at, channel);
            }
            end = replay(0, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot " + copy + " cannot be restored", e);
        }
    }

    /** Empties the file. */
    public void clear() {
        try {
            channel.truncate(0);
            end = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's data file " + file + " cannot be emptied", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
