package org.camelquickbooks.client.changes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file for each key. A value is replaced as a whole or not at all; processes on one machine can share the directory. */
public final class FileCursorStore implements CursorStore {

    private final Path directory;
    /** Locks of files are the process's, so threads need one of their own. */
    private final Object turn = new Object();

    public FileCursorStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public void setState(String key, String value) {
        alone(() -> {
            write(key, value);
            return true;
        });
    }

    @Override
    public String getState(String key) {
        try {
            return Files.readString(file(key));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean compareAndSet(String key, String expected, String value) {
        return alone(() -> {
            if (!Objects.equals(expected, getState(key))) {
                return false;
            }
            write(key, value);
            return true;
        });
    }

    private interface Work {
        boolean run() throws IOException;
    }

    private boolean alone(Work work) {
        synchronized (turn) {
            try {
                Files.createDirectories(directory);
                try (FileChannel channel = FileChannel.open(
                                directory.resolve("cursors.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    return lock.isValid() && work.run();
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private void write(String key, String value) throws IOException {
        Path file = file(key);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            // A crash leaves the former value or this one, never a part.
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String key) {
        return directory.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "The cursors in " + directory
                        + " cannot be used; set stateDirectory to a directory that can be written, or a stateRepository",
                e);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
