package org.camelquickbooks.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.changes.ChangeFeed;
import org.camelquickbooks.client.changes.CompanyReads;
import org.camelquickbooks.client.changes.CursorMove;
import org.camelquickbooks.client.changes.FeedSettings;
import org.camelquickbooks.client.changes.StartFrom;
import org.camelquickbooks.runtime.ConsumerProgress;
import org.camelquickbooks.state.StateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls companies for changes: several at the same time, in steps, so that one with a long backlog does not keep the
 * others waiting.
 */
abstract class ChangeConsumer extends CompanyConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeConsumer.class);

    private static final Duration START_WITHIN = Duration.ofSeconds(5);

    private final Map<String, CompanyPoll> polls = new ConcurrentHashMap<>();
    private volatile PollPace pace = PollPace.EVERY_POLL;
    private CompanyPoll.Shared shared;
    /** Companies that are read now, by the scheduler's poll and by those that webhooks wake. */
    private volatile Semaphore companiesAtOnce;

    private final Queue<String> woken = new ConcurrentLinkedQueue<>();
    private int turn;

    ChangeConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** The changes of a company. */
    abstract ChangeFeed feed(CompanyReads reads, FeedSettings settings);

    /** Whether what comes after a change that failed waits for it: another entity may need it. */
    boolean isInOrder() {
        return true;
    }

    /** Which companies a scheduled poll reads; made when the consumer starts. */
    PollPace newPace() {
        return PollPace.EVERY_POLL;
    }

    /** What the cursors of this consumer are called. */
    abstract String cursorName();

    @Override
    protected void doStart() throws Exception {
        pace = newPace();
        shared = new CompanyPoll.Shared(
                runtime(),
                delivery(),
                exchanges(),
                new ParallelWork(options().getMaxInFlight(), runtime().threads().exchanges(), this::isBatchAllowed),
                pending(),
                isInOrder(),
                pace);
        companiesAtOnce = new Semaphore(options().getParallelCompanies());
        runtime().cursorNames().take(this, cursorName(), options());
        try {
            checkCursors();
            begin();
            super.doStart();
        } catch (Throwable e) {
            // What failed to start Camel takes for stopped.
            leave();
            throw e;
        }
    }

    /** A route that follows changes is of no use where its cursors cannot be kept, or are another application's. */
    private void checkCursors() {
        List<String> realms;
        try {
            realms = companies().now();
        } catch (StateException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("The companies cannot be listed yet; the first poll lists them again: {}", e.toString());
            realms = List.of();
        }
        runtime()
                .cursors()
                .check(realms.stream()
                        .flatMap(realm -> poll(realm).cursors().stream())
                        .toList());
    }

    /**
     * What was there when the route started, and only that, is before now. Where QuickBooks does not answer soon the
     * route starts all the same, and the rest is done beside it.
     */
    private void begin() {
        if (!StartFrom.parse(options().getStartFrom()).now()) {
            return;
        }
        CompletableFuture<?> begun = CompletableFuture.runAsync(
                () -> forEach(companies().now(), (poll, failures) -> {
                    begin(poll);
                    return false;
                }),
                runtime().threads().polls());
        try {
            begun.get(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("QuickBooks does not answer yet; changes from now on are delivered when it does");
        } catch (ExecutionException e) {
            LOG.warn("Changes cannot be read yet; changes from now on are delivered later", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(CompanyPoll poll) {
        try {
            poll.begin();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The changes of company {} cannot be read yet; changes from now on are delivered later: {}",
                    poll.realmId(),
                    e.toString());
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        leave();
    }

    private void leave() {
        // What still begins in the background, or waits for QuickBooks, takes no cursor any more.
        polls.values().forEach(CompanyPoll::leave);
        runtime().progress().end(this);
        try {
            polls.keySet().forEach(realm -> runtime().cursors().leave(cursorsOf(realm)));
        } finally {
            polls.clear();
            // Not before: whoever has the name next has cursors that leaving would let go of.
            runtime().cursorNames().give(this);
        }
    }

    private String cursorsOf(String realmId) {
        return CursorMove.name(runtime().scheme(), cursorName(), realmId);
    }

    private CompanyPoll poll(String realmId) {
        return polls.computeIfAbsent(realmId, realm -> {
            CompanyReads reads = new CompanyReads(
                    runtime().client()::send, realm, source(), runtime().time());
            FeedSettings settings = new FeedSettings(
                    runtime().cursors(),
                    cursorsOf(realm),
                    StartFrom.parse(options().getStartFrom()),
                    Duration.ofMillis(options().getOverlap()));
            ConsumerProgress.FollowedCursor following = new ConsumerProgress.FollowedCursor(this, cursorName(), realm);
            runtime().progress().begin(following, runtime().time().now());
            runtime().listener().following(following);
            return new CompanyPoll(realm, feed(reads, settings), shared, following);
        });
    }

    @Override
    protected int poll() throws Exception {
        AtomicInteger left = new AtomicInteger(beginPoll());
        List<String> realms = inTurn(due());
        AtomicInteger done = new AtomicInteger();
        List<Exception> failures = forEach(realms, (poll, failed) -> {
            int granted = Math.min(CompanyPoll.CHUNK, left.getAndUpdate(n -> n - Math.min(CompanyPoll.CHUNK, n)));
            if (granted == 0 || !mayRead()) {
                return false;
            }
            CompanyPoll.PollResult step = step(poll, granted, true, failed);
            done.addAndGet(step.done());
            left.addAndGet(granted - step.done());
            return step.more();
        });
        return endPoll(done.get(), failures, realms);
    }

    private List<String> due() {
        return companies().now().stream().filter(pace::isDue).toList();
    }

    /** The company that comes first is another one each time, since maxMessagesPerPoll may be used up by the first. */
    private List<String> inTurn(List<String> realms) {
        List<String> rotated = new ArrayList<>(realms);
        if (!rotated.isEmpty()) {
            Collections.rotate(rotated, -(turn++ % rotated.size()));
        }
        return rotated;
    }

    private CompanyPoll.PollResult step(CompanyPoll poll, int most, boolean scheduled, Queue<Exception> failures) {
        // Of the run in which it begins: a stop and a start may come before its end.
        Semaphore places = companiesAtOnce;
        places.acquireUninterruptibly();
        try {
            return poll.step(most, scheduled);
        } catch (CancellationException e) {
            LOG.debug("Stopped while reading company {}", poll.realmId());
        } catch (RuntimeException e) {
            failed(e, failures);
        } finally {
            places.release();
        }
        return new CompanyPoll.PollResult(0, false);
    }

    /** Work on one company; whether there is more to do. */
    private interface CompanyWork {
        boolean on(CompanyPoll poll, Queue<Exception> failures);
    }

    /** Works on companies, some at the same time, a step at a time. */
    private List<Exception> forEach(List<String> realms, CompanyWork work) {
        Queue<CompanyPoll> waiting = new ConcurrentLinkedQueue<>();
        realms.forEach(realm -> poll(realm).queue(waiting));
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        AtomicLong due = new AtomicLong(nextRound());
        Runnable worker = () -> {
            for (CompanyPoll next = waiting.poll(); next != null; next = waiting.poll()) {
                boolean more;
                try {
                    more = work.on(next, failures);
                } finally {
                    next.leftQueue();
                }
                if (more) {
                    next.queue(waiting);
                    pollOthersAgain(waiting, due);
                }
            }
        };
        int parallel = Math.min(realms.size(), options().getParallelCompanies());
        List<OptionalWork> others = new ArrayList<>();
        try {
            for (int i = 1; i < parallel; i++) {
                others.add(OptionalWork.start(worker, runtime().threads().polls()));
            }
            worker.run();
            others.forEach(OptionalWork::awaitOrSkip);
        } finally {
            // Where work ended before its end, the next poll is to find them.
            waiting.forEach(CompanyPoll::leftQueue);
        }
        return new ArrayList<>(failures);
    }

    /** While one company has a backlog the others are polled as often as always. */
    private void pollOthersAgain(Queue<CompanyPoll> waiting, AtomicLong due) {
        long at = due.get();
        if (runtime().time().nanos() - at >= 0 && due.compareAndSet(at, nextRound())) {
            try {
                due().forEach(realm -> poll(realm).queue(waiting));
            } catch (RuntimeException e) {
                LOG.warn("The companies cannot be listed; the next poll retries: {}", e.toString());
            }
        }
    }

    private long nextRound() {
        return runtime().time().nanos() + getTimeUnit().toNanos(getDelay());
    }

    /** Polls a company now, beside the scheduler, or as soon as no more companies than parallelCompanies are read. */
    void pollNow(String realmId) {
        woken.add(realmId);
        try {
            // Not here: the route may take its time, and who calls is on a thread that others wait for.
            runtime().threads().polls().execute(this::pollWoken);
        } catch (RejectedExecutionException e) {
            LOG.debug("No thread is free to poll company {}; the next poll finds what changed", realmId);
        }
    }

    private void pollWoken() {
        while (!woken.isEmpty() && joinPolls()) {
            try {
                for (String next = woken.poll(); next != null; next = woken.poll()) {
                    poll(next, new ConcurrentLinkedQueue<>());
                }
            } finally {
                beside().decrementAndGet();
            }
        }
    }

    /** Whether another thread may poll beside the scheduler; where none may, those that do go on with what is woken. */
    private boolean joinPolls() {
        int most = options().getParallelCompanies();
        return beside().getAndUpdate(n -> Math.min(n + 1, most)) < most;
    }

    private void poll(String realmId, Queue<Exception> failures) {
        try {
            if (!mayRead() || isSuspended() || !companies().now().contains(realmId)) {
                return;
            }
            CompanyPoll poll = poll(realmId);
            boolean more = true;
            while (more && mayRead()) {
                more = step(poll, Integer.MAX_VALUE, false, failures).more();
            }
        } catch (RuntimeException e) {
            // The companies could not be listed; the next poll finds what changed.
            failures.add(e);
        }
        failures.forEach(failure -> getExceptionHandler()
                .handleException(
                        "The changes that a webhook announced could not be read; the next poll reads them", failure));
    }
}
