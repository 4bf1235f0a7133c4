package org.camelquickbooks.sandbox.gate;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.sandbox.call.Route;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/**
 * Counts requests against the documented limits, exactly, and refuses the requests above them. Refused requests do
 * not count.
 */
public final class Throttle {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;

    private final Clock clock;
    private final Map<String, SlidingWindow> windows = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private final Map<String, Integer> reads = new HashMap<>();
    private YearMonth month;
    private long refused;
    private Limits limits = Limits.DOCUMENTED;

    public Throttle(Clock clock) {
        this.clock = clock;
    }

    public synchronized Limits limits() {
        return limits;
    }

    /** Other limits; counting begins anew. */
    public synchronized void limits(Limits other) {
        limits = other;
        windows.clear();
    }

    public synchronized void reset() {
        windows.clear();
        running.clear();
        reads.clear();
        refused = 0;
    }

    /** A request that was let in; closed when it has been answered. */
    public final class Permit implements AutoCloseable {

        private String key;

        private Permit(String key) {
            this.key = key;
        }

        @Override
        public void close() {
            synchronized (Throttle.this) {
                if (key != null) {
                    running.computeIfPresent(key, (k, n) -> n > 1 ? n - 1 : null);
                    key = null;
                }
            }
        }
    }

    /**
     * Lets a request in.
     *
     * @throws QuickBooksFault where it is one too many
     */
    public synchronized Permit enter(String realm, String app, Route.Kind kind) {
        if (!limits.enabled()) {
            return new Permit(null);
        }
        long now = clock.millis();
        String both = app + "@" + realm;
        List<SlidingWindow> counted = new ArrayList<>(4);
        counted.add(window("requests a minute of " + realm, limits.requestsPerMinute(), MINUTE));
        counted.add(window("requests a second of " + both, limits.requestsPerSecond(), SECOND));
        if (kind == Route.Kind.BATCH) {
            counted.add(window("batches a minute of " + both, limits.batchesPerMinute(), MINUTE));
            counted.add(window("batches a minute of " + realm, limits.batchesPerMinuteOfCompany(), MINUTE));
        }
        if (kind == Route.Kind.REPORT) {
            counted.add(window("reports a minute of " + realm, limits.reportsPerMinute(), MINUTE));
        }
        boolean metered = kind == Route.Kind.READ || kind == Route.Kind.REPORT;
        boolean full = running.getOrDefault(both, 0) >= limits.concurrentRequests()
                || metered && readsThisMonth(app) >= limits.readsPerMonth()
                || counted.stream().anyMatch(window -> !window.admits(now));
        if (full) {
            refused++;
            throw QuickBooksFault.usual(FaultCode.THROTTLED);
        }
        counted.forEach(window -> window.add(now));
        running.merge(both, 1, Integer::sum);
        if (metered) {
            reads.merge(app, 1, Integer::sum);
        }
        return new Permit(both);
    }

    private SlidingWindow window(String name, int limit, long length) {
        return windows.computeIfAbsent(name, k -> new SlidingWindow(limit, length));
    }

    /** Reads are metered by the month; writes are free. */
    private int readsThisMonth(String app) {
        YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        if (!now.equals(month)) {
            month = now;
            reads.clear();
        }
        return reads.getOrDefault(app, 0);
    }

    /** What is in use now, by the name of the limit. */
    public synchronized Map<String, Integer> gauges() {
        long now = clock.millis();
        Map<String, Integer> gauges = new LinkedHashMap<>();
        windows.forEach((name, window) -> gauges.put(name, window.count(now)));
        running.forEach((key, n) -> gauges.put("running of " + key, n));
        reads.forEach((app, n) -> gauges.put("reads this month of " + app, n));
        gauges.put("refused", (int) Math.min(refused, Integer.MAX_VALUE));
        return gauges;
    }
}
