package org.camelquickbooks.client.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.hc.client5.http.DnsResolver;
import org.camelquickbooks.client.time.Time;

/**
 * The addresses of the hosts. Asking for one may take seconds, so that is done on another thread, and before a connection
 * needs it; what was answered is used meanwhile until a newer answer is there.
 */
final class HostAddresses implements DnsResolver {

    /** The JDK's own memory of addresses is about as long. */
    private static final long FRESH_NANOS = 30_000_000_000L;

    /** What is older may be wrong by now, and is not used any more. */
    private static final long OLDEST_NANOS = 600_000_000_000L;

    private record Lookup(InetAddress[] addresses, long at) {}

    private final Map<String, Lookup> known = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> asking = new ConcurrentHashMap<>();
    private final Time time;
    private final Executor workers;

    HostAddresses(Time time, Executor workers) {
        this.time = time;
        this.workers = workers;
    }

    /** Null where the host's addresses are known; else what is done when they are, and fails where there are none. */
    CompletableFuture<Void> ready(String host) {
        Lookup now = known.get(host);
        long age = now == null ? Long.MAX_VALUE : time.nanos() - now.at();
        if (age > OLDEST_NANOS) {
            return ask(host);
        }
        if (age > FRESH_NANOS) {
            ask(host);
        }
        return null;
    }

    private CompletableFuture<Void> ask(String host) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = asking.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        try {
            workers.execute(() -> asked(host, mine));
        } catch (RuntimeException | OutOfMemoryError noThread) {
            asking.remove(host, mine);
            mine.completeExceptionally(noThread);
        }
        return mine;
    }

    private void asked(String host, CompletableFuture<Void> mine) {
        Throwable failure = null;
        try {
            known.put(host, new Lookup(InetAddress.getAllByName(host), time.nanos()));
        } catch (UnknownHostException | RuntimeException | Error e) {
            failure = e;
        } finally {
            asking.remove(host, mine);
        }
        if (failure == null) {
            mine.complete(null);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Lookup now = known.get(host);
        return now == null ? InetAddress.getAllByName(host) : now.addresses();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
