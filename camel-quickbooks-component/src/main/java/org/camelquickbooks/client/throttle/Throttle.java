package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Kind;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksThrottledException;

/** Holds requests back rather than let QuickBooks refuse them. */
public final class Throttle implements Stage {

    /** Without a Retry-After, QuickBooks asks to wait up to a minute (facts, section 8). */
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private final Limits limits;
    private final LimitSharing sharing;
    private final Time time;
    private final Executor workers;
    private final DoubleSupplier chance;
    private final ThrottleListener listener;
    private final Map<String, CompanyLine> lines = new ConcurrentHashMap<>();

    /** @param sharing how processes share the limits */
    public Throttle(
            Limits limits,
            LimitSharing sharing,
            Time time,
            Executor workers,
            DoubleSupplier chance,
            ThrottleListener listener) {
        this.limits = limits;
        this.sharing = sharing;
        this.time = time;
        this.workers = workers;
        this.chance = chance;
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        if (request.kind() == Kind.FILE) {
            return next.proceed(request);
        }
        CompanyLine line = lines.computeIfAbsent(request.realmId(), this::line);
        long came = time.nanos();
        return line.enter(request).thenCompose(in -> {
            request.watch().waited(Duration.ofNanos(time.nanos() - came));
            return proceed(line, request, next);
        });
    }

    private CompanyLine line(String realmId) {
        Permits local = new LocalPermits(limits, time, sharing::processes);
        Permits permits =
                sharing.hasBackEnd() ? new SharedPermits(realmId, limits, sharing, local, time, workers) : local;
        return new CompanyLine(realmId, limits, sharing::processes, permits, time, listener);
    }

    private CompletionStage<Response> proceed(CompanyLine line, Request request, Next next) {
        return next.proceed(request).whenComplete((response, failure) -> {
            try {
                if (Failures.cause(failure) instanceof QuickBooksThrottledException throttled) {
                    line.close(wait(throttled));
                }
            } finally {
                line.leave();
            }
        });
    }

    private Duration wait(QuickBooksThrottledException throttled) {
        Duration asked = throttled.getRetryAfter();
        return asked != null
                ? asked.compareTo(limits.maxRetryAfter()) > 0 ? limits.maxRetryAfter() : asked
                : UNTOLD.plusMillis((long) (UNTOLD.toMillis() * 0.1 * chance.getAsDouble()));
    }

    /** Nothing is sent for the company until it is resumed; what comes waits. */
    public void pause(String realmId) {
        lines.computeIfAbsent(realmId, this::line).pause();
    }

    public void resume(String realmId) {
        CompanyLine line = lines.get(realmId);
        if (line != null) {
            line.resume();
        }
    }

    public boolean isPaused(String realmId) {
        CompanyLine line = lines.get(realmId);
        return line != null && line.isPaused();
    }

    /** Whether a request of the company would go at once, and less than that share of the minute is used. */
    public boolean hasRoom(String realmId, int percent) {
        CompanyLine line = lines.get(realmId);
        return line == null || line.hasRoom(percent);
    }

    /** How the lines stand, by company. */
    public Map<String, LineState> states() {
        Map<String, LineState> states = new TreeMap<>();
        lines.forEach((realm, line) -> states.put(realm, line.state()));
        return states;
    }

    /** How the line of a company stands; null where nothing was asked of it lately. */
    public LineState state(String realmId) {
        CompanyLine line = lines.get(realmId);
        return line == null ? null : line.state();
    }

    /** Lets go of companies that nothing was asked of for a while. */
    public void forgetIdle(Duration longEnough) {
        lines.values().removeIf(line -> line.isIdle(longEnough));
    }
}
