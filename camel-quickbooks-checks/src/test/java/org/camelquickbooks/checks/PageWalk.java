package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Does what a page says: its commands and files as they are printed, one after the other, in {@code sh}. Only the port of
 * the sandbox is another one. Comments on the page, {@code <!-- walk: … -->}, say what each block is.
 */
final class PageWalk {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern STEP =
            Pattern.compile("<!-- walk: (.*?) -->\\s*(?:<!-- run -->\\s*)?```\\w*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SAYS = Pattern.compile("says \"(.*)\"");
    private static final Pattern APPEARS = Pattern.compile("appears (\\S+)(?: (\\d+))?");
    private static final Pattern MODULES = Pattern.compile("-pl (\\S+) -am");
    private static final String PRINTED = "http://localhost:8888";
    private static final String READY = "QuickBooks sandbox ready: ";

    private final Path scratch;
    private final Deque<Terminal> terminals = new ArrayDeque<>();
    private String url;
    private Terminal application;

    PageWalk(Path scratch) {
        this.scratch = scratch;
    }

    /** @param options of Maven, that a user has in settings.xml: where the local repository is, or another repository */
    void through(String page, String... options) throws Exception {
        Path project = Files.createDirectories(scratch.resolve("project"));
        Files.writeString(
                Files.createDirectories(project.resolve(".mvn")).resolve("maven.config"),
                String.join("\n", options) + "\n-B\n-ntp\n");
        List<MatchResult> steps =
                STEP.matcher(Files.readString(ROOT.resolve(page))).results().toList();
        assertThat(steps).hasSizeGreaterThan(5);
        try {
            for (MatchResult step : steps) {
                walk(step.group(1), step.group(2), project);
            }
            assertThat(application).as("the page starts an application").isNotNull();
        } finally {
            terminals.forEach(Terminal::close);
        }
    }

    private void walk(String step, String block, Path project) throws Exception {
        if (step.equals("build")) {
            modulesAreThere(block);
        } else if (step.equals("sandbox")) {
            // The books are the test's, not those of whoever tries the page beside it.
            sandbox(block.replace("--port 8888", "--port 0").replace("--data ", "--data " + scratch + "/"));
        } else if (step.startsWith("file ")) {
            Path file = project.resolve(step.substring(5));
            Files.createDirectories(file.getParent());
            Files.writeString(file, block.replace(PRINTED, url));
        } else if (step.startsWith("application, ")) {
            application = open(project, block);
            application.says(only(SAYS, step).group(1));
        } else if (step.startsWith("commands, ")) {
            open(project, block).succeeds();
            outcome(step, project);
        } else {
            throw new AssertionError("Nobody knows how to walk '" + step + "'");
        }
    }

    private Terminal open(Path directory, String commands) throws IOException {
        Terminal terminal = new Terminal(directory, url == null ? commands : commands.replace(PRINTED, url));
        terminals.push(terminal);
        return terminal;
    }

    private void sandbox(String command) throws Exception {
        Terminal sandbox = open(ROOT, command);
        sandbox.says(READY);
        sandbox.says("Data: ");
        url = sandbox.said()
                .lines()
                .filter(line -> line.startsWith(READY))
                .findFirst()
                .orElseThrow()
                .substring(READY.length());
    }

    private void outcome(String step, Path project) throws Exception {
        Matcher says = SAYS.matcher(step);
        if (says.find()) {
            application.says(says.group(1));
            return;
        }
        Matcher appears = only(APPEARS, step);
        Path directory = project.resolve(appears.group(1));
        int wanted = appears.group(2) == null ? 1 : Integer.parseInt(appears.group(2));
        Eventually.holds(
                Duration.ofMinutes(3),
                wanted + " files in " + appears.group(1),
                () -> files(directory) == wanted,
                application::said);
    }

    private static Matcher only(Pattern pattern, String step) {
        Matcher found = pattern.matcher(step);
        assertThat(found.find()).as("'%s' has %s", step, pattern).isTrue();
        return found;
    }

    private static long files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** The build itself has run before; that a page builds what it needs is seen when it is followed in a fresh clone. */
    private static void modulesAreThere(String block) {
        Matcher modules = MODULES.matcher(block);
        assertThat(modules.find()).as(block).isTrue();
        for (String module : modules.group(1).split(",")) {
            assertThat(ROOT.resolve(module).resolve("pom.xml")).exists();
        }
    }
}
