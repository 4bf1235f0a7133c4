package org.camelquickbooks.checks.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camelquickbooks.checks.steps.Failure.Kind;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** One scenario on a bench: its company as it was prepared, and the runs on it. */
public final class Bench implements AutoCloseable {

    private static final String PREPARED = "steps";

    private final Scenario scenario;
    private final QuickBooksSandbox sandbox;
    private final Path directory;
    private int runs;

    public Bench(Scenario scenario, Path directory) {
        this.scenario = scenario;
        this.directory = directory;
        this.sandbox = scenario.sandbox();
        sandbox.clock().freeze();
        sandbox.clock().set(Run.START.minusSeconds(3600));
        scenario.prepare(sandbox);
        sandbox.snapshot(PREPARED);
    }

    /** How far a run without a failure goes: the steps of its database, and its requests. */
    public record Size(int steps, int requests) {}

    /** Runs without a failure; throws an AssertionError where even that does not hold. */
    public Size size() {
        List<String> findings = new ArrayList<>();
        Size[] size = new Size[1];
        run(Failure.NONE, findings, size);
        if (!findings.isEmpty()) {
            throw new AssertionError(scenario.name() + " fails without a failure: " + findings);
        }
        return size[0];
    }

    /** All failures at all steps. */
    public List<Failure> failures(Size size) {
        List<Failure> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int last = kind.isDatabase() ? size.steps() : size.requests();
            for (int step = 1; step <= last; step++) {
                all.add(new Failure(kind, step));
            }
        }
        return all;
    }

    /** What a run with a failure finds; empty where everything held. */
    public List<String> run(Failure failure) {
        List<String> findings = new ArrayList<>();
        run(failure, findings, new Size[1]);
        return findings;
    }

    private void run(Failure failure, List<String> findings, Size[] size) {
        sandbox.faults().clear();
        sandbox.webhooks().clear();
        sandbox.restore(PREPARED);
        sandbox.requests().clear();
        Path here = directory.resolve("run-" + ++runs);
        try {
            Files.createDirectories(here);
            try (Run run = new Run(scenario, failure, sandbox, here)) {
                findings.addAll(run.execute());
                size[0] = run.size();
                if (!findings.isEmpty()) {
                    findings.addAll(run.problems());
                }
            }
        } catch (Exception | AssertionError e) {
            findings.add("was aborted: " + e);
        } finally {
            delete(here);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
