package org.camelquickbooks.client.throttle;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.time.Time;

/** Counts within the process. */
final class LocalPermits implements Permits {

    private static final CompletionStage<Decision> GIVEN = CompletableFuture.completedFuture(Decision.GIVEN);

    private final Bucket requests;
    private final Map<Lane, Bucket> lanes = new EnumMap<>(Lane.class);

    LocalPermits(Limits limits, Time time) {
        TimeMeter meter = meter(time);
        requests = bucket(BucketShapes.requests(limits), meter);
        lanes.put(Lane.BATCH, bucket(BucketShapes.lane(limits.batchesPerMinute(), "batches"), meter));
        lanes.put(Lane.REPORT, bucket(BucketShapes.lane(limits.reportsPerMinute(), "reports"), meter));
    }

    private static TimeMeter meter(Time time) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return time.nanos();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }

    private static Bucket bucket(BucketConfiguration configuration, TimeMeter meter) {
        if (configuration == null) {
            return null;
        }
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(meter);
        for (Bandwidth bandwidth : configuration.getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return builder.build();
    }

    @Override
    public CompletionStage<Decision> take(Lane lane) {
        long wait = wait(requests);
        if (wait > 0) {
            return CompletableFuture.completedFuture(new Decision(wait, true));
        }
        wait = wait(lanes.get(lane));
        if (wait == 0) {
            return GIVEN;
        }
        if (requests != null) {
            requests.addTokens(1);
        }
        return CompletableFuture.completedFuture(new Decision(wait, false));
    }

    /** Takes one; how long until there is one where there is none. */
    private static long wait(Bucket bucket) {
        return bucket == null ? 0 : Decision.nanosToWait(bucket.tryConsumeAndReturnRemaining(1));
    }
}
