package org.camelquickbooks.client.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Work that is done by one at a time, over the threads and the processes that share a directory. */
public final class FileTurn {

    /** What is done. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    private static final Duration PAUSE = Duration.ofMillis(1);

    /** Locks of files are the process's, so its threads need their own. */
    private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();

    private FileTurn() {}

    /** Does the work when it is its turn. The directory of the lock is made where it is not there. */
    public static <T> T take(Path lockFile, Work<T> work) throws IOException {
        Path path = lockFile.toAbsolutePath().normalize();
        synchronized (TURNS.computeIfAbsent(path, p -> new Object())) {
            Files.createDirectories(path.getParent());
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (!lock.isValid()) {
                    throw new IOException("The lock " + path + " was lost");
                }
                return work.run();
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                // Another class loader of this process has it: there, turns are others.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
