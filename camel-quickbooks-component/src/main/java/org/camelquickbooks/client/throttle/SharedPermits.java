package org.camelquickbooks.client.throttle;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all processes that share a Bucket4j back end. The back ends that everyone has are blocking (JDBC), so they
 * are asked on a worker; one company asks one at a time. Where there is none, or it failed a moment ago, this process
 * counts its part for itself.
 */
final class SharedPermits implements Permits {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPermits.class);

    /** After a failure, how long nobody waits for another one. */
    private static final Duration BREAK = Duration.ofSeconds(10);

    /** How long a request waits for what the back end says. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String realmId;
    private final Limits limits;
    private final LimitSharing sharing;
    private final LocalPermits alone;
    private final Time time;
    private final Executor workers;
    private volatile Buckets buckets;
    private volatile boolean reachable = true;
    private volatile long askAgain = Long.MIN_VALUE;
    private volatile boolean none;

    SharedPermits(
            String realmId, Limits limits, LimitSharing sharing, LocalPermits alone, Time time, Executor workers) {
        this.realmId = realmId;
        this.limits = limits;
        this.sharing = sharing;
        this.alone = alone;
        this.time = time;
        this.workers = workers;
    }

    /** Null where nothing counts for all. */
    private Buckets buckets() {
        if (buckets == null) {
            ProxyManager<String> backEnd = sharing.backEnd();
            if (backEnd == null) {
                none = true;
                return null;
            }
            buckets = new Buckets(limits, (name, shape) -> backEnd.builder()
                    .build("quickbooks:" + realmId + ":" + name, () -> shape));
        }
        return buckets;
    }

    @Override
    public CompletionStage<PermitResult> take(LimitClass limitClass, Priority priority) {
        if (none || !reachable && time.nanos() - askAgain < 0) {
            return alone.take(limitClass, priority);
        }
        return inTime(CompletableFuture.supplyAsync(
                        () -> {
                            Buckets all = buckets();
                            return all == null ? null : all.take(limitClass);
                        },
                        workers))
                .thenCompose(decision -> {
                    if (decision == null) {
                        return alone.take(limitClass, priority);
                    }
                    reachable = true;
                    return CompletableFuture.completedFuture(decision);
                })
                .exceptionallyCompose(failure -> {
                    askAgain = time.nanos() + BREAK.toNanos();
                    if (reachable) {
                        reachable = false;
                        // What it sent while the back end counted is not in its own counts.
                        alone.beginAnew();
                        LOG.warn(
                                "The shared limits of company {} are not available, so this process counts alone: {}",
                                realmId,
                                failure.toString());
                    }
                    return alone.take(limitClass, priority);
                });
    }

    /** A back end that hangs is one that cannot be reached. */
    private CompletionStage<PermitResult> inTime(CompletableFuture<PermitResult> asked) {
        Time.Task late = time.after(
                PATIENCE,
                () -> asked.completeExceptionally(
                        new TimeoutException("no answer within " + PATIENCE.toSeconds() + " s")));
        return asked.whenComplete((decision, failure) -> late.cancel());
    }
}
