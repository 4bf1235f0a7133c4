package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the metered reads of a month that QuickBooks answered with 2xx, for all companies and all processes that
 * share the state. It writes many counts together, and counts fifty reads in advance, so that a process that dies has
 * not counted too few. At most fifty reads in advance count for each live process, so those of dead processes do not
 * add up. While the state database is not available, each process counts in memory.
 */
public final class ReadMeter implements Stage {

    /** Where counts are kept for all who share them. */
    @FunctionalInterface
    public interface Counter {

        /**
         * Writes counts down, in one transaction.
         *
         * @param more may be empty
         * @param all whether the counts of everybody are wanted, these included
         * @return those of everybody; nothing where they were not wanted
         */
        CompletionStage<Map<ReadKey, ReadCount>> add(YearMonth month, SortedMap<ReadKey, Long> more, boolean all);

        /** How many live processes share the counts, this one included. */
        default int processes() {
            return 1;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReadMeter.class);
    private static final int BLOCK = 50;
    private static final int LONGEST_ENDPOINT = 100;
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration SHOWN_FOR = Duration.ofMinutes(1);

    /** How long a bulk read waits for what others counted, once. */
    private static final Duration FIRST_LOAD = Duration.ofSeconds(2);

    private final Counter counter;
    private final ReadBudget budget;
    private final Time time;
    private final ThrottleListener listener;
    /** Months that are over, and not written down to their end. */
    private final Deque<ReadMonth> over = new ArrayDeque<>();

    private ReadMonth current;
    private boolean writing;
    private boolean failing;
    private boolean unanswered;
    private boolean closed;
    private long pausedUntil = Long.MIN_VALUE;
    private Time.Task timer;
    /** Somebody wants to know what all processes have counted. */
    private CompletableFuture<Void> wanted;

    public ReadMeter(Counter counter, ReadBudget budget, Time time, ThrottleListener listener) {
        this.counter = counter;
        this.budget = budget;
        this.time = time;
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        if (!request.kind().isMetered()) {
            return next.proceed(request);
        }
        if (budget.reads() > 0 && budget.holdsBulk() && request.priority() == Priority.BULK) {
            CompletionStage<Void> first = firstLoad();
            return first == null ? unlessHeld(request, next) : first.thenCompose(loaded -> unlessHeld(request, next));
        }
        return counted(request, next);
    }

    private CompletionStage<Response> unlessHeld(Request request, Next next) {
        long used = used();
        return budget.isHeldAt(used) ? CompletableFuture.failedFuture(held(request, used)) : counted(request, next);
    }

    private CompletionStage<Response> counted(Request request, Next next) {
        return next.proceed(request).whenComplete((response, failure) -> {
            if (isBilled(response, failure)) {
                try {
                    count(request);
                } catch (RuntimeException | Error e) {
                    LOG.warn("A metered read could not be counted: {}", e.toString());
                }
            }
        });
    }

    /** A fault that came with a 200 was answered, too. */
    private static boolean isBilled(Response response, Throwable failure) {
        int status = failure == null
                ? response.status()
                : Failures.cause(failure) instanceof QuickBooksException fault ? fault.getStatus() : 0;
        return status >= 200 && status < 300;
    }

    private void count(Request request) {
        ReadKey key = new ReadKey(request.realmId(), endpoint(request));
        int warning;
        ReadUse use = null;
        synchronized (this) {
            ReadMonth month = month();
            month.count(key, time.now());
            warning = month.toWarn(budget);
            if (warning > 0) {
                use = month.use(budget.reads(), time.now());
            }
            if (!month.isAhead() || month.unwritten() >= BLOCK) {
                write();
            }
            writeLater();
        }
        listener.metered(key.realmId(), key.endpoint());
        if (warning > 0) {
            listener.budgetUsed(warning, use);
        }
    }

    /** The operation and its entity; where nobody named it, where the path begins: the rest may be an Id. */
    private static String endpoint(Request request) {
        String endpoint = request.operation() == null
                ? request.path().replaceFirst("^https?://[^/]*/", "").split("/", 2)[0]
                : request.operation();
        return endpoint.length() > LONGEST_ENDPOINT ? endpoint.substring(0, LONGEST_ENDPOINT) : endpoint;
    }

    private synchronized long used() {
        return month().used();
    }

    /** How many reads of the company were counted this month. */
    public synchronized long used(String realmId) {
        refreshIfOld();
        return month().used(realmId);
    }

    /** The use of the month as it is known here; what others have counted is at most about a minute old. */
    public synchronized ReadUse use() {
        refreshIfOld();
        return month().use(budget.reads(), time.now());
    }

    /** The use of the month, as all processes have written it down by now; as it is known here where the state is away. */
    public CompletionStage<ReadUse> useNow() {
        CompletionStage<Void> loaded;
        synchronized (this) {
            month();
            loaded = load();
        }
        return loaded.thenApply(done -> {
            synchronized (this) {
                return month().use(budget.reads(), time.now());
            }
        });
    }

    private void refreshIfOld() {
        if (!closed && !month().isLoaded(time.nanos(), SHOWN_FOR.toNanos())) {
            load();
        }
    }

    /** Whether a request is held depends on what others counted before; null where that is known. Never waits long. */
    private CompletionStage<Void> firstLoad() {
        CompletionStage<Void> loaded;
        synchronized (this) {
            if (month().wasLoaded() || unanswered) {
                return null;
            }
            loaded = load();
        }
        CompletableFuture<Void> first = new CompletableFuture<>();
        loaded.thenRun(() -> first.complete(null));
        if (!first.isDone()) {
            Time.Task patience = time.after(FIRST_LOAD, () -> {
                // A database that hangs delays one read, and not each.
                synchronized (this) {
                    unanswered = true;
                }
                first.complete(null);
            });
            first.thenRun(patience::cancel);
        }
        return first;
    }

    private ReadMonth month() {
        YearMonth now = YearMonth.from(time.now().atOffset(ZoneOffset.UTC));
        if (current == null || !current.month().equals(now)) {
            if (current != null) {
                over.add(current);
            }
            current = new ReadMonth(now, () -> (long) BLOCK * counter.processes());
        }
        return current;
    }

    private CompletionStage<Void> load() {
        if (isPaused()) {
            return CompletableFuture.completedFuture(null);
        }
        if (wanted == null) {
            wanted = new CompletableFuture<>();
        }
        CompletableFuture<Void> loaded = wanted;
        write();
        return loaded;
    }

    private boolean isPaused() {
        return closed || time.nanos() < pausedUntil;
    }

    private void writeLater() {
        if (timer == null && !closed) {
            try {
                timer = time.after(WRITE_WITHIN, this::writeNow);
            } catch (RuntimeException noTimer) {
                LOG.debug("The component is stopping; it writes the count when it closes");
            }
        }
    }

    private synchronized void writeNow() {
        timer = null;
        write();
    }

    /** One at a time: what is counted meanwhile is written together, next. */
    private void write() {
        if (writing || isPaused()) {
            return;
        }
        boolean isOver = !over.isEmpty();
        ReadMonth month = isOver ? over.peek() : current;
        boolean all = !isOver && (wanted != null || !month.isLoaded(time.nanos(), WRITE_WITHIN.toNanos()));
        // Who only looks counts nothing ahead.
        long ahead = isOver || month.unwritten() == 0 && !month.isAhead() ? 0 : BLOCK;
        SortedMap<ReadKey, Long> more = month.take(ahead);
        if (more.isEmpty() && !all) {
            next(month);
            return;
        }
        writing = true;
        Stage.failing(() -> counter.add(month.month(), more, all))
                .whenComplete((rows, failure) -> written(month, more, all ? rows : null, failure));
    }

    private void written(
            ReadMonth month, SortedMap<ReadKey, Long> more, Map<ReadKey, ReadCount> rows, Throwable failure) {
        CompletableFuture<Void> loaded = null;
        int warning = 0;
        ReadUse use = null;
        synchronized (this) {
            writing = false;
            unanswered = false;
            if (failure != null) {
                failed(month, more, failure);
                loaded = wanted;
                wanted = null;
            } else {
                if (failing) {
                    failing = false;
                    LOG.info("Metered reads are counted in the state database again, also those since the failure");
                }
                if (rows != null) {
                    month.load(rows, time.nanos());
                    loaded = wanted;
                    wanted = null;
                    warning = month.toWarn(budget);
                    use = warning > 0 ? month.use(budget.reads(), time.now()) : null;
                }
                next(month);
            }
        }
        if (loaded != null) {
            loaded.complete(null);
        }
        if (warning > 0) {
            listener.budgetUsed(warning, use);
        }
    }

    private void next(ReadMonth month) {
        if (month == over.peek() && month.unwritten() == 0) {
            over.poll();
        }
        if (!over.isEmpty() || wanted != null || current.unwritten() >= BLOCK) {
            write();
        }
    }

    private void failed(ReadMonth month, SortedMap<ReadKey, Long> more, Throwable failure) {
        month.putBack(more);
        pausedUntil = time.nanos() + PAUSE.toNanos();
        if (!failing && !closed) {
            failing = true;
            LOG.warn(
                    "Metered reads cannot be counted in the state database; this process counts them in memory, and "
                            + "writes the count when the database works again: {}",
                    Failures.cause(failure).getMessage());
        }
        writeLater();
    }

    /** Writes what is not written, and takes back what was counted ahead; complete when it is done. */
    public CompletionStage<Void> close() {
        CompletableFuture<?> done = CompletableFuture.completedFuture(null);
        CompletableFuture<Void> nobody;
        synchronized (this) {
            if (timer != null) {
                timer.cancel();
            }
            closed = true;
            nobody = wanted;
            wanted = null;
            if (current != null) {
                over.add(current);
            }
            // Beside one that is on its way, too: the database does one after the other.
            for (ReadMonth month : over) {
                SortedMap<ReadKey, Long> more = month.take(0);
                if (!more.isEmpty()) {
                    done = CompletableFuture.allOf(
                            done,
                            Stage.failing(() -> counter.add(month.month(), more, false))
                                    .toCompletableFuture());
                }
            }
        }
        if (nobody != null) {
            nobody.complete(null);
        }
        return done.handle((written, failure) -> {
            if (failure != null) {
                LOG.debug("The last metered reads were not counted: {}", failure.toString());
            }
            return null;
        });
    }

    private QuickBooksThrottledException held(Request request, long used) {
        YearMonth next = YearMonth.from(time.now().atOffset(ZoneOffset.UTC)).plusMonths(1);
        FaultContext context = FaultContext.unanswered(request.realmId(), request.operation());
        return new QuickBooksThrottledException(
                used + " of the month's budget of " + budget.reads()
                        + " metered reads are used, over all companies, and from "
                        + budget.holdAtPercent() + " % on reads with priority bulk are refused until " + next.atDay(1)
                        + " UTC. Increase readBudget or readBudgetHoldAt, or send the request with priority interactive",
                context,
                false,
                null);
    }
}
