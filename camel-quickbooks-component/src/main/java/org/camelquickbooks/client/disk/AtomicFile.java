package org.camelquickbooks.client.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces files as a whole or not at all: after a crash a file has the former or the new content, never a part. */
public final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /** Whether files there have owners and modes. */
    public static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes a directory, and those above it, for their owner alone; those that are there stay as they are. */
    public static void directory(Path directory) throws IOException {
        if (isPosix(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** Replaces what is in a file; only its owner can read it. */
    public static void replace(Path file, String content) throws IOException {
        Files.move(written(file, content), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.toAbsolutePath().getParent());
    }

    /** That the file has its name is to outlive a loss of power, too. */
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories, and needs none of this.
            LOG.trace("{} could not be synced: {}", directory, e.toString());
        }
    }

    /** Makes a file that only its owner can read, unless it is there: then that stays as it is. */
    public static void create(Path file, String content) throws IOException {
        Path next = written(file, content);
        try {
            // A link appears as a whole, and not at all where another process was first.
            Files.createLink(file, next);
            sync(file.toAbsolutePath().getParent());
        } catch (FileAlreadyExistsException e) {
            // Theirs counts.
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static Path written(Path file, String content) throws IOException {
        // A temporary file is its owner's alone.
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(next);
            throw e;
        }
        return next;
    }
}
