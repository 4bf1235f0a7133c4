package org.camelquickbooks.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which hosts do not answer. A host is logged at its first failed attempt, then at growing intervals, however many
 * requests fail, and again when it answers.
 */
public final class Reachability {

    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    private static final Duration FIRST_DISTANCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_DISTANCE = Duration.ofHours(1);

    /** A host that does not answer. */
    public record Outage(String url, Instant since, long failedAttempts, String why) {

        @Override
        public String toString() {
            return url + " has not answered since " + since + " (" + failedAttempts + " failed attempts): " + why;
        }
    }

    /** What is known of a host that has failed once; guarded by itself. */
    private static final class Host {
        private Instant since;
        private long begin;
        private long failed;
        private String why;
        private boolean warned;
        private Duration distance = FIRST_DISTANCE;
        /** When it was logged last; null where it never was. */
        private Long logged;
    }

    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final Time time;

    public Reachability(Time time) {
        this.time = time;
    }

    /** Whether that is what a failure means: nothing came back. */
    public static boolean isUnanswered(Throwable failure) {
        return failure instanceof QuickBooksException fault
                && fault.getStatus() == 0
                && fault.getCause() instanceof IOException;
    }

    /** Why nothing came back, in words. */
    public static String why(Throwable cause) {
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof UnresolvedAddressException) {
                return "the host is unknown";
            }
        }
        if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
            return cause.getMessage();
        }
        return cause instanceof ConnectException
                ? "connection refused"
                : cause.getClass().getSimpleName();
    }

    /** What is probably wrong, as a question; null where nobody knows. */
    public static String hint(String url) {
        String host = URI.create(url).getHost();
        boolean loopback =
                host != null && (host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]"));
        return loopback ? "Is the sandbox running?" : null;
    }

    /** Scheme, host and port. */
    static String host(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /**
     * An attempt was not answered.
     *
     * @param what the operation, for people
     * @param attempt of the request, from 1
     * @param pause before the next attempt; null where there is none
     */
    public void failed(String url, String what, Throwable cause, int attempt, Duration pause) {
        String key = host(url);
        Host host = hosts.computeIfAbsent(key, k -> new Host());
        String why = why(cause);
        String hint = hint(url) == null ? "" : " " + hint(url);
        String next = pause == null
                ? "attempt " + attempt + " of " + what + " was the last one, so the request fails"
                : "attempt " + attempt + " of " + what + " is retried in " + pause.toMillis() + " ms";
        synchronized (host) {
            long now = time.nanos();
            if (host.since == null) {
                host.since = time.now();
                host.begin = now;
                host.failed = 0;
            }
            host.failed++;
            host.why = why;
            if (host.logged != null && now - host.logged < host.distance.toNanos()) {
                LOG.debug("QuickBooks does not answer at {}: {}; {}", key, why, next);
                return;
            }
            if (host.failed > 1) {
                host.distance = longer(host.distance);
            }
            host.logged = now;
            host.warned = true;
            if (host.failed == 1) {
                LOG.warn("QuickBooks does not answer at {}: {}.{} Now {}", key, why, hint, next);
            } else {
                LOG.warn(
                        "QuickBooks has not answered at {} for {} s ({} failed attempts): {}.{} Now {}",
                        key,
                        Duration.ofNanos(now - host.begin).toSeconds(),
                        host.failed,
                        why,
                        hint,
                        next);
            }
        }
    }

    private static Duration longer(Duration distance) {
        Duration doubled = distance.multipliedBy(2);
        return doubled.compareTo(LONGEST_DISTANCE) > 0 ? LONGEST_DISTANCE : doubled;
    }

    /** Something came back, whatever it was. */
    public void answered(String url) {
        if (hosts.isEmpty()) {
            return;
        }
        String key = host(url);
        Host host = hosts.get(key);
        if (host == null) {
            return;
        }
        synchronized (host) {
            if (host.since == null) {
                return;
            }
            if (host.warned) {
                LOG.info(
                        "QuickBooks answers at {} again, after {} s and {} failed attempts",
                        key,
                        Duration.ofNanos(time.nanos() - host.begin).toSeconds(),
                        host.failed);
            }
            host.since = null;
            host.warned = false;
            host.distance = FIRST_DISTANCE;
        }
    }

    /** The hosts that do not answer now. */
    public List<Outage> outages() {
        return hosts.entrySet().stream()
                .map(entry -> outage(entry.getKey(), entry.getValue()))
                .filter(outage -> outage != null)
                .toList();
    }

    private static Outage outage(String url, Host host) {
        synchronized (host) {
            return host.since == null ? null : new Outage(url, host.since, host.failed, host.why);
        }
    }
}
