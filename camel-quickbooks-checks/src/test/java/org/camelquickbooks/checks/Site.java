package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The documentation as a site: built by npm from docs/ as a user builds it, and served on this machine. */
final class Site implements AutoCloseable {

    private static final Path DOCS = Pages.ROOT.resolve("docs");
    private static final Path MODULES = DOCS.resolve("node_modules");
    private static final Path DIRECTORY =
            Path.of("target", "docs-site").toAbsolutePath().normalize();

    private final HttpServer server;

    private Site(HttpServer server) {
        this.server = server;
    }

    /** Skips the test where there is no Node, or no package registry. */
    static Site build() throws IOException, InterruptedException {
        Node.assumeRecent();
        assumeTrue(isThere("npm"), "npm is missing; install it, such as: apt-get install npm");
        if (isOlder(MODULES.resolve(".package-lock.json"), DOCS.resolve("package-lock.json"))) {
            Result install = run(5, "npm", "ci", "--prefer-offline");
            assumeTrue(
                    install.isOk(),
                    "The packages of the site cannot be installed: npm --prefix docs ci\n" + install.output());
        }
        Result build = run(12, "npm", "run", "build", "--", "--outDir", DIRECTORY.toString());
        assertThat(build.isOk()).as(build.output()).isTrue();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "site");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", Site::serve);
        server.start();
        return new Site(server);
    }

    private record Result(boolean isOk, String output) {}

    private static Result run(int minutes, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("docs-site", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(DOCS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new Result(ended && process.exitValue() == 0, Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean isOlder(Path file, Path other) throws IOException {
        return !Files.exists(file) || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) < 0;
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Path file = DIRECTORY
                    .resolve((path.endsWith("/") ? path + "index.html" : path).substring(1))
                    .normalize();
            if (!file.startsWith(DIRECTORY) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private static String type(String file) {
        if (file.endsWith(".js") || file.endsWith(".mjs")) {
            return "text/javascript";
        }
        String guess = URLConnection.guessContentTypeFromName(file);
        return file.endsWith(".css") ? "text/css" : guess == null ? "application/octet-stream" : guess;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The pages as they are on the disk, by their addresses. */
    List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            files.filter(file -> file.toString().endsWith(".html")).sorted().forEach(pages::add);
        }
        return pages;
    }

    Path file(String address) {
        return DIRECTORY.resolve(address.endsWith("/") ? address.substring(1) + "index.html" : address.substring(1));
    }

    String address(Path page) {
        return "/" + DIRECTORY.relativize(page).toString().replace(File.separatorChar, '/');
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
