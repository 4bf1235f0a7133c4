package org.camelquickbooks.checks.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.camelquickbooks.checks.steps.Failure.Kind;

/**
 * The runs of one scenario: all of them, or a sample that a seed chooses. What has been run is written to a file, so that
 * a survey of hours goes on where it was interrupted.
 */
public final class Survey {

    private static final int SAMPLE = Integer.getInteger("steps.sample", 25);
    private static final long SEED = Long.getLong("steps.seed", 20260310L);
    private static final boolean FULL = "full".equals(System.getProperty("steps.form"));
    /** Such as {@code 2/8}: the second of eight parts, which are the same in each run and may run beside each other. */
    private static final String SHARD = System.getProperty("steps.shard", "1/1");

    /** Such as {@code CRASH|ANSWER_.*}. */
    private static final String KINDS = System.getProperty("steps.kinds", ".*");

    private static final boolean TRACE = Boolean.getBoolean("steps.trace");
    private static final Path RESULTS = Path.of(System.getProperty("steps.results", "target/steps"));

    private final Scenario scenario;
    private final Map<Kind, int[]> counts = new EnumMap<>(Kind.class);
    private final List<String> failed = new ArrayList<>();
    private int combinations;

    private Survey(Scenario scenario) {
        this.scenario = scenario;
    }

    public static Survey of(Scenario scenario, Path directory) {
        Survey survey = new Survey(scenario);
        try (Bench bench = new Bench(scenario, directory)) {
            survey.run(bench);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(survey.table());
        return survey;
    }

    private void run(Bench bench) throws IOException {
        List<Failure> failures = bench.failures(bench.size()).stream()
                .filter(failure -> failure.kind().name().matches(KINDS))
                .toList();
        combinations = failures.size();
        if (FULL) {
            failures = shard(failures);
        } else {
            failures = sample(failures);
        }
        Path file = RESULTS.resolve(scenario.name().replace(' ', '-') + ".txt");
        Set<String> done = FULL && Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of();
        Files.createDirectories(RESULTS);
        for (Failure failure : failures) {
            if (!done.contains("held: " + failure)) {
                long began = System.nanoTime();
                List<String> findings = bench.run(failure);
                if (TRACE) {
                    System.out.println(scenario.name() + ", " + failure + ": " + (System.nanoTime() - began) / 1_000_000
                            + " ms " + findings);
                }
                record(failure, findings);
                if (FULL) {
                    Files.writeString(
                            file,
                            (findings.isEmpty() ? "held: " : "failed: ") + failure + "\n",
                            StandardCharsets.UTF_8,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                }
            } else {
                record(failure, List.of());
            }
        }
    }

    /** Of the few requests a part of their own, or the many steps of the database would leave hardly one. */
    private List<Failure> sample(List<Failure> failures) {
        List<Failure> shuffled = new ArrayList<>(failures);
        Collections.shuffle(shuffled, new Random(SEED + scenario.name().hashCode()));
        int size = Math.max(1, SAMPLE * scenario.percent() / 100);
        List<Failure> sample = new ArrayList<>();
        if (size == 1) {
            return shuffled.subList(0, 1);
        }
        shuffled.stream()
                .filter(failure -> !failure.kind().isDatabase())
                .limit(Math.max(1, size / 4))
                .forEach(sample::add);
        shuffled.stream()
                .filter(failure -> failure.kind().isDatabase())
                .limit(size - sample.size())
                .forEach(sample::add);
        return sample;
    }

    private static List<Failure> shard(List<Failure> failures) {
        String[] part = SHARD.split("/");
        int number = Integer.parseInt(part[0]);
        int of = Integer.parseInt(part[1]);
        return IntStream.range(0, failures.size())
                .filter(i -> i % of == number - 1)
                .mapToObj(failures::get)
                .toList();
    }

    private void record(Failure failure, List<String> findings) {
        int[] count = counts.computeIfAbsent(failure.kind(), kind -> new int[2]);
        count[0]++;
        if (!findings.isEmpty()) {
            count[1]++;
            failed.add(scenario.name() + ", " + failure + ": " + findings);
        }
    }

    /** The combinations that did not hold, and why. */
    public List<String> failed() {
        return failed;
    }

    /** Scenario by kind of failure: run, failed. */
    public String table() {
        StringBuilder table =
                new StringBuilder(String.format("%-32s %d combinations in all%n", scenario.name(), combinations));
        counts.forEach((kind, count) -> table.append(
                String.format("%-32s %-22s run %5d, failed %d%n", scenario.name(), kind, count[0], count[1])));
        return table.toString();
    }
}
