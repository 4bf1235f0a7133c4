package org.camelquickbooks.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An application in a process of its own, and all that it has said. What it says of one thing may come before or after what
 * it says of another, so each text is looked for in all of it.
 */
final class Application implements AutoCloseable {

    private static final long READ_SECONDS = 10;

    private final Process process;
    private final Thread reader;
    private final List<String> said = new CopyOnWriteArrayList<>();

    Application(Process process) {
        this.process = process;
        reader = new Thread(this::read, "application");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            said.add("Its output cannot be read: " + e);
        }
    }

    /** Waits for a text that no letter or digit follows; the first line that has it. */
    String says(Duration patience, String text) throws Exception {
        Pattern wanted = Pattern.compile(Pattern.quote(text) + "(?!\\w)");
        List<String> found = new ArrayList<>();
        Eventually.holds(
                patience,
                "'" + text + "' from the application",
                () -> {
                    boolean alive = process.isAlive();
                    if (!alive) {
                        reader.join(TimeUnit.SECONDS.toMillis(READ_SECONDS));
                    }
                    said.stream()
                            .filter(line -> wanted.matcher(line).find())
                            .findFirst()
                            .ifPresent(found::add);
                    if (!alive && found.isEmpty()) {
                        throw new AssertionError("It ended with " + process.exitValue() + " before it said '" + text
                                + "':\n" + String.join("\n", said));
                    }
                    return !found.isEmpty();
                },
                () -> String.join("\n", said));
        return found.get(0);
    }

    /** As {@code kill -9}; it is gone then, and writes no more files. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
