package org.camelquickbooks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sqlite.util.LibraryLoaderUtil;

/** Another JVM with the classes of the tests. */
final class Child implements AutoCloseable {

    private static final int LAST_WORDS = 3_000;

    private final Process process;
    private final Path errors;
    private final BufferedReader output;
    private final BufferedWriter input;

    private Child(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Child start(Class<?> main, String heap, String... arguments) throws IOException {
        return start(List.of(), List.of(), main, heap, arguments);
    }

    /** One with a system property, such as {@code -Dname=value}. */
    static Child startWith(String property, Class<?> main, String heap, String... arguments) throws IOException {
        return start(List.of(), List.of(property), main, heap, arguments);
    }

    /** One for which the disk is full: no file that it writes can have a byte. SQLite's driver was unpacked before. */
    static Child startWithFullDisk(Class<?> main, String heap, String... arguments) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        Path library = Files.createTempDirectory(Path.of("target"), "sqlite-").resolve(name);
        try (InputStream packed = LibraryLoaderUtil.class.getResourceAsStream(
                LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return start(
                List.of("bash", "-c", "ulimit -f 0; exec \"$0\" \"$@\""),
                List.of(
                        "-Dorg.sqlite.lib.path=" + library.toAbsolutePath().getParent(),
                        "-Dorg.sqlite.lib.name=" + name),
                main,
                heap,
                arguments);
    }

    private static Child start(
            List<String> before, List<String> properties, Class<?> main, String heap, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("-XX:-UsePerfData");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(properties);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(Path.of("target"), main.getSimpleName() + "-", ".err");
        return new Child(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** The next line that begins with a word; a process that ends before it fails the test with its last words. */
    String await(String word) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word)) {
                return line;
            }
        }
        String said = Files.readString(errors);
        throw new AssertionError("The process ended before it said " + word + ":\n"
                + said.substring(Math.max(0, said.length() - LAST_WORDS)));
    }

    /** Gives it a line to read. */
    void tell(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}: nothing in the process hears of it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
