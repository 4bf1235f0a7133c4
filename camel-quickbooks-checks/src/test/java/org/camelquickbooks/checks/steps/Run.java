package org.camelquickbooks.checks.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.state.StateException;
import org.sqlite.SQLiteDataSource;

/** One scenario with one failure: the company, the database, the process that works, and the one that takes over. */
public final class Run implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-10T09:00:00Z");
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Duration LIMIT = Duration.ofHours(1);
    /** More than a run sends, with all its retries, before it is healed. */
    private static final int MOST_REQUESTS = 500;

    private static final int MOST_STARTS = 5;

    /** For a minute: a machine may leave a thread that has to end without a processor for long. */
    private static final int LOOKS = 6_000;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Scenario scenario;
    private final Failure failure;
    private final QuickBooksSandbox sandbox;
    private final Path directory;
    private final ExecutorService timer;
    private final QuietTime time;
    private final MessageQueue queue = new MessageQueue();
    private final List<StepDataSource> databases = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> refreshTokens = new ArrayList<>();
    private List<Message> messages;
    private Node first;
    private Path file;
    private Node node;
    private volatile Node beside;
    private int nodes;
    private Bench.Size size;
    private volatile boolean crashed;

    Run(Scenario scenario, Failure failure, QuickBooksSandbox sandbox, Path directory) {
        this.scenario = scenario;
        this.failure = failure;
        this.sandbox = sandbox;
        this.directory = directory;
        this.file = directory.resolve("first.db");
        long number = NUMBERS.incrementAndGet();
        this.timer = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "steps timer " + number);
            thread.setDaemon(true);
            return thread;
        });
        this.time = new QuietTime(START, now -> sandbox.clock().set(now), timer);
    }

    /** What was found; empty where all held. */
    List<String> execute() throws Exception {
        sandbox.clock().freeze();
        sandbox.clock().set(START);
        sandbox.throttle().limits(sandbox.throttle().limits().withEnabled(false));
        refreshTokens.add(sandbox.tokens(realm()).refreshToken());
        node = open(failure);
        first = node;
        order();
        begin();
        settle("while it failed");
        size = new Bench.Size(first.database().steps(), requests());
        if (scenario.takesOver()) {
            takeOver();
        } else {
            restart();
        }
        stop();
        // The process starts anew, and a queue delivers everything once more, also what was acknowledged.
        node = open(Failure.NONE);
        recover("after a restart");
        asked();
        stop();
        try {
            scenario.check(this);
        } catch (AssertionError | RuntimeException e) {
            findings.add(e.toString());
        }
        findings.addAll(queue.endedTwice());
        return findings;
    }

    /** The same process goes on when it was healed, or, where it has crashed, another one on the copy of its database. */
    private void restart() throws Exception {
        // Nothing can crash any more from here on.
        heal();
        if (crashed) {
            abandon();
            file = copy();
        }
        recover("after it was healed");
    }

    /**
     * Another node of the cluster goes on, on the same database, while the first one still fails. Where the first one
     * hangs, its connections are lost, as a server does with those of a process that does not answer any more. Then the
     * first one comes back, late, to work that is done, and gets everything once more.
     */
    private void takeOver() throws Exception {
        if (crashed) {
            abandon();
        }
        sandbox.faults().clear();
        Node late = node;
        first.database().sever();
        node = open(Failure.NONE);
        beside = late != null && failure.kind() != Failure.Kind.DATABASE_HANGS ? late : null;
        recover("after another node took over");
        beside = null;
        if (late == null) {
            return;
        }
        if (crashed) {
            // Only now, in what it does beside its messages: it does not come back.
            closed(late);
            return;
        }
        Node second = node;
        heal();
        node = late;
        if (crashed) {
            // It died while the other one was at work.
            abandon();
            node = second;
            return;
        }
        recover("after the first node came back");
        stop();
        node = second;
        recover("after the first node had left");
    }

    private void order() {
        Effect effect = failure.kind() == null
                ? null
                : switch (failure.kind()) {
                    case NOT_SENT, OFFLINE -> Effect.RESET_BEFORE;
                    case ANSWER_LOST -> Effect.ANSWER_LOST;
                    case ANSWER_CUT -> Effect.MALFORMED_JSON;
                    case THROTTLED -> Effect.THROTTLE;
                    case UNAVAILABLE -> Effect.STATUS;
                    default -> null;
                };
        if (effect == null) {
            return;
        }
        int last = failure.kind() == Failure.Kind.OFFLINE ? failure.step() + MOST_REQUESTS : failure.step();
        for (int nth = failure.step(); nth <= last; nth++) {
            FaultOrder order = FaultOrder.of(effect).nth(nth);
            sandbox.faults().order(effect == Effect.STATUS ? order.status(503, "text/plain", "") : order);
        }
    }

    private void begin() {
        try {
            started(node);
            scenario.act(this);
        } catch (Exception e) {
            if (!isLate(e) && (failure.kind() == null || !failure.kind().isDatabase())) {
                findings.add("did not start: " + e);
            }
            // With a database that fails the start may fail; the process is started again when it is back.
            closed(node);
            if (!crashed) {
                node = null;
            }
        }
    }

    /** Starts a process; a start that waits for a database has to come to an end, too. */
    private void started(Node starting) throws Exception {
        scenario.routes(this, starting);
        CompletableFuture<Void> start = CompletableFuture.runAsync(starting.context()::start, timer);
        if (!time.passUntil(() -> start.isDone() || isLost(starting), this::activity, LIMIT)) {
            findings.add("the start never ended");
            throw new IllegalStateException("The start never ended");
        }
        if (!isLost(starting)) {
            start.get();
        }
    }

    /** A start that was given up too early is tried again, as what watches a process does. */
    private void startedInTime() throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                started(node);
                return;
            } catch (Exception e) {
                if (!isLate(e) || attempt == MOST_STARTS) {
                    throw e;
                }
                closed(node);
                node = open(Failure.NONE);
            }
        }
    }

    /** Whether time went on while the database was at work: on a slow machine that looks as if nothing happened. */
    private static boolean isLate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StateException && cause.getMessage().contains("did not answer in time")) {
                return true;
            }
        }
        return false;
    }

    /** Stops a process; that may wait for something, but not for ever. */
    private void closed(Node stopping) {
        CompletableFuture<Void> stop = CompletableFuture.runAsync(stopping::close, timer);
        if (!time.passUntil(stop::isDone, this::activity, LIMIT)) {
            findings.add("the stop never ended");
            return;
        }
        try {
            stop.join();
        } catch (CompletionException e) {
            findings.add("the stop failed: " + e.getCause());
        }
    }

    /** What a dead process waits for does not come any more; here its threads have to end all the same, by their limits. */
    private void discard(Node dead) {
        dead.endSoon();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(dead::close, timer);
        time.passUntil(stop::isDone, this::activity, LIMIT);
        stop.exceptionally(late -> null).join();
    }

    private void settle(String when) {
        if (node == null) {
            return;
        }
        boolean quiet = time.passUntil(() -> crashed || scenario.isQuiet(this), this::activity, LIMIT);
        if (!quiet) {
            findings.add(queue.pending() + " exchanges never ended " + when);
        }
    }

    /** Everything the process was doing is lost: it neither writes nor hears anything any more. */
    private void abandon() {
        sandbox.faults().clear();
        sandbox.faults().order(FaultOrder.of(Effect.RESET_BEFORE));
        time.forget();
        Node dead = node;
        node = null;
        discard(dead);
        sandbox.faults().clear();
        time.forget();
        queue.forget();
        dead.database().sever();
    }

    private void heal() {
        sandbox.faults().clear();
        databases.forEach(StepDataSource::heal);
    }

    private void recover(String when) throws Exception {
        if (node == null) {
            node = open(Failure.NONE);
        }
        if (!node.context().isStarted()) {
            startedInTime();
        }
        for (int round = 0; round < 20; round++) {
            scenario.redeliver(this);
            if (!time.passUntil(() -> scenario.isQuiet(this), this::activity, LIMIT)) {
                findings.add(queue.pending() + " exchanges never ended " + when);
                return;
            }
            if (scenario.isComplete(this)) {
                return;
            }
            time.pass(this::activity, Duration.ofMinutes(2));
        }
        findings.add("not acknowledged " + when + ": " + scenario.missing(this));
    }

    /** Time goes on for a process that is asked. */
    private void asked() {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> scenario.checkRunning(this), timer);
        if (!time.passUntil(answer::isDone, this::activity, LIMIT)) {
            findings.add("what the process was asked in the end was never answered");
            return;
        }
        try {
            answer.join();
        } catch (CompletionException e) {
            findings.add("in the end: " + e.getCause());
        }
    }

    private void stop() {
        Node stopping = node;
        node = null;
        // An exchange is answered a moment before Camel has put it away.
        for (int i = 0; i < LOOKS && stopping.context().getInflightRepository().size() > 0; i++) {
            LockSupport.parkNanos(10_000_000);
        }
        int inFlight = stopping.context().getInflightRepository().size();
        if (inFlight > 0) {
            findings.add(inFlight + " exchanges are in flight before the stop");
        }
        closed(stopping);
        List<String> threads = stopping.threads();
        for (int i = 0; i < LOOKS && !threads.isEmpty(); i++) {
            LockSupport.parkNanos(10_000_000);
            threads = stopping.threads();
        }
        if (!threads.isEmpty()) {
            findings.add("threads are left: " + threads);
        }
        time.forget();
    }

    private Node open(Failure with) {
        SQLiteDataSource real = new SQLiteDataSource();
        real.setUrl("jdbc:sqlite:" + file);
        StepDataSource database = new StepDataSource(real, with, () -> {
            copyTo(directory.resolve("copy.db"));
            crashed = true;
        });
        databases.add(database);
        return new Node("node-" + directory.getFileName() + "-" + ++nodes, database, this::configure, queue::ended);
    }

    private void configure(QuickBooksComponent component) {
        // The names of contexts differ here; a process that starts anew is the same application, as is another node.
        component.setClusterId("steps");
        component.setBaseUrl(sandbox.url());
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setRefreshToken(refreshTokens.get(0));
        component.getConfiguration().setRealmId(realm());
        component.setStateDirectory(directory.toString());
        component.setSecretKey(KEY);
        component.setTime(time);
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        component.setBatchesPerMinute(0);
        component.setReportsPerMinute(0);
        component.setCoalesceAt(0);
        scenario.configure(component);
    }

    private void copyTo(Path target) {
        for (String suffix : List.of("", "-wal")) {
            Path from = Path.of(file + suffix);
            try {
                if (Files.exists(from)) {
                    Files.copy(from, Path.of(target + suffix), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path copy() {
        return directory.resolve("copy.db");
    }

    private long activity() {
        long steps = 0;
        for (StepDataSource database : databases) {
            steps += database.steps();
        }
        return steps + sandbox.requests().count() + queue.activity();
    }

    private int requests() {
        return sandbox.requests().find(entry -> true).size();
    }

    /** How far the run came until everything that was begun had ended: where a failure can be put. */
    Bench.Size size() {
        return size;
    }

    // what scenarios use

    public QuickBooksSandbox sandbox() {
        return sandbox;
    }

    public String realm() {
        return QuickBooksSandbox.US_REALM;
    }

    public Node node() {
        return node;
    }

    /** The nodes that are at work: while another node takes over, the first one too where it does not hang. */
    public List<Node> nodes() {
        return beside == null || crashed ? List.of(node) : List.of(node, beside);
    }

    /** Something happened that time should wait for. */
    public void active() {
        queue.active();
    }

    /** Delivers messages that were not acknowledged, all at once. */
    public void deliver(List<Message> messages, boolean alsoAcknowledged) {
        queue.expectOnly(messages);
        for (Message message : messages) {
            if (alsoAcknowledged || !isAcknowledged(message.id())) {
                deliver(message);
            }
        }
    }

    /** The messages of this run: made once, from the company as it was before. */
    List<Message> messages(Supplier<List<Message>> made) {
        if (messages == null) {
            messages = made.get();
        }
        return messages;
    }

    private void deliver(Message message) {
        Node by = node;
        if (isLost(by)) {
            // Its routes may not be there, and an exchange would wait for them in real time.
            return;
        }
        queue.begun();
        by.start(message).whenComplete((exchange, broken) -> {
            if (isLost(by)) {
                return;
            }
            if (exchange == null) {
                queue.problem(message.id() + ": " + broken);
            } else if (scenario.isAnswer(exchange)) {
                queue.answered(message.id(), exchange);
            } else {
                queue.problem(message.id() + ": " + exchange.getException());
            }
            queue.over();
        });
    }

    /** Why exchanges failed, for messages. */
    public Set<String> problems() {
        return queue.problems();
    }

    public boolean isAcknowledged(String id) {
        return queue.isAcknowledged(id);
    }

    /** What the exchange of a message was answered with. */
    public Exchange answer(String id) {
        return queue.answer(id);
    }

    List<String> missing() {
        return queue.missing();
    }

    public boolean isQuiet() {
        return queue.isQuiet();
    }

    /** Does something beside; the run is not quiet until it is done. */
    public void background(Runnable work) {
        Node by = node;
        queue.begun();
        CompletableFuture.runAsync(work, timer).whenComplete((done, broken) -> {
            if (broken != null) {
                queue.problem(broken.toString());
            }
            if (!isLost(by)) {
                queue.over();
            }
        });
    }

    /** Whether what a process did is not heard of any more. */
    private boolean isLost(Node by) {
        return crashed && by == first;
    }

    /** The machine sleeps for a while, once all that was begun has ended; what fell due meanwhile is done afterwards. */
    public void jump(Duration distance) {
        time.passUntil(() -> crashed || isQuiet(), this::activity, LIMIT);
        if (!crashed) {
            time.jump(distance);
        }
    }

    public Failure failure() {
        return failure;
    }

    /** A route got something. */
    public void delivered(String what) {
        queue.delivered(what);
    }

    public List<String> delivered() {
        return queue.delivered();
    }

    /** Something by this name has to be acknowledged in the end. */
    public void expect(String id) {
        queue.expect(id);
    }

    /** Something was acknowledged that is no exchange. */
    public void acknowledged(String id) {
        queue.acknowledged(id);
    }

    public void problem(String what) {
        queue.problem(what);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
