package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksThrottledException;

/** Delays requests that QuickBooks would refuse because of its limits. */
public final class Throttle implements Stage {

    /** Without a Retry-After, QuickBooks asks to wait up to a minute (facts, section 8). */
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);

    private final Limits limits;
    private final LimitSharing sharing;
    private final Time time;
    private final Executor workers;
    private final DoubleSupplier chance;
    private final ThrottleListener listener;
    private final Map<String, CompanyQueue> queues = new ConcurrentHashMap<>();

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
        if (request.kind() == RequestKind.FILE) {
            return next.proceed(request);
        }
        CompanyQueue queue = queues.computeIfAbsent(request.realmId(), this::queue);
        long came = time.nanos();
        return queue.enter(request).thenCompose(granted -> {
            Duration waited = Duration.ofNanos(time.nanos() - came);
            return proceed(queue, granted, () -> {
                request.admission().granted();
                request.watch().waited(waited);
                CompletionStage<Response> answer = next.proceed(request);
                granted.sent();
                return answer;
            });
        });
    }

    private CompanyQueue queue(String realmId) {
        LocalPermits local = new LocalPermits(limits, time, sharing::processes);
        Permits permits =
                sharing.hasBackEnd() ? new SharedPermits(realmId, limits, sharing, local, time, workers) : local;
        return new CompanyQueue(realmId, limits, sharing::processes, permits, time, listener);
    }

    private CompletionStage<Response> proceed(
            CompanyQueue queue, WaitingRequest granted, Supplier<CompletionStage<Response>> sending) {
        return Stage.failing(sending).whenComplete((response, failure) -> {
            try {
                if (Failures.cause(failure) instanceof QuickBooksThrottledException throttled) {
                    queue.throttled(wait(throttled));
                }
            } finally {
                queue.leave(granted);
            }
        });
    }

    private Duration wait(QuickBooksThrottledException throttled) {
        Duration asked = throttled.getRetryAfter();
        return asked != null
                ? asked.compareTo(limits.maxRetryAfter()) > 0 ? limits.maxRetryAfter() : asked
                : DEFAULT_WAIT.plusMillis((long) (DEFAULT_WAIT.toMillis() * 0.1 * chance.getAsDouble()));
    }

    /** Nothing is sent for the company until it is resumed; what comes waits. */
    public void pause(String realmId) {
        queues.computeIfAbsent(realmId, this::queue).pause();
    }

    public void resume(String realmId) {
        CompanyQueue queue = queues.get(realmId);
        if (queue != null) {
            queue.resume();
        }
    }

    public boolean isPaused(String realmId) {
        CompanyQueue queue = queues.get(realmId);
        return queue != null && queue.isPaused();
    }

    /** Whether a request of the company would go at once, and less than that share of the minute is used. */
    public boolean hasRoom(String realmId, int percent) {
        CompanyQueue queue = queues.get(realmId);
        return queue == null || queue.hasRoom(percent);
    }

    /** About how long until a batch call of the company would be sent, if none waits. */
    public Duration batchWait(String realmId) {
        CompanyQueue queue = queues.get(realmId);
        return queue == null ? Duration.ZERO : queue.batchWait();
    }

    /** The states of all companies in use. */
    public Map<String, ThrottleState> states() {
        Map<String, ThrottleState> states = new TreeMap<>();
        queues.forEach((realm, queue) -> states.put(realm, queue.state()));
        return states;
    }

    /** The state of a company; null where nothing was asked of it lately. */
    public ThrottleState state(String realmId) {
        CompanyQueue queue = queues.get(realmId);
        return queue == null ? null : queue.state();
    }

    /** Lets go of companies that nothing was asked of for a while. */
    public void forgetIdle(Duration longEnough) {
        queues.values().removeIf(queue -> queue.isIdle(longEnough));
    }
}
