package org.camelquickbooks.checks.steps;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a thread of this JVM works or waits for a processor, as Linux says it. That is exact where the machine has other
 * work too: a thread that is not given a processor uses none, and is not quiet all the same.
 */
final class Threads {

    private static final Path TASKS = Path.of("/proc/self/task");

    private Threads() {}

    /** Where the system does not say so, time and the use of the processor have to be judged by. */
    static boolean areVisible() {
        return Files.isDirectory(TASKS);
    }

    /** Whether no thread but the caller's works, apart from the compiler, whose work changes nothing. */
    static boolean areQuiet() {
        int working = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (works(task)) {
                    // The caller itself is one of them.
                    if (++working > 1) {
                        return false;
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return true;
    }

    private static boolean works(Path task) {
        String stat;
        try {
            stat = Files.readString(task.resolve("stat"));
        } catch (IOException ended) {
            return false;
        }
        int end = stat.lastIndexOf(')');
        char state = stat.charAt(end + 2);
        return (state == 'R' || state == 'D') && !stat.substring(0, end).matches("(?s)\\d+ \\(C[12] Compiler.*");
    }
}
