package org.camelquickbooks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a JVM of its own, so that it is measured and not the one who measures. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "ready: ";

    private final Process process;
    private final BufferedReader out;
    private final String url;
    private final long startMillis;

    ServerProcess(Class<?> main, List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        long start = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = process.inputReader();
        String line = out.readLine();
        while (line != null && !line.contains(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException(main.getName() + " did not start");
        }
        startMillis = (System.nanoTime() - start) / 1_000_000;
        url = line.substring(line.indexOf(READY) + READY.length());
    }

    int port() {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    /** Sends a line to its standard input and waits for one of its standard output. */
    String ask(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("The process ended when it was asked to " + line);
        }
        return answer;
    }

    /** From the call of java to the line that says ready. */
    long startMillis() {
        return startMillis;
    }

    /** Memory that the process holds, in megabytes; 0 where the machine does not say. */
    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
