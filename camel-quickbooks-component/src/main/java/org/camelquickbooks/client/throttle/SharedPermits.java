package org.camelquickbooks.client.throttle;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all processes that share a Bucket4j back end. The back ends that everyone has are blocking (JDBC), so they
 * are asked on a worker; one company asks one at a time. While the back end cannot be reached, this process counts for
 * itself.
 */
final class SharedPermits implements Permits {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPermits.class);

    private final String realmId;
    private final Buckets buckets;
    private final Permits alone;
    private final Executor workers;
    private volatile boolean reachable = true;

    SharedPermits(String realmId, Limits limits, ProxyManager<String> backEnd, Permits alone, Executor workers) {
        this.realmId = realmId;
        this.alone = alone;
        this.workers = workers;
        this.buckets = new Buckets(
                limits, (name, shape) -> backEnd.builder().build("quickbooks:" + realmId + ":" + name, () -> shape));
    }

    @Override
    public CompletionStage<Decision> take(Lane lane) {
        return CompletableFuture.supplyAsync(() -> buckets.take(lane), workers)
                .thenApply(decision -> {
                    reachable = true;
                    return decision;
                })
                .exceptionallyCompose(failure -> {
                    if (reachable) {
                        reachable = false;
                        LOG.warn(
                                "The shared limits of company {} cannot be reached, so this process counts alone: {}",
                                realmId,
                                failure.toString());
                    }
                    return alone.take(lane);
                });
    }
}
