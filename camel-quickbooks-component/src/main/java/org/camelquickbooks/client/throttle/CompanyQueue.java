package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksThrottledException;

/**
 * The requests of one company that wait for the limits. One is sent when QuickBooks does not throttle the company, fewer
 * than the allowed number are in flight, and there is a permit. No thread waits.
 */
final class CompanyQueue {

    private static final int NEAR_PERCENT = 80;
    private static final int FAR_PERCENT = 60;
    /** Less than the client keeps a connection that nobody uses: a minute. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final String realmId;
    private final Limits limits;
    private final IntSupplier processes;
    private final Permits permits;
    private final Time time;
    private final ThrottleListener listener;

    private final WaitingRequests waiting = new WaitingRequests();
    /** Until when there are no permits for a priority and a class of limits, in {@link Time#nanos()}. */
    private final long[][] closedUntil = new long[Priority.values().length][LimitClass.values().length];

    private final MinuteUse requests = new MinuteUse();
    private final MinuteUse batches = new MinuteUse();
    private final MinuteUse reports = new MinuteUse();
    private boolean reported;
    /** Until when QuickBooks wants to be left alone, in {@link Time#nanos()}: no clock that jumps moves it. */
    private long throttledUntil;

    private int inFlight;
    private boolean warm;
    private boolean paused;
    private boolean dispatching;
    private Time.Task wake;
    private long wakeAt;
    private long lastUse;
    private long lastBatch;

    /** @param processes among how many the places are divided now */
    CompanyQueue(
            String realmId,
            Limits limits,
            IntSupplier processes,
            Permits permits,
            Time time,
            ThrottleListener listener) {
        this.realmId = realmId;
        this.limits = limits;
        this.processes = processes;
        this.permits = permits;
        this.time = time;
        this.listener = listener;
        this.lastUse = time.nanos();
        this.lastBatch = lastUse - Duration.ofMinutes(1).toNanos();
        this.throttledUntil = lastUse;
        Arrays.stream(closedUntil).forEach(classes -> Arrays.fill(classes, lastUse));
    }

    /** Done when the request may be sent; {@link #leave} is to follow. */
    CompletionStage<WaitingRequest> enter(Request request) {
        WaitingRequest queued = new WaitingRequest(request);
        boolean mine;
        synchronized (this) {
            warm &= time.nanos() - lastUse < IDLE.toNanos();
            lastUse = time.nanos();
            if (waiting.size() >= limits.maxQueueSize()) {
                queued.permit().completeExceptionally(refused(request, tooMany()));
                return queued.permit().thenApply(granted -> queued);
            }
            waiting.add(queued);
            mine = claim();
        }
        dispatchIf(mine);
        synchronized (this) {
            if (!queued.permit().isDone()) {
                Duration left = limits.maxWait().minus(request.admission().waited());
                queued.timeout(time.after(left.isNegative() ? Duration.ZERO : left, () -> giveUp(queued)));
            }
        }
        return queued.permit().thenApply(granted -> queued);
    }

    private String tooMany() {
        return "Already " + limits.maxQueueSize()
                + " requests wait for the rate limits of the company (option maxQueueSize). Send fewer "
                + "requests, combine writes with coalesce=true, or increase maxQueueSize";
    }

    private void giveUp(WaitingRequest queued) {
        boolean waited;
        boolean held;
        synchronized (this) {
            waited = waiting.remove(queued);
            held = paused;
            if (!waited) {
                queued.expire();
            }
        }
        if (waited) {
            queued.permit().completeExceptionally(waitedTooLong(queued, held));
        }
    }

    private QuickBooksThrottledException waitedTooLong(WaitingRequest queued, boolean held) {
        return refused(
                queued.request(),
                "Waited " + limits.maxWait().toSeconds()
                        + (held
                                ? " s for the company, which an operator has paused (option maxWait); resume it"
                                : " s for the rate limits of the company (option maxWait). Send fewer requests, combine writes "
                                        + "with coalesce=true, or increase maxWait"));
    }

    private QuickBooksThrottledException refused(Request request, String why) {
        FaultContext context = FaultContext.unanswered(realmId, request.operation());
        return new QuickBooksThrottledException(why, context, false, null);
    }

    /** A request that was in flight has completed. */
    void leave(WaitingRequest request) {
        boolean sooner = request.answered();
        boolean mine;
        synchronized (this) {
            inFlight--;
            if (sooner) {
                askAgain();
            }
            warm = true;
            lastUse = time.nanos();
            mine = claim();
        }
        dispatchIf(mine);
    }

    /** Who was refused a permit may get one earlier than was said. To be called locked. */
    private void askAgain() {
        long now = time.nanos();
        Arrays.stream(closedUntil).forEach(classes -> Arrays.fill(classes, now));
    }

    /** QuickBooks throttled the company: nothing is sent for a while. */
    void throttled(Duration wait) {
        synchronized (this) {
            long until = time.nanos() + wait.toNanos();
            if (until - throttledUntil > 0) {
                throttledUntil = until;
            }
        }
        listener.throttled(realmId, time.now().plus(wait));
    }

    /** Nothing is sent until {@link #resume}. */
    synchronized void pause() {
        paused = true;
    }

    void resume() {
        boolean mine;
        synchronized (this) {
            paused = false;
            mine = claim();
        }
        dispatchIf(mine);
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /** Only one thread dispatches at a time; another need not wait for it. To be called locked. */
    private boolean claim() {
        if (dispatching) {
            return false;
        }
        dispatching = true;
        return true;
    }

    /** Dispatches what can be sent. */
    private void dispatchIf(boolean claimed) {
        while (claimed) {
            WaitingRequest queued = nextQueued();
            if (queued == null) {
                return;
            }
            CompletionStage<Permits.PermitResult> asked = ask(queued);
            if (!asked.toCompletableFuture().isDone()) {
                asked.whenComplete((decision, failure) -> {
                    decide(queued, decision, failure);
                    dispatchIf(true);
                });
                return;
            }
            decide(queued, asked.toCompletableFuture());
        }
    }

    private CompletionStage<Permits.PermitResult> ask(WaitingRequest queued) {
        try {
            return permits.take(queued.limitClass(), queued.request().priority());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void decide(WaitingRequest queued, CompletableFuture<Permits.PermitResult> decided) {
        decided.handle((decision, failure) -> {
            decide(queued, decision, failure);
            return null;
        });
    }

    /** The next to be sent; null where none can be sent now, and then somebody else will have to dispatch again. */
    private synchronized WaitingRequest nextQueued() {
        WaitingRequest queued = null;
        if (waiting.size() > 0 && !paused && hasPlace()) {
            long shut = throttledUntil - time.nanos();
            if (shut > 0) {
                wakeAfter(shut);
            } else {
                long now = time.nanos();
                queued = waiting.next((priority, limitClass) -> closedUntil(priority, limitClass) - now <= 0);
                if (queued == null) {
                    wakeAfter(Arrays.stream(closedUntil)
                            .flatMapToLong(Arrays::stream)
                            .filter(t -> t - now > 0)
                            .map(t -> t - now)
                            .min()
                            .orElse(1));
                }
            }
        }
        if (queued == null) {
            dispatching = false;
        } else {
            inFlight++;
        }
        return queued;
    }

    /**
     * After an idle time the first request goes alone: it opens the connection and takes its time, and those behind it would
     * arrive together with it.
     */
    private boolean hasPlace() {
        // Nobody counts what all processes have in flight, so each process has its part of the places.
        int places = limits.concurrentRequests() <= 0
                ? Integer.MAX_VALUE
                : Math.max(1, limits.concurrentRequests() / Math.max(1, processes.getAsInt()));
        return inFlight < (warm ? places : 1);
    }

    private void wakeAfter(long nanos) {
        long at = time.nanos() + nanos;
        if (wake != null && wakeAt - at <= 0 && wakeAt - time.nanos() > 0) {
            return;
        }
        if (wake != null) {
            wake.cancel();
        }
        wakeAt = at;
        wake = time.after(Duration.ofNanos(nanos), () -> {
            boolean mine;
            synchronized (this) {
                wake = null;
                mine = claim();
            }
            dispatchIf(mine);
        });
    }

    private void decide(WaitingRequest queued, Permits.PermitResult decision, Throwable failure) {
        long used = 0;
        boolean near = false;
        synchronized (this) {
            if (failure == null && decision.nanosToWait() > 0) {
                long until = time.nanos() + decision.nanosToWait();
                close(queued, decision.scope(), until);
                inFlight--;
                if (!queued.isExpired()) {
                    waiting.putBack(queued);
                    return;
                }
            } else if (failure == null) {
                used = count(queued.limitClass());
                near = isNewlyNear(used);
            } else {
                inFlight--;
            }
        }
        if (failure != null) {
            queued.permit().completeExceptionally(failure);
            return;
        }
        if (decision.nanosToWait() > 0) {
            queued.permit().completeExceptionally(waitedTooLong(queued, false));
            return;
        }
        if (near) {
            listener.near(realmId, "requestsPerMinute", used, limits.requestsPerMinute());
        }
        queued.grant(decision.use());
    }

    private void close(WaitingRequest refused, Permits.Scope scope, long until) {
        for (Priority priority : Priority.values()) {
            for (LimitClass limitClass : LimitClass.values()) {
                if (scope == Permits.Scope.COMPANY
                        || scope == Permits.Scope.LIMIT_CLASS && limitClass == refused.limitClass()
                        || scope == Permits.Scope.PRIORITY
                                && priority == refused.request().priority()) {
                    closedUntil[priority.ordinal()][limitClass.ordinal()] = until;
                }
            }
        }
    }

    private long closedUntil(Priority priority, LimitClass limitClass) {
        return closedUntil[priority.ordinal()][limitClass.ordinal()];
    }

    private int count(LimitClass limitClass) {
        long second = time.nanos() / 1_000_000_000L;
        requests.add(second);
        if (limitClass == LimitClass.BATCH) {
            batches.add(second);
            lastBatch = time.nanos();
        } else if (limitClass == LimitClass.REPORT) {
            reports.add(second);
        }
        return requests.sum(second);
    }

    private boolean isNewlyNear(long used) {
        long allowed = limits.requestsPerMinute();
        if (allowed <= 0) {
            return false;
        }
        if (used * 100 < allowed * FAR_PERCENT) {
            reported = false;
        }
        if (reported || used * 100 < allowed * NEAR_PERCENT) {
            return false;
        }
        reported = true;
        return true;
    }

    synchronized ThrottleState state() {
        long second = time.nanos() / 1_000_000_000L;
        long left = throttledUntil - time.nanos();
        Instant shut = left > 0 ? time.now().plusNanos(left) : null;
        return new ThrottleState(
                requests.sum(second),
                batches.sum(second),
                reports.sum(second),
                inFlight,
                waiting.size(),
                dispatching,
                shut,
                paused);
    }

    /** Whether the next request would go at once, and less than that share of the minute is used. */
    synchronized boolean hasRoom(int percent) {
        long now = time.nanos();
        return waiting.size() == 0
                && !paused
                && throttledUntil - now <= 0
                && closedUntil(Priority.BULK, LimitClass.GENERAL) - now <= 0
                && hasPlace()
                && (limits.requestsPerMinute() <= 0
                        || requests.sum(now / 1_000_000_000L) * 100L < (long) limits.requestsPerMinute() * percent);
    }

    /** About how long until a batch call would be sent, if none waits: what is gathered may go on gathering so long. */
    synchronized Duration batchWait() {
        long now = time.nanos();
        long until = Math.max(throttledUntil - now, closedUntil(Priority.INTERACTIVE, LimitClass.BATCH) - now);
        if (limits.batchesPerMinute() > 0) {
            long interval = Duration.ofMinutes(1).toNanos() / limits.batchesPerMinute();
            until = Math.max(until, lastBatch + interval * Math.max(1, processes.getAsInt()) - now);
        }
        return Duration.ofNanos(Math.max(0, until));
    }

    /** Whether nothing was asked for so long that all counts are at rest. */
    synchronized boolean isIdle(Duration longEnough) {
        return inFlight == 0
                && !paused
                && waiting.size() == 0
                && throttledUntil - time.nanos() <= 0
                && time.nanos() - lastUse > longEnough.toNanos();
    }
}
