package org.camelquickbooks.sandbox.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** The contents of attached files, by the Id of their Attachable: in memory, or in a directory. */
public final class FileStore {

    private static final long LEAST_BYTES = 128 << 20;

    private final Path directory;
    private final long mostBytes;
    private long bytes;
    private final Map<String, byte[]> memory = new ConcurrentHashMap<>();

    FileStore(Path directory) {
        this(directory, Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / 4));
    }

    FileStore(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
    }

    public void put(String id, byte[] content) {
        if (directory == null) {
            remember(id, content);
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(id), content);
        } catch (IOException e) {
            throw new UncheckedIOException("The file of attachable " + id + " cannot be stored", e);
        }
    }

    private synchronized void remember(String id, byte[] content) {
        byte[] former = memory.get(id);
        long after = bytes + content.length - (former == null ? 0 : former.length);
        if (after > mostBytes) {
            throw new QuickBooksFault(
                    FaultCode.UPLOAD_TOO_LARGE,
                    "The sandbox keeps at most " + mostBytes
                            + " bytes of files in memory; start it with --data to keep files on disk, or reset it");
        }
        memory.put(id, content);
        bytes = after;
    }

    /** The content, or null where there is none. */
    public byte[] get(String id) {
        if (directory == null) {
            return memory.get(id);
        }
        try {
            Path file = directory.resolve(id);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("The file of attachable " + id + " cannot be read", e);
        }
    }

    synchronized void clear() {
        memory.clear();
        bytes = 0;
        if (directory == null || !Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The attached files cannot be removed", e);
        }
    }
}
