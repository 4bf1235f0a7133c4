package org.camelquickbooks.sandbox.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contents of attached files, by the Id of their Attachable: in memory, or in a directory. */
public final class FileStore {

    private final Path directory;
    private final Map<String, byte[]> memory = new ConcurrentHashMap<>();

    FileStore(Path directory) {
        this.directory = directory;
    }

    public void put(String id, byte[] content) {
        if (directory == null) {
            memory.put(id, content);
            return;
        }
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(id), content);
        } catch (IOException e) {
            throw new UncheckedIOException("The file of attachable " + id + " cannot be kept", e);
        }
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

    void clear() {
        memory.clear();
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
