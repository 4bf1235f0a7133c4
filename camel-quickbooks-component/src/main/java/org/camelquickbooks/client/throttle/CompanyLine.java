package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksThrottledException;

/**
 * The line before one company. Whoever comes joins the waiting room, and is let in when the gate is open, fewer than
 * the allowed number are inside, and there is a permit. Nobody holds a thread while waiting.
 */
final class CompanyLine {

    private static final int NEAR_PERCENT = 80;
    private static final int FAR_PERCENT = 60;
    private static final Duration REST = Duration.ofMinutes(1);

    private final String realmId;
    private final Limits limits;
    private final IntSupplier processes;
    private final Permits permits;
    private final Time time;
    private final ThrottleListener listener;

    private final WaitingRoom room = new WaitingRoom();
    /** Until when a lane has no permits, in {@link Time#nanos()}. */
    private final long[] closedUntil = new long[Lane.values().length];

    private final MinuteUse requests = new MinuteUse();
    private final MinuteUse batches = new MinuteUse();
    private final MinuteUse reports = new MinuteUse();
    private boolean told;
    /** Until when QuickBooks wants to be left alone, in {@link Time#nanos()}: no clock that jumps moves it. */
    private long gateUntil;

    private int inside;
    private boolean warm;
    private boolean paused;
    private boolean serving;
    private Time.Task wake;
    private long wakeAt;
    private long lastUse;

    /** @param processes among how many the places are divided now */
    CompanyLine(
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
        this.gateUntil = lastUse;
        Arrays.fill(closedUntil, lastUse);
    }

    /** Done when the request may be sent; {@link #leave()} is to follow. */
    CompletionStage<Void> enter(Request request) {
        Waiter waiter = new Waiter(request);
        boolean mine;
        synchronized (this) {
            warm &= time.nanos() - lastUse < REST.toNanos();
            lastUse = time.nanos();
            if (room.size() >= limits.maxQueueSize()) {
                waiter.admission().completeExceptionally(refused(request, tooMany()));
                return waiter.admission();
            }
            room.add(waiter);
            mine = claim();
        }
        serveIf(mine);
        synchronized (this) {
            if (!waiter.admission().isDone()) {
                waiter.alarm(time.after(limits.maxWait(), () -> giveUp(waiter)));
            }
        }
        return waiter.admission();
    }

    private String tooMany() {
        return "Already " + limits.maxQueueSize()
                + " requests wait for the limits of the company (option maxQueueSize)."
                + " Send less, gather writes with coalesce=true, or raise it";
    }

    private void giveUp(Waiter waiter) {
        boolean waited;
        boolean held;
        synchronized (this) {
            waited = room.remove(waiter);
            held = paused;
        }
        if (waited) {
            waiter.admission()
                    .completeExceptionally(refused(
                            waiter.request(),
                            "Waited " + limits.maxWait().toSeconds()
                                    + (held
                                            ? " s for the company, which an operator has paused (option maxWait);"
                                                    + " resume it"
                                            : " s for the limits of the company (option maxWait). Send less, gather"
                                                    + " writes with coalesce=true, or raise it")));
        }
    }

    private QuickBooksThrottledException refused(Request request, String why) {
        FaultContext context = FaultContext.unanswered(realmId, request.operation());
        return new QuickBooksThrottledException(why, context, false, null);
    }

    /** One that was inside is done. */
    void leave() {
        boolean mine;
        synchronized (this) {
            inside--;
            warm = true;
            lastUse = time.nanos();
            mine = claim();
        }
        serveIf(mine);
    }

    /** Nobody is let in for a while. */
    void close(Duration wait) {
        synchronized (this) {
            long until = time.nanos() + wait.toNanos();
            if (until - gateUntil > 0) {
                gateUntil = until;
            }
        }
        listener.gateClosed(realmId, time.now().plus(wait));
    }

    /** Nobody is let in until {@link #resume}. */
    synchronized void pause() {
        paused = true;
    }

    void resume() {
        boolean mine;
        synchronized (this) {
            paused = false;
            mine = claim();
        }
        serveIf(mine);
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /** Only one thread lets in at a time; whoever finds it at work need not wait for it. To be called locked. */
    private boolean claim() {
        if (serving) {
            return false;
        }
        serving = true;
        return true;
    }

    /** Lets in whoever can go. */
    private void serveIf(boolean claimed) {
        while (claimed) {
            Waiter waiter = nextInLine();
            if (waiter == null) {
                return;
            }
            CompletionStage<Permits.Decision> asked = ask(waiter.lane());
            if (!asked.toCompletableFuture().isDone()) {
                asked.whenComplete((decision, failure) -> {
                    decide(waiter, decision, failure);
                    serveIf(true);
                });
                return;
            }
            decide(waiter, asked.toCompletableFuture());
        }
    }

    private CompletionStage<Permits.Decision> ask(Lane lane) {
        try {
            return permits.take(lane);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void decide(Waiter waiter, CompletableFuture<Permits.Decision> decided) {
        decided.handle((decision, failure) -> {
            decide(waiter, decision, failure);
            return null;
        });
    }

    /** Whose turn it is; null where nobody can go now, and then somebody else will have to dispatch again. */
    private synchronized Waiter nextInLine() {
        Waiter waiter = null;
        if (room.size() > 0 && !paused && hasPlace()) {
            long shut = gateUntil - time.nanos();
            if (shut > 0) {
                wakeAfter(shut);
            } else {
                long now = time.nanos();
                waiter = room.next(lane -> closedUntil[lane.ordinal()] - now <= 0);
                if (waiter == null) {
                    wakeAfter(Arrays.stream(closedUntil)
                            .filter(t -> t - now > 0)
                            .map(t -> t - now)
                            .min()
                            .orElse(1));
                }
            }
        }
        if (waiter == null) {
            serving = false;
        } else {
            inside++;
        }
        return waiter;
    }

    /**
     * After a rest the first request goes alone: it opens the connection and takes its time, and those behind it would
     * arrive together with it.
     */
    private boolean hasPlace() {
        // Nobody counts for all who is inside, so each process has its part of the places.
        int places = limits.concurrentRequests() <= 0
                ? Integer.MAX_VALUE
                : Math.max(1, limits.concurrentRequests() / Math.max(1, processes.getAsInt()));
        return inside < (warm ? places : 1);
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
            serveIf(mine);
        });
    }

    private void decide(Waiter waiter, Permits.Decision decision, Throwable failure) {
        long used = 0;
        boolean near = false;
        synchronized (this) {
            if (failure == null && decision.nanosToWait() > 0) {
                long until = time.nanos() + decision.nanosToWait();
                for (Lane lane : Lane.values()) {
                    if (decision.wholeCompany() || lane == waiter.lane()) {
                        closedUntil[lane.ordinal()] = until;
                    }
                }
                inside--;
                room.putBack(waiter);
                return;
            }
            if (failure == null) {
                used = count(waiter.lane());
                near = isNewlyNear(used);
            } else {
                inside--;
            }
        }
        if (failure != null) {
            waiter.admission().completeExceptionally(failure);
            return;
        }
        if (near) {
            listener.near(realmId, "requestsPerMinute", used, limits.requestsPerMinute());
        }
        waiter.admit();
    }

    private int count(Lane lane) {
        long second = time.nanos() / 1_000_000_000L;
        requests.add(second);
        if (lane == Lane.BATCH) {
            batches.add(second);
        } else if (lane == Lane.REPORT) {
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
            told = false;
        }
        if (told || used * 100 < allowed * NEAR_PERCENT) {
            return false;
        }
        told = true;
        return true;
    }

    synchronized LineState state() {
        long second = time.nanos() / 1_000_000_000L;
        long left = gateUntil - time.nanos();
        Instant shut = left > 0 ? time.now().plusNanos(left) : null;
        return new LineState(
                requests.sum(second),
                batches.sum(second),
                reports.sum(second),
                inside,
                room.size(),
                serving,
                shut,
                paused);
    }

    /** Whether the next request would go at once, and less than that share of the minute is used. */
    synchronized boolean hasRoom(int percent) {
        long now = time.nanos();
        return room.size() == 0
                && !paused
                && gateUntil - now <= 0
                && closedUntil[Lane.PLAIN.ordinal()] - now <= 0
                && hasPlace()
                && (limits.requestsPerMinute() <= 0
                        || requests.sum(now / 1_000_000_000L) * 100L < (long) limits.requestsPerMinute() * percent);
    }

    /** Whether nothing was asked for so long that all counts are at rest. */
    synchronized boolean isIdle(Duration longEnough) {
        return inside == 0
                && !paused
                && room.size() == 0
                && gateUntil - time.nanos() <= 0
                && time.nanos() - lastUse > longEnough.toNanos();
    }
}
