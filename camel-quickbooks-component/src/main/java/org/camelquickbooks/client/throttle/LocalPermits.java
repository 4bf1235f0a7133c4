package org.camelquickbooks.client.throttle;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.camelquickbooks.client.time.Time;

/** Counts within the process, its part of what several share. */
final class LocalPermits implements Permits {

    private final Limits limits;
    private final TimeMeter meter;
    private final IntSupplier processes;
    private int parts;
    private Buckets buckets;

    /** @param processes among how many the limits are divided now */
    LocalPermits(Limits limits, Time time, IntSupplier processes) {
        this.limits = limits;
        this.meter = meter(time);
        this.processes = processes;
    }

    private synchronized Buckets buckets() {
        int now = Math.max(1, processes.getAsInt());
        if (now != parts) {
            parts = now;
            buckets = new Buckets(limits.part(now), (name, shape) -> bucket(shape, meter));
        }
        return buckets;
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
    public CompletionStage<PermitResult> take(LimitClass limitClass) {
        return CompletableFuture.completedFuture(buckets().take(limitClass));
    }
}
