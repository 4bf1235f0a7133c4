package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the CPU time of an exchange goes: samples of the Flight Recorder, by part of the program and by thread. A sample
 * counts for the innermost frame that belongs to a part.
 */
public final class ProfileBenchmark {

    /** Prefixes of class names, the more special first. */
    private static final Map<String, String> PARTS = parts();

    private static final int AT_A_TIME = 4;

    private final Report report = new Report();
    private final AtomicInteger numbers = new AtomicInteger();
    private final boolean full;

    private ProfileBenchmark(boolean full) {
        this.full = full;
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("org.camelquickbooks.client.transport", "transport");
        parts.put("org.apache.hc", "Apache HttpClient");
        parts.put("sun.nio", "sockets");
        parts.put("com.fasterxml.jackson", "JSON");
        parts.put("org.camelquickbooks.model", "JSON");
        parts.put("org.camelquickbooks.client.throttle", "rate limits");
        parts.put("org.camelquickbooks.client.oauth", "tokens");
        parts.put("org.camelquickbooks.client", "request stages");
        parts.put("org.camelquickbooks.outbox", "outbox");
        parts.put("org.sqlite", "database");
        parts.put("org.camelquickbooks.state", "database");
        parts.put("io.micrometer", "monitoring");
        parts.put("org.camelquickbooks.monitoring", "monitoring");
        parts.put("org.camelquickbooks", "producer and operations");
        parts.put("org.apache.camel", "Camel");
        return parts;
    }

    @FunctionalInterface
    private interface Work {
        CompletionStage<?> start(int number) throws Exception;
    }

    /** @return the tables */
    public static String run(boolean full) throws Exception {
        ProfileBenchmark benchmark = new ProfileBenchmark(full);
        benchmark.report.line("%s; the sandbox runs beside", Machine.describe());
        ComponentBenchmark.withCompany(company -> {
            try (Scratch state = Scratch.create("profile-benchmark");
                    ComponentSubject subject = new ComponentSubject(company, state.path())) {
                benchmark.profile("create an invoice", 20_000, subject::create);
                benchmark.profile("read a customer", 20_000, number -> subject.read());
                benchmark.profile("query of 1000", 1_000, number -> subject.query());
            }
        });
        return benchmark.report.toString();
    }

    private void profile(String title, int most, Work work) throws Exception {
        int calls = full ? most : Math.max(20, most / 200);
        perform(calls / 2, work);
        Map<String, Integer> parts = new LinkedHashMap<>();
        Map<String, Integer> threads = new LinkedHashMap<>();
        int samples = 0;
        try (Scratch scratch = Scratch.create("profile-benchmark");
                Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            perform(calls, work);
            recording.stop();
            Path file = scratch.path().resolve("profile.jfr");
            recording.dump(file);
            samples = count(file, parts, threads);
        }
        table(title + ", by part", parts, samples);
        table(title + ", by thread", threads, samples);
    }

    private static int count(Path file, Map<String, Integer> parts, Map<String, Integer> threads) throws IOException {
        int samples = 0;
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getStackTrace() == null) {
                continue;
            }
            samples++;
            parts.merge(part(event.getStackTrace().getFrames()), 1, Integer::sum);
            threads.merge(thread(event.getThread("sampledThread")), 1, Integer::sum);
        }
        return samples;
    }

    private static String part(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String name = frame.getMethod().getType().getName();
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                if (name.startsWith(part.getKey())) {
                    return part.getValue();
                }
            }
        }
        return "the JDK's own threads";
    }

    /** The kind of thread: without its number and the context's name. */
    private static String thread(RecordedThread thread) {
        String name = thread == null || thread.getJavaName() == null ? "unknown" : thread.getJavaName();
        return name.replaceAll("Camel \\([^)]*\\) thread #\\d+ - ", "").replaceAll("[-# ]*\\d+$", "");
    }

    private void table(String title, Map<String, Integer> counts, int samples) {
        report.line("");
        report.line("| %s | share of CPU time |", title);
        report.line("|---|---|");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(count -> report.line("| %s | %.0f %% |", count.getKey(), 100.0 * count.getValue() / samples));
    }

    private void perform(int calls, Work work) throws Exception {
        Semaphore room = new Semaphore(AT_A_TIME);
        for (int i = 0; i < calls; i++) {
            room.acquire();
            work.start(numbers.incrementAndGet()).whenComplete((done, failure) -> room.release());
        }
        room.acquire(AT_A_TIME);
    }

    public static void main(String[] args) throws Exception {
        System.out.println(run(args.length == 0 || !args[0].equals("short")));
    }
}
