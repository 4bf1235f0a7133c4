package org.camelquickbooks.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A shell that runs commands as they stand on a page, and what it says. */
final class Terminal implements AutoCloseable {

    /** With downloads, beside other processes. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final String commands;
    private final Process process;
    private final StringBuffer said = new StringBuffer();

    Terminal(Path directory, String commands) throws IOException {
        this.commands = commands;
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The build's own options, such as a debugger's port, are not for what it starts.
        builder.environment().remove("MAVEN_OPTS");
        process = builder.start();
        Thread reader = new Thread(this::read, "terminal");
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
                        throw new AssertionError("It ended before it said '" + text + "': " + commands + "\n" + said());
                    }
                    return false;
                },
                this::said);
    }

    /** Waits until all commands have succeeded. */
    void succeeds() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end: " + commands + "\n" + said());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("It ended with " + process.exitValue() + ": " + commands + "\n" + said());
        }
    }

    /** As {@code kill -9} of all that the shell has started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
