package org.camelquickbooks.client.throttle;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import java.time.Duration;

/**
 * Buckets that keep a sliding window. QuickBooks counts how many requests came within any minute; a bucket that holds a
 * minute's worth and refills within the minute would let nearly twice as many through. So each holds a little, and
 * refills so that what it holds and a window's refill are together within the limit, with room for requests that
 * arrive closer together than they were sent.
 */
final class BucketShapes {

    private BucketShapes() {}

    /** What counts all requests; null where nothing is limited. */
    static BucketConfiguration requests(Limits limits) {
        ConfigurationBuilder builder = BucketConfiguration.builder();
        boolean limited = false;
        if (limits.requestsPerMinute() > 0) {
            builder.addLimit(perMinute(limits.requestsPerMinute(), "requests"));
            limited = true;
        }
        if (limits.requestsPerSecond() > 0) {
            builder.addLimit(perSecond(limits.requestsPerSecond()));
            limited = true;
        }
        return limited ? builder.build() : null;
    }

    /** What counts those of one kind; null where it is not limited. */
    static BucketConfiguration limitClass(int perMinute, String id) {
        return perMinute <= 0
                ? null
                : BucketConfiguration.builder()
                        .addLimit(perMinute(perMinute, id))
                        .build();
    }

    private static Bandwidth perMinute(int limit, String id) {
        int held = Math.max(1, limit / 100);
        int refill = Math.max(1, limit - held - limit / 100);
        return Bandwidth.builder()
                .capacity(held)
                .refillGreedy(refill, Duration.ofMinutes(1))
                .id(id)
                .build();
    }

    private static Bandwidth perSecond(int limit) {
        return Bandwidth.builder()
                .capacity(1)
                .refillGreedy(Math.max(1, 2L * limit - 3), Duration.ofSeconds(2))
                .id("second")
                .build();
    }
}
