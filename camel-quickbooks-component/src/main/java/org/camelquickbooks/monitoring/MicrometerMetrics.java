package org.camelquickbooks.monitoring;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.camel.CamelContext;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.operation.CoalescedCalls;
import org.camelquickbooks.runtime.ConsumerProgress;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/**
 * Counts with the one MeterRegistry of the Camel registry. Companies are taken together, so that there are few series,
 * unless a tag for each is asked for.
 */
final class MicrometerMetrics extends Metrics {

    private static final String PREFIX = "camel.quickbooks.";
    private static final String REALM = "realm";

    private final MeterRegistry meters;
    /** Two components of a context have gauges of their own. */
    private final Tags component;

    private final boolean companyTag;
    private final Queue<Gauge> gauges = new ConcurrentLinkedQueue<>();
    private final Set<String> gauged = ConcurrentHashMap.newKeySet();
    private QuickBooksRuntime runtime;

    private MicrometerMetrics(MeterRegistry meters, String scheme, boolean companyTag) {
        this.component = Tags.of("component", scheme);
        this.meters = meters;
        this.companyTag = companyTag;
    }

    static Metrics of(CamelContext context, String scheme, boolean companyTag) {
        MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
        return meters == null ? new Metrics() : new MicrometerMetrics(meters, scheme, companyTag);
    }

    @Override
    public void observe(QuickBooksRuntime observed) {
        runtime = observed;
        QuickBooksClient client = observed.client();
        gauge("connection.days", Tags.empty(), () -> days(client));
        gauge("token.seconds", Tags.empty(), () -> client.tokens()
                .soonestEnd()
                .map(left -> (double) left.toSeconds())
                .orElse(Double.NaN));
        gauge("webhook.backlog", Tags.empty(), () -> observed.progress().backlog());
        gauge("reads.month", Tags.empty(), () -> client.readUse().used());
        gauge("reads.forecast", Tags.empty(), () -> client.readUse().forecast());
        gauge("reads.budget", Tags.empty(), () -> client.readUse().budget());
        if (!companyTag) {
            // The largest of all companies: that is the one near its limit.
            gaugeThrottles(Tags.empty(), () -> client.throttleStates().values());
        }
    }

    /** How long the connection lasts that ends first; not a number where no end is known. */
    private static double days(QuickBooksClient client) {
        return client.watch().shortest().map(left -> left.toHours() / 24.0).orElse(Double.NaN);
    }

    private void gaugeThrottles(Tags tags, Supplier<Collection<ThrottleState>> throttleStates) {
        Limits limits = runtime.client().limits();
        gaugeThrottle("limit.requests", tags, throttleStates, ThrottleState::requests);
        gaugeThrottle("limit.batches", tags, throttleStates, ThrottleState::batches);
        gaugeThrottle("limit.reports", tags, throttleStates, ThrottleState::reports);
        gaugeThrottle("waiting", tags, throttleStates, ThrottleState::waiting);
        gaugeThrottle("in.flight", tags, throttleStates, ThrottleState::inFlight);
        gaugeThrottle("throttled.now", tags, throttleStates, throttle -> throttle.throttledUntil() == null ? 0 : 1);
        gaugeUse("requests", tags, throttleStates, ThrottleState::requests, limits.requestsPerMinute());
        gaugeUse("batches", tags, throttleStates, ThrottleState::batches, limits.batchesPerMinute());
        gaugeUse("reports", tags, throttleStates, ThrottleState::reports, limits.reportsPerMinute());
        gaugeUse("concurrent", tags, throttleStates, ThrottleState::inFlight, limits.concurrentRequests());
    }

    private void gaugeUse(
            String limit,
            Tags tags,
            Supplier<Collection<ThrottleState>> throttleStates,
            ToIntFunction<ThrottleState> used,
            int allowed) {
        if (allowed > 0) {
            gauge("limit.use", tags.and("limit", limit), () -> max(throttleStates.get(), used) / (double) allowed);
        }
    }

    private void gaugeThrottle(
            String name,
            Tags tags,
            Supplier<Collection<ThrottleState>> throttleStates,
            ToIntFunction<ThrottleState> value) {
        gauge(name, tags, () -> max(throttleStates.get(), value));
    }

    private static int max(Collection<ThrottleState> throttleStates, ToIntFunction<ThrottleState> value) {
        return throttleStates.stream().mapToInt(value).max().orElse(0);
    }

    private void gauge(String name, Tags tags, Supplier<Number> value) {
        gauges.add(Gauge.builder(PREFIX + name, value).tags(component.and(tags)).register(meters));
    }

    @Override
    public void close() {
        // A component that starts again has other things to look at.
        gauges.forEach(meters::remove);
    }

    private Tags of(String realmId, String... tags) {
        Tags all = component.and(tags);
        return companyTag ? all.and(REALM, realmId) : all;
    }

    private void count(String name, Tags tags) {
        meters.counter(PREFIX + name, component.and(tags)).increment();
    }

    @Override
    public CallWatch calling(Request request) {
        String realmId = request.realmId();
        if (companyTag && gauged.add(realmId)) {
            gaugeThrottles(Tags.of(REALM, realmId), () -> throttle(realmId));
        }
        if (request.kind() == RequestKind.BATCH) {
            DistributionSummary.builder(PREFIX + "batch.items")
                    .tags(of(realmId, "gathered", String.valueOf(CoalescedCalls.SOURCE.equals(request.source()))))
                    .register(meters)
                    .record(Math.max(1, request.callers().size()));
        }
        return new Counted(request);
    }

    private Collection<ThrottleState> throttle(String realmId) {
        ThrottleState throttle = runtime.client().throttleState(realmId);
        return throttle == null ? List.of() : List.of(throttle);
    }

    @Override
    public void following(ConsumerProgress.FollowedCursor following) {
        String name = following.cursorName();
        String realmId = following.realmId();
        Tags tags = of(realmId, "cursor", name);
        if (gauged.add("lag " + tags)) {
            gauge("cdc.lag", tags, () -> runtime.progress()
                    .longestLag(
                            runtime.time().now(),
                            other -> other.cursorName().equals(name)
                                    && (!companyTag || other.realmId().equals(realmId)))
                    .map(lag -> lag.toMillis() / 1000.0)
                    .orElse(Double.NaN));
        }
    }

    /** What becomes of a call. */
    private final class Counted implements CallWatch {

        private final Request request;
        private final Timer.Sample clock = Timer.start(meters);

        Counted(Request request) {
            this.request = request;
        }

        @Override
        public void waited(Duration wait) {
            meters.timer(PREFIX + "wait", of(request.realmId())).record(wait);
        }

        @Override
        public void repeating(QuickBooksException failure, int attempt) {
            count("retries", of(request.realmId()));
            fault(failure);
        }

        @Override
        public void answered(Response response) {
            end("success");
        }

        @Override
        public void failed(Throwable failure) {
            fault(failure);
            end(outcome(failure));
        }

        private void fault(Throwable failure) {
            if (failure instanceof QuickBooksException fault) {
                String code = fault.getCode() == null || fault.getCode().isEmpty() ? "none" : fault.getCode();
                count("faults", of(request.realmId(), "code", code, "status", Integer.toString(fault.getStatus())));
            }
        }

        private void end(String outcome) {
            clock.stop(meters.timer(
                    PREFIX + "calls",
                    of(
                            request.realmId(),
                            "operation",
                            request.verb(),
                            "entity",
                            request.subject() == null ? "" : request.subject(),
                            "outcome",
                            outcome)));
        }

        private static String outcome(Throwable failure) {
            if (failure instanceof QuickBooksThrottledException) {
                return "throttled";
            }
            if (failure instanceof QuickBooksUnavailableException) {
                return "unavailable";
            }
            if (failure instanceof QuickBooksAuthenticationException) {
                return "unauthorized";
            }
            return failure instanceof QuickBooksException ? "refused" : "error";
        }
    }

    @Override
    public void near(String realmId, String limit) {
        count("limit.near", of(realmId, "limit", limit));
    }

    @Override
    public void metered(String realmId, String endpoint) {
        count("reads.metered", of(realmId, "endpoint", endpoint));
    }

    @Override
    public void budgetUsed() {
        // The budget is that of all companies, but a meter has the same tags each time.
        count("limit.near", of("", "limit", "readBudget"));
    }

    @Override
    public void throttled(String realmId) {
        count("throttled", of(realmId));
    }

    @Override
    public void gap(String realmId, String entity) {
        count("gaps", of(realmId, "entity", entity));
    }

    @Override
    public void refreshed(String realmId) {
        count("refreshes", of(realmId));
    }

    @Override
    public void connection(String realmId, String event) {
        count("connection", of(realmId, "event", event));
    }

    @Override
    public void delivered(String realmId, String entity, String operation) {
        count("changes", of(realmId, "entity", entity, "operation", operation));
    }

    @Override
    public void eventsSetAside(int count) {
        meters.counter(PREFIX + "webhook.unreadable", component).increment(count);
    }

    @Override
    public void postRefused(int status) {
        count("webhook.refused", Tags.of("status", Integer.toString(status)));
    }
}
