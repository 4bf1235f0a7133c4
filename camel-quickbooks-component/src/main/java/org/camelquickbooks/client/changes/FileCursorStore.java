package org.camelquickbooks.client.changes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.camelquickbooks.client.disk.FileTurn;
import org.camelquickbooks.client.disk.SafeFile;

/** A file for each key. A value is replaced as a whole or not at all; processes on one machine can share the directory. */
public final class FileCursorStore implements CursorStore {

    private final Path directory;

    public FileCursorStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public void setState(String key, String value) {
        alone(() -> {
            SafeFile.replace(file(key), value);
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
            SafeFile.replace(file(key), value);
            return true;
        });
    }

    private boolean alone(FileTurn.Work<Boolean> work) {
        try {
            return FileTurn.take(directory.resolve("cursors.lock"), work);
        } catch (IOException e) {
            throw failed(e);
        }
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
}
