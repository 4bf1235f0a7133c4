package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts metered reads by company and month. Numbers are drawn from the state in blocks, ahead of their use, so that one
 * write serves many reads: a process that dies has counted a few too many, never too few. Where the state is away reads go on, and are
 * counted when it is back.
 */
public final class ReadMeter implements Stage {

    /** Where counts are kept for all who share them. */
    @FunctionalInterface
    public interface Counter {

        /**
         * Counts reads.
         *
         * @return how many there are now
         */
        CompletionStage<Long> add(String realmId, YearMonth month, long more);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReadMeter.class);
    private static final int BLOCK = 50;
    private static final int NEAR_PERCENT = 80;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** What this process has drawn and not used; less than nothing where it is still to be drawn. */
    private static final class Drawn {
        private final YearMonth month;
        private long count;
        private long left;
        private boolean near;
        private CompletionStage<Void> drawing;
        private long pausedUntil = Long.MIN_VALUE;

        private Drawn(YearMonth month) {
            this.month = month;
        }

        private long used() {
            return Math.max(0, count - left);
        }
    }

    private final Counter counter;
    private final long budget;
    private final boolean holdsBulk;
    private final Time time;
    private final ThrottleListener listener;
    private final Map<String, Drawn> companies = new HashMap<>();

    /**
     * @param budget how many reads a month are meant to be enough; 0 counts only
     * @param holdsBulk whether bulk reads are refused when the budget is used up
     */
    public ReadMeter(Counter counter, long budget, boolean holdsBulk, Time time, ThrottleListener listener) {
        this.counter = counter;
        this.budget = budget;
        this.holdsBulk = holdsBulk;
        this.time = time;
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        if (!request.kind().isMetered()) {
            return next.proceed(request);
        }
        boolean mayBeHeld = budget > 0 && holdsBulk && request.priority() == Priority.BULK;
        CompletionStage<Void> first = mayBeHeld ? known(request.realmId()) : null;
        return first == null ? count(request, next, mayBeHeld) : first.thenCompose(known -> count(request, next, true));
    }

    /** Whether a request is held depends on what others counted before; null where that is known. */
    private synchronized CompletionStage<Void> known(String realmId) {
        Drawn drawn = drawn(realmId);
        return drawn.count > 0 ? null : drawn.drawing;
    }

    private CompletionStage<Response> count(Request request, Next next, boolean mayBeHeld) {
        boolean near;
        long used;
        synchronized (this) {
            Drawn drawn = drawn(request.realmId());
            used = drawn.used();
            if (mayBeHeld && used >= budget) {
                return CompletableFuture.failedFuture(held(request, used));
            }
            drawn.left--;
            draw(request.realmId(), drawn);
            used = drawn.used();
            near = budget > 0 && !drawn.near && used * 100 >= budget * NEAR_PERCENT;
            drawn.near |= near;
        }
        if (near) {
            listener.near(request.realmId(), "readBudget", used, budget);
        }
        return next.proceed(request);
    }

    /** How many reads of the company were counted this month. */
    public synchronized long used(String realmId) {
        return drawn(realmId).used();
    }

    private Drawn drawn(String realmId) {
        YearMonth month = YearMonth.from(time.now().atOffset(ZoneOffset.UTC));
        Drawn drawn = companies.get(realmId);
        if (drawn == null || !drawn.month.equals(month)) {
            drawn = new Drawn(month);
            companies.put(realmId, drawn);
            draw(realmId, drawn, 0);
        }
        return drawn;
    }

    private void draw(String realmId, Drawn drawn) {
        if (drawn.left <= 0) {
            draw(realmId, drawn, BLOCK - drawn.left);
        }
    }

    private void draw(String realmId, Drawn drawn, long more) {
        if (drawn.drawing != null || time.nanos() < drawn.pausedUntil) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        drawn.drawing = done;
        counter.add(realmId, drawn.month, more).whenComplete((count, failure) -> {
            synchronized (this) {
                drawn.drawing = null;
                if (failure == null) {
                    drawn.count = count;
                    drawn.left += more;
                } else {
                    drawn.pausedUntil = time.nanos() + PAUSE.toNanos();
                    LOG.debug(
                            "The reads of company {} could not be counted; the component counts them later: {}",
                            realmId,
                            Failures.cause(failure).getMessage());
                }
            }
            done.complete(null);
        });
    }

    /** What was drawn and not used goes back, and what was used and not drawn is counted; complete when it is. */
    public CompletionStage<Void> settle() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        synchronized (this) {
            companies.forEach((realm, drawn) -> {
                // A draw under way is answered later: then it is settled the next time.
                if (drawn.left != 0 && drawn.drawing == null) {
                    long back = drawn.left;
                    drawn.left = 0;
                    drawn.count -= back;
                    all.add(counter.add(realm, drawn.month, -back)
                            .exceptionally(failure -> {
                                synchronized (this) {
                                    drawn.left += back;
                                    drawn.count += back;
                                }
                                return null;
                            })
                            .toCompletableFuture());
                }
            });
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Lets go of companies that nothing was read of; what they were at stays in the state. */
    public void forgetIdle() {
        settle().thenRun(() -> {
            synchronized (this) {
                companies.values().removeIf(drawn -> drawn.left == 0 && drawn.drawing == null);
            }
        });
    }

    private QuickBooksThrottledException held(Request request, long used) {
        YearMonth next = YearMonth.from(time.now().atOffset(ZoneOffset.UTC)).plusMonths(1);
        FaultContext context = FaultContext.unanswered(request.realmId(), request.operation());
        return new QuickBooksThrottledException(
                "The month's budget of " + budget + " reads is used up (" + used
                        + "), and reads with priority bulk are refused until " + next.atDay(1)
                        + " UTC. Increase readBudget, or send the request with priority interactive",
                context,
                false,
                null);
    }
}
