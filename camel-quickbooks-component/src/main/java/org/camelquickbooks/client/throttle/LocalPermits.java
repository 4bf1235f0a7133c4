package org.camelquickbooks.client.throttle;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.time.Time;

/** Counts within the process. */
final class LocalPermits implements Permits {

    private final Buckets buckets;

    LocalPermits(Limits limits, Time time) {
        TimeMeter meter = meter(time);
        buckets = new Buckets(limits, (name, shape) -> bucket(shape, meter));
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

    private static Bucket bucket(BucketConfiguration shape, TimeMeter meter) {
        LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(meter);
        for (Bandwidth bandwidth : shape.getBandwidths()) {
            builder.addLimit(bandwidth);
        }
        return builder.build();
    }

    @Override
    public CompletionStage<Decision> take(Lane lane) {
        return CompletableFuture.completedFuture(buckets.take(lane));
    }
}
