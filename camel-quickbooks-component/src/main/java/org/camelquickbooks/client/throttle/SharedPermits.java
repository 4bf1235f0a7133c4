package org.camelquickbooks.client.throttle;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.EnumMap;
import java.util.Map;
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
    private final BucketProxy requests;
    private final Map<Lane, BucketProxy> lanes = new EnumMap<>(Lane.class);
    private final Permits alone;
    private final Executor workers;
    private volatile boolean reachable = true;

    SharedPermits(String realmId, Limits limits, ProxyManager<String> buckets, Permits alone, Executor workers) {
        this.realmId = realmId;
        this.alone = alone;
        this.workers = workers;
        String prefix = "quickbooks:" + realmId + ":";
        requests = bucket(buckets, prefix + "requests", BucketShapes.requests(limits));
        lanes.put(
                Lane.BATCH,
                bucket(buckets, prefix + "batches", BucketShapes.lane(limits.batchesPerMinute(), "batches")));
        lanes.put(
                Lane.REPORT,
                bucket(buckets, prefix + "reports", BucketShapes.lane(limits.reportsPerMinute(), "reports")));
    }

    private static BucketProxy bucket(ProxyManager<String> buckets, String key, BucketConfiguration configuration) {
        return configuration == null ? null : buckets.builder().build(key, () -> configuration);
    }

    @Override
    public CompletionStage<Decision> take(Lane lane) {
        return CompletableFuture.supplyAsync(() -> ask(lane), workers)
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

    private Decision ask(Lane lane) {
        long wait = wait(requests);
        if (wait > 0) {
            return new Decision(wait, true);
        }
        wait = wait(lanes.get(lane));
        if (wait == 0) {
            return Decision.GIVEN;
        }
        if (requests != null) {
            requests.addTokens(1);
        }
        return new Decision(wait, false);
    }

    private static long wait(BucketProxy bucket) {
        return bucket == null ? 0 : Decision.nanosToWait(bucket.tryConsumeAndReturnRemaining(1));
    }
}
