package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * Malformed HTTP, JSON, XML, multipart, query and webhook requests at a process of 256 MB: nothing stops it, nothing fails in it
 * that was not ordered, nothing of its inside is told, and its memory stays flat.
 */
public final class Fuzzer {

    /** What was seen; {@code failures} are what must not be. */
    public record Outcome(
            Map<String, Integer> answers,
            List<String> failures,
            long longestControlMillis,
            long firstMegabytes,
            long lastMegabytes) {}

    private static final int THREADS = 4;
    private static final int ANSWER_TIMEOUT = 120_000;
    private static final int READ_AT_MOST = 65_536;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    /** A line of a stack trace, or the name of a class of ours or of what we are made of. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat [a-z]|(?:java|io\\.vertx|io\\.netty|org\\.apache\\.camel|org\\.camelquickbooks)\\.[a-z.]+\\.[A-Z]\\w+");

    /** What QuickBooks' own faults say of a value of the wrong kind, and the sandbox with it. */
    private static final Pattern QUICKBOOKS_WORDS =
            Pattern.compile("instance of java\\.(?:util|lang|math)\\.[A-Z]\\w+");

    private final ServerProcess process;
    private final int sandbox;
    private final int endpoints;
    private final String token;
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> answers = new TreeMap<>();

    private Fuzzer(ServerProcess process) throws IOException {
        this.process = process;
        String[] where = process.ask("where").split(" ");
        this.sandbox = Integer.parseInt(where[0]);
        this.endpoints = Integer.parseInt(where[1]);
        this.token = where[2];
    }

    public static Outcome run(int atSandbox, int atEndpoints, long seed) throws Exception {
        try (Scratch state = Scratch.create("fuzzer");
                ServerProcess process = new ServerProcess(
                        FuzzTarget.class, List.of("-Xmx256m"), state.path().toString())) {
            return new Fuzzer(process).run(seed, atSandbox, atEndpoints);
        }
    }

    private Outcome run(long seed, int atSandbox, int atEndpoints) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try {
            Future<Long> control = threads.submit(() -> control(over));
            half(threads, seed, atSandbox / 2, atEndpoints / 2);
            long first = Long.parseLong(process.ask("memory"));
            half(threads, seed + THREADS, atSandbox - atSandbox / 2, atEndpoints - atEndpoints / 2);
            long last = Long.parseLong(process.ask("memory"));
            over.set(true);
            return new Outcome(answers, List.copyOf(failures), control.get(), first, last);
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    private void half(ExecutorService threads, long seed, int atSandbox, int atEndpoints) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            FuzzRequests requests = new FuzzRequests(seed + i, token);
            all.add(threads.submit(() -> {
                many(sandbox, atSandbox / THREADS, requests, FuzzRequests::forSandbox);
                many(endpoints, atEndpoints / THREADS, requests, FuzzRequests::forEndpoints);
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private void many(int port, int count, FuzzRequests requests, Function<FuzzRequests, FuzzRequests.Bytes> next) {
        for (int i = 0; i < count; i++) {
            FuzzRequests.Bytes request = next.apply(requests);
            String answer = send(port, request);
            check(port, request, answer);
        }
    }

    /** The answer, or its beginning; empty where the connection was closed without one, null where nothing came in time. */
    private static String send(int port, FuzzRequests.Bytes request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(ANSWER_TIMEOUT);
            socket.getOutputStream().write(request.bytes());
            socket.getOutputStream().flush();
            if (!request.wellFormed()) {
                // Who waits for more of it need not wait.
                socket.shutdownOutput();
            }
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(READ_AT_MOST), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            // The server has closed while it was still being written to.
            return "";
        }
    }

    private void check(int port, FuzzRequests.Bytes request, String answer) {
        Matcher status = STATUS.matcher(answer == null ? "" : answer);
        String code = status.lookingAt() ? status.group(1) : answer == null ? "nothing" : "closed";
        synchronized (answers) {
            answers.merge((port == sandbox ? "sandbox " : "endpoints ") + code, 1, Integer::sum);
        }
        String wrong = answer == null
                ? "no answer within " + ANSWER_TIMEOUT / 1000 + " s"
                : code.startsWith("5")
                        ? "answered with " + code
                        : INSIDE.matcher(QUICKBOOKS_WORDS.matcher(answer).replaceAll(""))
                                        .find()
                                ? "its inside is told"
                                : null;
        if (wrong != null) {
            failures.add(wrong + ": " + text(request.bytes()) + "\n=> "
                    + (answer == null ? "" : text(answer.getBytes(StandardCharsets.ISO_8859_1))));
        }
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 1_500), StandardCharsets.ISO_8859_1);
        return text.replace("\r", "\\r").replace("\n", "\\n\n  ");
    }

    /** Asks something right all the time; how long the slowest answer took. */
    private long control(AtomicBoolean over) throws InterruptedException {
        long longest = 0;
        while (!over.get()) {
            longest = Math.max(
                    longest, right(sandbox, "/v3/company/" + QuickBooksSandbox.US_REALM + "/companyinfo/1", "200"));
            longest = Math.max(longest, right(endpoints, "/quickbooks/companies", "401"));
            Thread.sleep(20);
        }
        return longest;
    }

    private long right(int port, String path, String wanted) {
        long start = System.nanoTime();
        String answer = send(
                port,
                new FuzzRequests.Bytes(
                        ("GET " + path
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: application/json\r\n"
                                        + (port == sandbox ? "Authorization: Bearer " + token + "\r\n" : "") + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII),
                        true));
        if (answer == null || !answer.startsWith("HTTP/1.1 " + wanted)) {
            failures.add("a right request was answered with "
                    + (answer == null ? "nothing" : text(answer.getBytes(StandardCharsets.ISO_8859_1))));
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
