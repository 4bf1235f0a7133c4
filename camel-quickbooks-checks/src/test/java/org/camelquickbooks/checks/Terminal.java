package org.camelquickbooks.checks;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell that runs commands as they stand on a page, and what it says. */
final class Terminal implements AutoCloseable {

    /** With downloads, beside other processes. */
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    private static final long DEATH_SECONDS = 60;
    private static final long READ_SECONDS = 10;

    /** What Maven says where the repository broke off, which is no failure of the page. */
    private static final String BROKEN_OFF = "Could not transfer artifact";

    private final String commands;
    private final Process process;
    private final Thread reader;
    private final StringBuffer said = new StringBuffer();

    Terminal(Path directory, String commands) throws IOException {
        this.commands = commands;
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, java) -> java + File.pathSeparator + path);
        LocalCalls.pastProxies(builder);
        // The build's own options, such as a debugger's port, are not for what it starts.
        builder.environment().remove("MAVEN_OPTS");
        process = builder.start();
        reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    String said() {
        return said.toString();
    }

    /** Waits for a text; a process that ends before it fails the test. */
    void says(String text) throws Exception {
        Eventually.holds(
                PATIENCE,
                "'" + text + "' from: " + commands,
                () -> {
                    boolean alive = process.isAlive();
                    if (said().contains(text)) {
                        return true;
                    }
                    if (!alive) {
                        process.waitFor();
                        readToEnd();
                        if (said().contains(text)) {
                            return true;
                        }
                        throw failed("It ended before it said '" + text + "'");
                    }
                    return false;
                },
                this::said);
    }

    /** Waits until all commands have succeeded. */
    void succeeds() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw failed("It did not end within " + PATIENCE.toMinutes() + " minutes");
        }
        readToEnd();
        if (process.exitValue() != 0) {
            throw failed("It ended with " + process.exitValue());
        }
    }

    /** A process has ended a moment before all that it said has been read. */
    private void readToEnd() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(READ_SECONDS));
    }

    private AssertionError failed(String what) {
        String message = what + ": " + commands + "\n" + said();
        if (said().contains(BROKEN_OFF)) {
            abort("The repository broke off. " + message);
        }
        return new AssertionError(message);
    }

    /** As {@code kill -9} of all that the shell has started; they are gone then, and write no more files. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit()
                .completeOnTimeout(each, DEATH_SECONDS, TimeUnit.SECONDS)
                .join());
    }
}
